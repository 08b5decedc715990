import { isWide } from './places.js';

/** How two matters lie to each other: at one narrow place, at one wide one, at different ones, or nobody can say. */
export type Where = 'sameNarrow' | 'sameWide' | 'unknown' | 'elsewhere';


/** Where and what a matter is: sums over its letters. */
export interface Middle extends Whereabouts {
  readonly terms: Map<number, number>;
  /** Of the vector of terms; 0: to be measured. */
  length: number;
}

export interface Whereabouts {
  readonly places: Map<number, number>;
  readonly regions: Map<number, number>;
  letters: number;
}

/** A place belongs to a matter if so many of its letters name it. */
const SHARE_OF_PLACE = 0.2;
const TERMS_OF_MIDDLE = 80;

export function whereOf(a: Whereabouts, b: Whereabouts): Where {
  const [mine, theirs] = [placesOf(a), placesOf(b)];
  if (mine.some((key) => !isWide(key) && theirs.includes(key))) return 'sameNarrow';
  if (a.regions.size > 0 && b.regions.size > 0 && ![...a.regions.keys()].some((key) => b.regions.has(key))) return 'elsewhere';
  if (namesNarrow(a) && namesNarrow(b)) return 'elsewhere';
  return mine.some((key) => theirs.includes(key)) ? 'sameWide' : 'unknown';
}

function namesNarrow({ places }: Whereabouts): boolean {
  for (const key of places.keys()) if (!isWide(key)) return true;
  return false;
}

const placesOf = ({ places, letters }: Whereabouts): number[] => {
  const enough = letters * SHARE_OF_PLACE;
  const found: number[] = [];
  for (const [key, named] of places) if (named >= enough) found.push(key);
  return found;
};

export function cosine(a: Middle, b: Middle): number {
  const [small, large] = a.terms.size <= b.terms.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [key, weight] of small.terms) dot += weight * (large.terms.get(key) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(a) * lengthOf(b));
}

export function lengthOf(middle: Middle): number {
  if (middle.length > 0) return middle.length;
  let sum = 0;
  for (const weight of middle.terms.values()) sum += weight * weight;
  return (middle.length = Math.sqrt(sum) || 1);
}

export const heaviest = (weights: ReadonlyMap<number, number>, most: number): [number, number][] =>
  [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);

export function prune(weights: Map<number, number>): void {
  if (weights.size <= 2 * TERMS_OF_MIDDLE) return;
  const kept = new Set(heaviest(weights, TERMS_OF_MIDDLE).map(([key]) => key));
  for (const key of weights.keys()) if (!kept.has(key)) weights.delete(key);
}
