import type { TellingTerm } from '../judgement/ranking.js';
import { probabilities } from './calibration.js';
import { askedOf, askedVector, placesOfWords, WAYS_OF_WORD, type Asked } from './asked.js';
import type { Vector } from './features.js';
import { wordsOf, type Letter } from './letter-words.js';
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
  const asked = askedOf(router);
  const said = probabilities(scoresOf(router, asked, askedVector(words, asked)), router.calibration);
  const different = [...new Set(words)];
  const places = placesOfWords(asked, different);
  return {
    probabilities: said, familiar: familiarity(places),
    terms: withTerms ? termsFor(router, asked, different, places, said.indexOf(Math.max(...said))) : [],
  };
}

/** By the places of the different words. */
function familiarity(places: Int32Array): number {
  let known = 0;
  for (let i = 0; i < places.length; i += WAYS_OF_WORD) if (places[i]! >= 0) known += 1;
  return places.length === 0 ? 0 : (known * WAYS_OF_WORD) / places.length;
}

function scoresOf({ scales, constants, departments }: Router, { weights }: Asked, { places, values }: Vector): number[] {
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
function termsFor({ scales }: Router, asked: Asked, words: readonly string[], places: Int32Array, department: number): TellingTerm[] {
  const spoken: TellingTerm[] = [];
  let whole = 0;
  words.forEach((term, i) => {
    let weight = 0;
    for (let way = 0; way < WAYS_OF_WORD; way += 1) weight += advantage(asked, scales, places[WAYS_OF_WORD * i + way]!, department);
    if (weight <= 0 || !isReadable(term)) return;
    spoken.push({ term, weight });
    whole += weight;
  });
  return spoken
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, TERMS)
    .map(({ term, weight }) => ({ term, weight: Math.round((weight / whole) * 1000) / 1000 }));
}

const isReadable = (word: string): boolean => word.length > 1 && !/^[a-z\d]+$/i.test(word);

/** How much more one mention speaks for the department than for the average of the others; 0 where nothing was learned of it. */
function advantage({ weights, worth }: Asked, scales: readonly number[], place: number, department: number): number {
  if (place < 0) return 0;
  const count = scales.length;
  let all = 0;
  for (let d = 0; d < count; d += 1) all += weights[place * count + d]! * scales[d]!;
  const own = weights[place * count + department]! * scales[department]!;
  return worth[place]! * (own - (all - own) / (count - 1));
}
