import { bare } from '../language/similarity.js';
import { normalise } from '../language/normalise.js';

/** One thing a department answers for. */
export interface Duty {
  text: string;
  /** Document and article, or 职责惯例. */
  source: string;
  /** Words by which citizens speak of it. */
  terms?: readonly string[] | undefined;
}

/** 职责清单 of one department. */
export interface DutyList {
  code: string;
  name: string;
  duties: readonly Duty[];
}

export interface Ranked {
  department: string;
  /** 0–1, comparable within one message only. */
  score: number;
}

/** A word of the message and its part in what spoke for a department, 0–1. */
export interface TellingTerm {
  readonly term: string;
  readonly weight: number;
}

export interface Ranking {
  /** Code of the best department; `null` when nothing in the message speaks for any. */
  department: string | null;
  /** 0–1: the share of the evidence that the best one holds, damped where there is little evidence. Not calibrated. */
  confidence: number;
  /** Every department that anything speaks for, best first; the scores sum to 1. */
  ranked: Ranked[];
  /** The words that spoke for the best department, strongest first, at most six. */
  terms: TellingTerm[];
}

interface DutyIndex {
  departments: string[];
  /** Term → weight per department index. */
  terms: Map<string, Map<number, number>>;
  longest: number;
}

const SUBJECT_WEIGHT = 2.5;
/** An explicit term is the office's own word; a pair of characters from a duty's wording is only a trace of it. */
const PAIR_WEIGHT = 0.12;
/** Evidence at which confidence is half of the share: about one telling word in the text. */
const THIN_EVIDENCE = 1.5;
const REASONS = 6;

const indexes = new WeakMap<readonly DutyList[], DutyIndex>();

/**
 * Propose departments for a message from the duty lists alone (cold start; learning comes on top).
 *
 * Every term found speaks for the departments that list it, more if few do, if it is long, and if it stands in the
 * subject. Deterministic; ties keep the order of the lists. Errors: none; empty lists give `department: null`.
 */
export function rank(message: { subject?: string | undefined; detail: string }, dutyLists: readonly DutyList[]): Ranking {
  if (dutyLists.length === 0) return { department: null, confidence: 0, ranked: [], terms: [] };
  const index = indexOf(dutyLists);
  const evidence = new Map<string, number>();
  count(normalise(message.subject ?? '').text, SUBJECT_WEIGHT, index, evidence);
  count(normalise(message.detail).text, 1, index, evidence);
  const scores = index.departments.map(() => 0);
  for (const [term, amount] of evidence) {
    for (const [department, weight] of index.terms.get(term) ?? []) {
      scores[department] = (scores[department] ?? 0) + weight * (1 + Math.log(Math.max(amount, 0.3)) / 2);
    }
  }
  const total = scores.reduce((sum, score) => sum + score, 0);
  const order = scores
    .map((score, i) => ({ score, i }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.i - b.i);
  const best = order[0];
  if (best === undefined) return { department: null, confidence: 0, ranked: [], terms: [] };
  return {
    department: index.departments[best.i] ?? null,
    confidence: round((best.score / total) * (best.score / (best.score + THIN_EVIDENCE))),
    ranked: order.map(({ score, i }) => ({ department: index.departments[i] ?? '', score: round(score / total) })),
    terms: termsFor(best.i, evidence, index),
  };
}

function termsFor(department: number, evidence: Map<string, number>, index: DutyIndex): TellingTerm[] {
  const telling = [...evidence]
    .map(([term, amount]) => ({ term, weight: (index.terms.get(term)?.get(department) ?? 0) * amount }))
    .filter(({ weight }) => weight > 0);
  const whole = telling.reduce((sum, { weight }) => sum + weight, 0);
  return telling
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, REASONS)
    .map(({ term, weight }) => ({ term, weight: round(weight / whole) }));
}

/** Longest match at each place, so that 公积金 is not also read as 积金. */
function count(text: string, weight: number, index: DutyIndex, evidence: Map<string, number>): void {
  let at = 0;
  while (at < text.length) {
    let length = Math.min(index.longest, text.length - at);
    while (length > 1 && !index.terms.has(text.slice(at, at + length))) length -= 1;
    if (length > 1) {
      const term = text.slice(at, at + length);
      evidence.set(term, (evidence.get(term) ?? 0) + weight);
      at += length > 2 ? length - 1 : 1;
    } else at += 1;
  }
}

function indexOf(dutyLists: readonly DutyList[]): DutyIndex {
  const known = indexes.get(dutyLists);
  if (known) return known;
  const raw = new Map<string, Map<number, number>>();
  const give = (term: string, department: number, weight: number): void => {
    if (term.length < 2) return;
    const holders = raw.get(term) ?? new Map<number, number>();
    holders.set(department, Math.max(holders.get(department) ?? 0, weight));
    raw.set(term, holders);
  };
  dutyLists.forEach((list, i) => {
    give(normalise(list.name).text, i, 2);
    for (const duty of list.duties) {
      for (const term of duty.terms ?? [])
        give(normalise(term).text, i, 1 + Math.log(Math.max(term.length, 2) / 2) / 2);
      const wording = bare(normalise(duty.text).text);
      for (let k = 0; k + 2 <= wording.length; k += 1) give(wording.slice(k, k + 2), i, PAIR_WEIGHT);
    }
  });
  const index = weighed(raw, dutyLists);
  indexes.set(dutyLists, index);
  return index;
}

/** A word many departments share tells little (inverse document frequency). */
function weighed(raw: Map<string, Map<number, number>>, dutyLists: readonly DutyList[]): DutyIndex {
  let longest = 2;
  for (const [term, holders] of raw) {
    longest = Math.max(longest, term.length);
    const rarity = Math.log(1 + dutyLists.length / holders.size) / Math.log(1 + dutyLists.length);
    for (const [department, weight] of holders) holders.set(department, weight * rarity * rarity);
  }
  return { departments: dutyLists.map(({ code }) => code), terms: raw, longest };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
