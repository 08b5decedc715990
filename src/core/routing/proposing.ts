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
 * Cases of a department at which its duty list and what was learned count alike. By the learning curve of
 * test/bench/routing.ts 20 to 40 are best at every size; with 8 the blend of 100 cases was worse than the lists alone.
 */
const HALF_LEARNED = 30;
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
  const [first] = scores;
  if (!first) return { department: null, confidence: 0, auto: false, ranked: [], terms: [], joint: null };
  const likeliest = router.departments[learned.probabilities.indexOf(Math.max(...learned.probabilities))];
  const place = router.departments.indexOf(first.department);
  const known = place >= 0 && router.counts[place]! >= WELL_KNOWN;
  const confidence = known ? learned.probabilities[place]! : first.score;
  return {
    department: first.department, confidence: rounded(confidence), auto: known && likeliest === first.department && confidence >= router.threshold.confidence && learned.familiar >= FAMILIAR,
    ranked: scores.slice(0, RANKED).map(({ department, score }) => ({ department, score: rounded(score) })),
    terms: likeliest === first.department ? learned.terms : byDuties.terms,
    joint: jointOf(known ? spokenOf(router, learned.probabilities, scores) : scores),
  };
}

/** What was learned of the departments that may be proposed, best first. */
function spokenOf({ departments }: Router, learned: readonly number[], listed: readonly Proposed[]): Proposed[] {
  const said = listed.map(({ department }) => ({ department, score: learned[departments.indexOf(department)] ?? 0 }));
  return shared(said).sort((a, b) => b.score - a.score);
}

/** So that all together are 1. */
function shared(said: readonly Proposed[]): Proposed[] {
  const whole = said.reduce((sum, { score }) => sum + score, 0);
  return whole === 0 ? [] : said.map(({ department, score }) => ({ department, score: score / whole }));
}

/**
 * The second of two that stand out together. Judged by one voice: that the lists name another department than a model of
 * many cases is their disagreement, and no sign of a matter for two.
 */
function jointOf([first, second]: readonly Proposed[]): string | null {
  return first && second && second.score >= JOINT_SECOND && first.score + second.score >= JOINT_BOTH ? second.department : null;
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
  // Array.sort is stable: ties keep the order of the lists.
  return shared(shares).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
