import type { TellingTerm } from '../judgement/ranking.js';
import { probabilities } from './calibration.js';
import { askedVector } from './asked.js';
import { hashOfWord, WORD_SEEDS, type Vector } from './features.js';
import { wordsOf, type Letter } from './letter-words.js';
import { placeAt, placesIn } from './places.js';
import type { Router } from './router-file.js';

/** What a learned model says of one message. */
export interface RouterSays {
  /** By department, in the order of the model; sums to 1. */
  readonly probabilities: readonly number[];
  /** For the likeliest department, strongest first, at most six. */
  readonly terms: readonly TellingTerm[];
  /** Share of the different words of the message that were learned from, 0–1: of a message in other words the model knows nothing, however sure it is. */
  readonly familiar: number;
}

const TERMS = 6;

/** Judges a message by a learned model; without terms where nobody reads them. Deterministic; an empty message gets what the departments get on average. */
export function ask(router: Router, letter: Letter, withTerms = true): RouterSays {
  const words = wordsOf(letter);
  const vector = askedVector(words, router.vocabulary, router.telling);
  const said = probabilities(scoresOf(router, vector), router.calibration);
  return { probabilities: said, terms: withTerms ? termsFor(router, words, said.indexOf(Math.max(...said))) : [], familiar: familiarity(router, words) };
}

function familiarity({ vocabulary }: Router, words: readonly string[]): number {
  const different = new Set(words);
  const places = placesIn(vocabulary.hashes);
  let known = 0;
  for (const word of different) if (placeAt(places, hashOfWord(WORD_SEEDS[0]!, word)) >= 0) known += 1;
  return different.size === 0 ? 0 : known / different.size;
}

function scoresOf({ weights, scales, constants, departments }: Router, { places, values }: Vector): number[] {
  const count = departments.length;
  const sums = new Float64Array(count);
  for (let k = 0; k < places.length; k += 1) {
    const row = places[k]! * count;
    const value = values[k]!;
    for (let d = 0; d < count; d += 1) sums[d]! += weights[row + d]! * value;
  }
  return departments.map((_, d) => sums[d]! * scales[d]! + constants[d]!);
}

/** The words that speak for a department more than for the average one: by their own weight and that of their place among the first. */
function termsFor(router: Router, words: readonly string[], department: number): TellingTerm[] {
  const spoken = [...new Set(words)].filter(isReadable).map((term) => ({ term, weight: advantage(router, term, department) })).filter(({ weight }) => weight > 0);
  const whole = spoken.reduce((sum, { weight }) => sum + weight, 0);
  return spoken
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, TERMS)
    .map(({ term, weight }) => ({ term, weight: Math.round((weight / whole) * 1000) / 1000 }));
}

const isReadable = (word: string): boolean => word.length > 1 && !/^[a-z\d]+$/i.test(word);

function advantage({ vocabulary, telling, weights, scales, departments }: Router, word: string, department: number): number {
  const count = departments.length;
  const places = placesIn(vocabulary.hashes);
  let sum = 0;
  for (const seed of WORD_SEEDS) {
    const place = placeAt(places, hashOfWord(seed, word));
    if (place < 0) continue;
    let others = 0;
    for (let d = 0; d < count; d += 1) others += weights[place * count + d]! * scales[d]!;
    const own = weights[place * count + department]! * scales[department]!;
    sum += vocabulary.rarity[place]! * telling[place]! * (own - (others - own) / (count - 1));
  }
  return sum;
}
