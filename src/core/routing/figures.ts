import type { Threshold } from './calibration.js';

/** How good a way of proposing is, on messages it had not seen. Shares 0–1. */
export interface RoutingFigures {
  readonly messages: number;
  /** First proposal right, of all. */
  readonly accuracy: number;
  /** F1 of each department, averaged: a small department counts like a large one. */
  readonly macroF1: number;
  /** Right one among the first two. */
  readonly topTwo: number;
  /** At or above the threshold, and right of these. */
  readonly autoShare: number;
  readonly autoPrecision: number;
  readonly departments: readonly { readonly department: string; readonly messages: number; readonly precision: number; readonly recall: number; readonly f1: number }[];
}

/** A message judged: a number per department, and which was right (−1: none of them). */
export interface Said {
  readonly said: readonly number[];
  readonly right: number;
}

export function figuresOf(all: readonly Said[], departments: readonly string[], threshold: Pick<Threshold, 'confidence'>): RoutingFigures {
  const proposals = all.map(({ said, right }) => {
    const [first = -1, second = -1] = said.map((_, i) => i).sort((a, b) => said[b]! - said[a]! || a - b);
    return { first, second, right, confidence: said[first] ?? 0 };
  });
  const hits = proposals.filter(({ first, right }) => first === right);
  const auto = proposals.filter(({ confidence }) => confidence >= threshold.confidence);
  const lines = departments.map((department, i) => {
    const own = proposals.filter(({ right }) => right === i).length;
    const proposed = proposals.filter(({ first }) => first === i).length;
    const right = hits.filter(({ first }) => first === i).length;
    return { department, messages: own, precision: ratio(right, proposed), recall: ratio(right, own), f1: ratio(2 * right, own + proposed) };
  });
  const known = lines.filter(({ messages }) => messages > 0);
  return {
    messages: all.length, accuracy: ratio(hits.length, all.length),
    macroF1: ratio(known.reduce((sum, { f1 }) => sum + f1, 0), known.length),
    topTwo: ratio(proposals.filter(({ first, second, right }) => right === first || right === second).length, all.length),
    autoShare: ratio(auto.length, all.length), autoPrecision: ratio(auto.filter(({ first, right }) => first === right).length, auto.length),
    departments: lines,
  };
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
