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

/** Whether two texts are near-identical: overlap of 4-character shingles at or above `threshold`. */
export function nearDuplicate(a: string, b: string, threshold = 0.7): boolean {
  return jaccard(shingles(a), shingles(b)) >= threshold;
}
