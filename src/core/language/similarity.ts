/** How often each character n-gram occurs in a text. */
export type Grams = ReadonlyMap<string, number>;

const NOT_TEXT = /[^\p{L}\p{N}]+/gu;

/** The letters, digits and Chinese characters of a text, nothing else. */
export function bare(text: string): string {
  return text.replace(NOT_TEXT, '');
}

/**
 * Character n-grams of a text (punctuation and blanks left out).
 * `sizes` in characters; pairs and triples serve Chinese well without a dictionary.
 */
export function grams(text: string, sizes: readonly number[] = [2, 3]): Grams {
  const plain = bare(text);
  const counts = new Map<string, number>();
  for (const size of sizes) {
    for (let i = 0; i + size <= plain.length; i += 1) {
      const gram = plain.slice(i, i + size);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  return counts;
}

/** Cosine of two gram vectors with square-root damping, 0–1; 0 when either is empty. */
export function cosine(a: Grams, b: Grams): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [gram, count] of small) {
    const other = large.get(gram);
    if (other !== undefined) dot += Math.sqrt(count * other);
  }
  const length = Math.sqrt(mass(a) * mass(b));
  return length === 0 ? 0 : Math.min(1, dot / length);
}

/** With square-root damping the squared length is simply the number of grams. */
function mass(vector: Grams): number {
  let sum = 0;
  for (const count of vector.values()) sum += count;
  return sum;
}

/** Share of the distinct grams of `part` that occur in `whole`, 0–1; `undefined` when `part` has none. */
export function containment(part: Grams, whole: Grams): number | undefined {
  if (part.size === 0) return undefined;
  let hits = 0;
  for (const gram of part.keys()) if (whole.has(gram)) hits += 1;
  return hits / part.size;
}

/** Distinct runs of `size` characters, for near-duplicate detection. A shorter text is one shingle of itself. */
export function shingles(text: string, size = 4): Set<string> {
  const plain = bare(text);
  const found = new Set<string>();
  if (plain.length > 0 && plain.length < size) found.add(plain);
  for (let i = 0; i + size <= plain.length; i += 1) found.add(plain.slice(i, i + size));
  return found;
}

/** Jaccard overlap of two sets, 0–1; two empty sets do not resemble each other. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const item of small) if (large.has(item)) common += 1;
  const union = a.size + b.size - common;
  return union === 0 ? 0 : common / union;
}

/** Permutations of a signature: the standard error of the estimate is about 1/√64 = 12 points. */
export const SIGNATURE_LENGTH = 64;

/**
 * MinHash signature of a set (Broder 1997): equal positions of two signatures estimate their Jaccard overlap.
 * Deterministic: the permutations are fixed. An empty set gives all ones, which resembles only another empty set.
 */
export function signature(set: ReadonlySet<string>, length = SIGNATURE_LENGTH): Uint32Array {
  const lowest = new Uint32Array(length).fill(0xffffffff);
  for (const item of set) {
    const base = hash(item);
    const step = mix(base ^ 0x9e3779b9) | 1;
    for (let i = 0, value = base; i < length; i += 1, value = (value + step) >>> 0) {
      const permuted = mix(value);
      if (permuted < (lowest[i] ?? 0)) lowest[i] = permuted;
    }
  }
  return lowest;
}

/** Estimated Jaccard overlap of the sets behind two signatures of equal length, 0–1. */
export function estimate(a: Uint32Array, b: Uint32Array): number {
  const length = Math.min(a.length, b.length);
  let equal = 0;
  for (let i = 0; i < length; i += 1) if (a[i] === b[i]) equal += 1;
  return length === 0 ? 0 : equal / length;
}

/**
 * Keys under which a signature is filed so that near-duplicates meet (locality-sensitive hashing).
 * Rows of 4: pairs above a Jaccard of about .5 share at least one of 16 keys.
 */
export function bands(sign: Uint32Array, rows = 4): string[] {
  const keys: string[] = [];
  for (let i = 0; i + rows <= sign.length; i += rows) {
    keys.push(`${i / rows}:${Array.from(sign.subarray(i, i + rows), (value) => value.toString(36)).join('.')}`);
  }
  return keys;
}

/** Whether two texts are near-identical: overlap of 4-character shingles at or above `threshold`. */
export function nearDuplicate(a: string, b: string, threshold = 0.7): boolean {
  return jaccard(shingles(a), shingles(b)) >= threshold;
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
