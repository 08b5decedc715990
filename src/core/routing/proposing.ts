import { rank, type DutyList, type TellingTerm } from '../judgement/ranking.js';
import { ask } from './router.js';
import type { Letter } from './letter-words.js';
import type { Router } from './router-file.js';

export interface Proposed {
  readonly department: string;
  /** 0–1; all departments together 1. */
  readonly score: number;
}

/** Which department should have a message 分办建议. */
export interface RoutingProposal {
  /** Code of the best department; `null` when nothing in the message speaks for any. */
  readonly department: string | null;
  /** 0–1. With a model of enough cases a calibrated probability; from duty lists alone a share of the evidence. */
  readonly confidence: number;
  /** At or above the confidence from which the model was right often enough on messages it had not seen. Never by duty lists alone. */
  readonly auto: boolean;
  /** At most three, best first. */
  readonly ranked: readonly Proposed[];
  /** The words that spoke for the best, strongest first, at most six. */
  readonly terms: readonly TellingTerm[];
  /** A second department that stands out beside the first 协办建议. */
  readonly joint: string | null;
}

/**
 * Cases of a department at which its duty list and what was learned count alike. Too few by the learning curve of
 * test/bench/routing.ts: after 100 cases of seven departments the blend has .752 beside .782 of the lists alone, after 300 .808.
 */
const HALF_LEARNED = 8;
/** Cases from which what was learned of a department can be believed to the percent; before, nothing goes to it by itself. */
const WELL_KNOWN = 30;
/** Share of the words that must have been learned from; below, the message is of another kind than what the threshold was measured on. */
const FAMILIAR = 0.5;
const RANKED = 3;
/** Two departments stand out when the second has this much and both together nearly all. */
const JOINT_SECOND = 0.3;
const JOINT_BOTH = 0.85;

/**
 * Proposes departments from duty lists and, where there is one, a learned model. A department that has few cases leans on
 * its duty list, one with many on what was learned; departments that are not in the duty lists any more (closed, not
 * active) are not proposed. Without duty lists the model speaks alone. Terms can be left out where nobody reads them.
 */
export function propose(letter: Letter, duties: readonly DutyList[], router: Router | null, withTerms = true): RoutingProposal {
  const byDuties = rank(letter, duties);
  if (!router) {
    return {
      department: byDuties.department, confidence: byDuties.confidence, auto: false, ranked: byDuties.ranked.slice(0, RANKED),
      terms: byDuties.terms, joint: null,
    };
  }
  const learned = ask(router, letter, withTerms);
  const scores = blended(router, learned.probabilities, duties, byDuties.ranked);
  const [first, second] = scores;
  if (!first) return { department: null, confidence: 0, auto: false, ranked: [], terms: [], joint: null };
  const likeliest = router.departments[learned.probabilities.indexOf(Math.max(...learned.probabilities))];
  const place = router.departments.indexOf(first.department);
  const known = place >= 0 && router.counts[place]! >= WELL_KNOWN;
  const confidence = known ? learned.probabilities[place]! : first.score;
  return {
    department: first.department, confidence: rounded(confidence), auto: known && likeliest === first.department && confidence >= router.threshold.confidence && learned.familiar >= FAMILIAR,
    ranked: scores.slice(0, RANKED).map(({ department, score }) => ({ department, score: rounded(score) })),
    terms: likeliest === first.department ? learned.terms : byDuties.terms,
    joint: second && second.score >= JOINT_SECOND && first.score + second.score >= JOINT_BOTH ? second.department : null,
  };
}

function blended({ departments, counts }: Router, learned: readonly number[], duties: readonly DutyList[], byDuties: readonly Proposed[]): Proposed[] {
  const said = new Map(byDuties.map(({ department, score }) => [department, score]));
  const listed = duties.length > 0 ? duties.map(({ code }) => code) : departments;
  const shares = listed.map((department) => {
    const place = departments.indexOf(department);
    const count = place < 0 ? 0 : counts[place]!;
    const trust = duties.length > 0 ? count / (count + HALF_LEARNED) : 1;
    return { department, score: trust * (place < 0 ? 0 : learned[place]!) + (1 - trust) * (said.get(department) ?? 0) };
  });
  const whole = shares.reduce((sum, { score }) => sum + score, 0);
  if (whole === 0) return [];
  // Array.sort is stable: ties keep the order of the lists.
  return shares.map(({ department, score }) => ({ department, score: score / whole })).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
