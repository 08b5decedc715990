/** How often each character n-gram occurs in a text. */
export type Grams = ReadonlyMap<string, number>;

const NOT_TEXT = /[^\p{L}\p{N}]+/gu;
const TEXT = /[\p{L}\p{N}]/u;

/** The letters, digits and Chinese characters of a text, nothing else. */
export function bare(text: string): string {
  let out = '';
  let begun = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const sort = SORTS[code]! || learnt(code);
    if (sort === HALF) return text.replace(NOT_TEXT, '');
    if (sort === SAID) {
      if (begun < 0) begun = at;
    } else if (begun >= 0) {
      out += text.slice(begun, at);
      begun = -1;
    }
  }
  return begun < 0 ? out : begun === 0 ? text : out + text.slice(begun);
}

/** What each unit is, as far as asked: 0 not yet, text, no text, or half a pair that cannot be told alone. */
const SORTS = new Uint8Array(0x10000);
const [SAID, UNSAID, HALF] = [1, 2, 3];
const learnt = (code: number): number => (SORTS[code] = code >= 0xd800 && code <= 0xdfff ? HALF : TEXT.test(String.fromCharCode(code)) ? SAID : UNSAID);

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
