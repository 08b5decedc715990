import { bandKeys, estimate, signatureOf } from '../../language/minhash.js';
import { isWide } from './places.js';
import { sketchOf } from './sketch.js';

/** What is kept of a letter to find its like: some two hundred bytes, none of its text. */
export interface LikenessSketch {
  /** 48 bytes, for near-duplicates. */
  readonly signature: Uint8Array;
  /** Twelve keys under which near-duplicates meet. */
  readonly bands: Int32Array;
  /** At most three, narrow ones first. */
  readonly places: Int32Array;
  /** The pairs of characters the letter dwells on, at most 24, heaviest first. */
  readonly words: Int32Array;
}

export interface Likeness {
  /** 0–1: what a person should look at first. */
  readonly score: number;
  /** Estimated share of common wording, 0–1. */
  readonly wording: number;
  /** Share of common matter, 0–1. */
  readonly matter: number;
  readonly samePlace: boolean;
}

export const LIKENESS_PLACES = 3;
const WORDS = 24;

export function likenessSketchOf(subject: string, detail: string): LikenessSketch {
  const { places, pairs, shingles } = sketchOf(subject, detail);
  const signature = signatureOf(shingles);
  const words = [...pairs].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, WORDS).map(([key]) => key);
  return { signature, bands: bandKeys(signature), places: Int32Array.from(places.slice(0, LIKENESS_PLACES)), words: Int32Array.from(words) };
}

/** A matter is alike from so much of it in common on; below, a shared place alone says little. */
const SAME_MATTER = 0.3;

/**
 * How alike two letters are: told in the same words, or the same matter at the same place. The greater of the two counts:
 * common wording; or common matter, worth all where both name one narrow place (an estate, a school), two thirds at a
 * wide one (a road, a township), a third where no place is shared.
 */
export function likenessOf(a: LikenessSketch, b: LikenessSketch): Likeness {
  const wording = estimate(a.signature, b.signature);
  const shared = [...a.places].filter((key) => b.places.includes(key));
  const matter = commonShare(a.words, b.words);
  const narrow = shared.some((key) => !isWide(key));
  const worth = narrow ? 1 : shared.length > 0 ? 0.67 : 0.33;
  const topical = narrow ? 0.35 + 0.65 * Math.min(1, matter / SAME_MATTER) : Math.min(1, matter / SAME_MATTER);
  const score = Math.max(wording, topical * worth);
  return { score: Math.round(score * 1000) / 1000, wording, matter, samePlace: shared.length > 0 };
}

function commonShare(a: Int32Array, b: Int32Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let common = 0;
  for (const key of a) if (b.includes(key)) common += 1;
  return common / Math.sqrt(a.length * b.length);
}

/** From here on two letters are shown as like each other. */
export const ALIKE = 0.5;
/** Letters looked at under one key, the latest: a place everybody writes about costs no more than another. */
const LATEST = 60;

/** Letters in memory by their keys; an installation keeps the same in its database. */
export class LikenessIndex<Id> {
  private readonly sketches: { readonly id: Id; readonly sketch: LikenessSketch }[] = [];
  private readonly byKey = new Map<number, number[]>();

  add(id: Id, sketch: LikenessSketch): void {
    const at = this.sketches.push({ id, sketch }) - 1;
    for (const key of keysOf(sketch)) {
      const known = this.byKey.get(key);
      if (known) known.push(at);
      else this.byKey.set(key, [at]);
    }
  }

  /** The like ones with their scores, most alike first. */
  like(sketch: LikenessSketch, most = 10): { readonly id: Id; readonly score: number }[] {
    const found = new Set(keysOf(sketch).flatMap((key) => this.byKey.get(key)?.slice(-LATEST) ?? []));
    return [...found]
      .map((at) => ({ at, id: this.sketches[at]!.id, score: likenessOf(sketch, this.sketches[at]!.sketch).score }))
      .filter(({ score }) => score >= ALIKE)
      .toSorted((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, most)
      .map(({ id, score }) => ({ id, score }));
  }
}

/** Bands of different positions never meet: each is told apart by its number. */
function keysOf({ bands, places }: LikenessSketch): number[] {
  return [...Array.from(bands, (key, band) => (Math.imul(key, 0x9e3779b1) + band) | 0), ...places];
}
