import { placeAt, placesIn } from './places.js';

/**
 * Messages as sparse vectors. What is counted: words and pairs of words, runs of one to three characters inside and at the
 * edges of words, and all of it once more for the first words, where citizens say what it is about. Features are known by
 * a hash of 32 bits alone, so that a model holds no text of any message.
 */

/** One kind of feature and what it weighs; every block of a vector has this length, whatever the length of the text. */
export interface Block {
  readonly seed: number;
  readonly weight: number;
  /** Only so many first words; absent: all. */
  readonly first?: number;
  readonly words: boolean;
  readonly characters: boolean;
}

export const BLOCKS: readonly Block[] = [
  { seed: 0x811c9dc5, weight: 1, words: true, characters: false },
  { seed: 0x2545f491, weight: 1, words: false, characters: true },
  { seed: 0x9e3779b9, weight: 1, first: 12, words: true, characters: true },
];
const LONGEST_RUN = 3;
const EDGE = 0x20;
const PRIME = 0x01000193;

/** What a message counts, block after block: hashes ascending within a block, damped counts beside them. */
export interface Counted {
  readonly hashes: Uint32Array;
  readonly amounts: Float32Array;
  /** Where each block ends. */
  readonly ends: readonly number[];
}

/** A vector over a vocabulary: places ascending within a block, length 1 in all. */
export interface Vector {
  readonly places: Int32Array;
  readonly values: Float32Array;
}

/** The features that count and how much each tells (inverse document frequency). */
export interface Vocabulary {
  /** Ascending; the place of a hash is the feature. */
  readonly hashes: Uint32Array;
  readonly rarity: Float32Array;
}

/** Counts a message given as its words. Deterministic; an empty message has empty blocks. */
export function countFeatures(words: readonly string[]): Counted {
  const blocks = BLOCKS.map((block) => hashesOf(block, words).sort());
  const total = blocks.reduce((sum, block) => sum + block.length, 0);
  const hashes = new Uint32Array(total);
  const amounts = new Float32Array(total);
  let at = 0;
  const ends = blocks.map((block) => {
    for (let i = 0; i < block.length; ) {
      let next = i + 1;
      while (next < block.length && block[next] === block[i]) next += 1;
      hashes[at] = block[i]!;
      amounts[at] = 1 + Math.log(next - i);
      at += 1;
      i = next;
    }
    return at;
  });
  return { hashes: hashes.slice(0, at), amounts: amounts.slice(0, at), ends };
}

/** What a block counts of a message, in the order of the text, each as often as it stands there. */
export function hashesOf(block: Block, all: readonly string[]): Uint32Array {
  const words = block.first === undefined ? all : all.slice(0, block.first);
  const units = block.characters ? unitsOf(words) : NO_UNITS;
  const found = new Uint32Array((block.words ? 2 * words.length : 0) + LONGEST_RUN * units.length);
  let at = 0;
  if (block.words) at = hashWords(block.seed, words, found, at);
  if (block.characters) at = hashRuns(block.seed, units, found, at);
  return found.subarray(0, at);
}

function hashWords(seed: number, words: readonly string[], found: Uint32Array, from: number): number {
  let at = from;
  for (let i = 0; i < words.length; i += 1) {
    found[at++] = hashOfWord(seed, words[i]!);
    if (i > 0) found[at++] = mixed(rolled(rolled(seed ^ 0xb5, words[i - 1]!) ^ EDGE, words[i]!));
  }
  return at;
}

/** Signed. */
export const hashOfWord = (seed: number, word: string): number => mixed(rolled(seed ^ 0x57, word));

const NO_UNITS = new Uint16Array(0);

/** The UTF-16 units of a message, a blank before, between and after the words. */
function unitsOf(words: readonly string[]): Uint16Array {
  const units = new Uint16Array(words.reduce((sum, { length }) => sum + length + 1, 1)).fill(EDGE);
  let at = 1;
  for (const word of words) {
    for (let i = 0; i < word.length; i += 1) units[at + i] = word.charCodeAt(i);
    at += word.length + 1;
  }
  return units;
}

/** Runs of characters; a blank stands at the edges of words, and none is all blank. */
function hashRuns(seed: number, units: Uint16Array, found: Uint32Array, from: number): number {
  let at = from;
  for (let i = 0; i < units.length; i += 1) {
    let hash = seed ^ 0x63;
    for (let length = 1; length <= LONGEST_RUN && i + length <= units.length; length += 1) {
      const unit = units[i + length - 1]!;
      hash = Math.imul(hash ^ unit, PRIME);
      if (length > 1 || unit !== EDGE) found[at++] = mixed(hash ^ length);
    }
  }
  return at;
}

/** FNV-1a over UTF-16 units. */
function rolled(seed: number, word: string): number {
  let hash = seed;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. Signed, which needs no room of its own outside an array. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The features found in at least `fewest` messages: what stands in one alone teaches nothing about others. */
export function vocabularyOf(all: readonly Counted[], fewest: number): Vocabulary {
  const total = all.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const every = new Uint32Array(total);
  let at = 0;
  for (const { hashes } of all) {
    every.set(hashes, at);
    at += hashes.length;
  }
  every.sort();
  const kept: number[] = [];
  const rarity: number[] = [];
  for (let i = 0; i < every.length; ) {
    let next = i + 1;
    while (next < every.length && every[next] === every[i]) next += 1;
    if (next - i >= fewest) {
      kept.push(every[i]!);
      rarity.push(Math.log((1 + all.length) / (1 + next - i)) + 1);
    }
    i = next;
  }
  return { hashes: Uint32Array.from(kept), rarity: Float32Array.from(rarity) };
}

/** The message over a vocabulary; every block weighs the same whatever it holds, unless it is empty. */
export function vectorOf({ hashes, amounts, ends }: Counted, vocabulary: Vocabulary): Vector {
  const find = placesIn(vocabulary.hashes);
  const places = new Int32Array(hashes.length);
  const values = new Float32Array(hashes.length);
  let count = 0;
  let start = 0;
  let whole = 0;
  ends.forEach((end, index) => {
    const first = count;
    let length = 0;
    for (let i = start; i < end; i += 1) {
      const place = placeAt(find, hashes[i]!);
      if (place < 0) continue;
      const value = amounts[i]! * vocabulary.rarity[place]!;
      places[count] = place;
      values[count] = value;
      count += 1;
      length += value * value;
    }
    const weight = BLOCKS[index]!.weight;
    const scale = length > 0 ? weight / Math.sqrt(length) : 0;
    for (let i = first; i < count; i += 1) values[i]! *= scale;
    if (length > 0) whole += weight * weight;
    start = end;
  });
  const scale = whole > 0 ? 1 / Math.sqrt(whole) : 0;
  for (let i = 0; i < count; i += 1) values[i]! *= scale;
  return { places: places.slice(0, count), values: values.slice(0, count) };
}

/** The vector with every feature weighed by how much it tells departments apart, of length 1 again. */
export function weighed({ places, values }: Vector, telling: Float32Array): Vector {
  const scaled = new Float32Array(values.length);
  let square = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = Math.fround(values[i]! * telling[places[i]!]!);
    scaled[i] = value;
    square += value * value;
  }
  const length = Math.sqrt(square);
  if (length > 0) for (let i = 0; i < scaled.length; i += 1) scaled[i]! /= length;
  return { places, values: scaled };
}

/** Where a single word would be looked up: once among all words and once among the first. */
export const WORD_SEEDS: readonly number[] = BLOCKS.filter(({ words }) => words).map(({ seed }) => seed);
