import { normalise } from './normalise.js';
import { bare } from './similarity.js';

/** Positions of a signature: the standard error of an estimated overlap is at most 1/(2·√48) = 7 points. */
export const SIGNATURE_LENGTH = 48;
/** Positions under one key: texts that overlap by .7 share one of twelve keys with .96, by .5 with .54, by .2 with .02. */
export const BAND_ROWS = 4;
export const BAND_COUNT = SIGNATURE_LENGTH / BAND_ROWS;
/** Characters of one shingle. Four are longer than most words, so that only wording, not vocabulary, makes texts alike. */
const SHINGLE = 4;

/**
 * The distinct shingles (runs of four letters, digits or Chinese characters of the normalised text) as sorted 32-bit
 * hashes. A shorter text is one shingle of itself; a text without letters or digits has none.
 */
export const shingleHashes = (text: string): Uint32Array => shingleHashesOf(normalise(text).text);

/** The same of a text that is normalised already. */
export function shingleHashesOf(normalised: string): Uint32Array {
  const plain = bare(normalised);
  if (plain.length === 0) return new Uint32Array(0);
  const count = Math.max(1, plain.length - SHINGLE + 1);
  const hashes = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) hashes[at] = hash(plain, at, Math.min(at + SHINGLE, plain.length));
  hashes.sort();
  let kept = 0;
  for (let at = 0; at < count; at += 1) if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[kept++] = hashes[at]!;
  return hashes.slice(0, kept);
}

/** The exact check: Jaccard overlap of two texts by their shingles, 0–1; two empty texts do not resemble each other. */
export function overlap(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i]!, b[j]!];
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  const union = a.length + b.length - common;
  return union === 0 ? 0 : common / union;
}

/** Whether two texts are near-identical in their wording, by their shingles. */
export const nearDuplicate = (a: Uint32Array, b: Uint32Array, threshold = 0.7): boolean => overlap(a, b) >= threshold;

/**
 * MinHash signature, one byte a position: equal positions of two signatures estimate the overlap of their texts.
 * Deterministic, the permutations are fixed. No shingles give all 255, which resembles only another empty text.
 * Source: Broder 1997; only the lowest byte of each minimum is kept (Li & König 2010, b-bit minwise hashing).
 * Example: `estimate(signatureOf(shingleHashes(a)), signatureOf(shingleHashes(b)))` ≈ `overlap(…)`.
 */
export function signatureOf(hashes: Uint32Array): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_LENGTH).fill(255);
  if (hashes.length === 0) return signature;
  for (let position = 0; position < SIGNATURE_LENGTH; position += 1) {
    const factor = FACTORS[position]!;
    const offset = OFFSETS[position]!;
    let lowest = 0xffffffff;
    for (let at = 0; at < hashes.length; at += 1) {
      const permuted = (Math.imul(hashes[at]!, factor) + offset) >>> 0;
      if (permuted < lowest) lowest = permuted;
    }
    signature[position] = mix(lowest) & 255;
  }
  return signature;
}

/** Estimated overlap of the texts behind two signatures, 0–1; what equal bytes by chance add is taken off. */
export function estimate(a: Uint8Array, b: Uint8Array): number {
  let equal = 0;
  for (let position = 0; position < SIGNATURE_LENGTH; position += 1) if (a[position] === b[position]) equal += 1;
  return Math.max(0, (equal / SIGNATURE_LENGTH - 1 / 256) / (1 - 1 / 256));
}

/**
 * The keys under which a signature is filed so that near-duplicates meet (locality-sensitive hashing): twelve signed
 * 32-bit integers, the i-th to be compared with the i-th alone. Small enough for an indexed integer column each.
 */
export function bandKeys(signature: Uint8Array): Int32Array {
  return Int32Array.from({ length: BAND_COUNT }, (_, band) => {
    const at = band * BAND_ROWS;
    return (signature[at]! << 24) | (signature[at + 1]! << 16) | (signature[at + 2]! << 8) | signature[at + 3]!;
  });
}

/** A text’s hash, 32 bits, signed: a key for what has no place in an index as a word. */
export const hashKey = (text: string): number => hash(text, 0, text.length) | 0;

/** FNV-1a over UTF-16 units from `start` to `end`, finished so that every bit counts. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return mix(value);
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The permutations `x → x·factor + offset` modulo 2³², factors odd. */
const FACTORS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, position) => mix(2 * position + 1) | 1);
const OFFSETS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, position) => mix(2 * position + 2));
