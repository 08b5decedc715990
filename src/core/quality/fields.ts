import { asObject, asTexts, ShapeError } from '../judgement/shape.js';
import { begins } from '../language/clues.js';

/** Which fields of business a normalised text speaks of, and how often. */
export type Fields = (plain: string) => ReadonlyMap<string, number>;

/**
 * The fields of `config/quality/fields.yaml`, ready to look for. Errors: ShapeError naming the field.
 * Example: `fields('公交末班车几点')` → `{bus: 2}`.
 */
export function parseFields(value: unknown): Fields {
  const of = new Map<string, string[]>();
  for (const [name, list] of Object.entries(asObject(value, 'quality.fields')))
    for (const word of asTexts(list, `quality.fields.${name}`)) of.set(word, [...(of.get(word) ?? []), name]);
  if (of.size === 0) throw new ShapeError('quality.fields', 'must not be empty');
  const words = [...of.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const beginning = begins(words, (word) => word);
  return (plain) => {
    const counts = new Map<string, number>();
    for (let at = 0; at < plain.length; ) {
      // The longest word at each place: 社会保险 is not 保险.
      const word = beginning(plain, at).find((each) => plain.startsWith(each, at));
      for (const field of (word && of.get(word)) ?? []) counts.set(field, (counts.get(field) ?? 0) + 1);
      at += word?.length ?? 1;
    }
    return counts;
  };
}

/** Words of one field from which a reply surely speaks of it: one alone (到银行领取) may be said in passing. */
const SURE = 2;

/** 1: both speak of one field; -1: the reply surely speaks of other fields than the letter; 0: it cannot be told. */
export function agreement(letter: ReadonlyMap<string, number>, reply: ReadonlyMap<string, number>): -1 | 0 | 1 {
  if (letter.size === 0) return 0;
  if ([...reply.keys()].some((field) => letter.has(field))) return 1;
  return [...reply.values()].some((count) => count >= SURE) ? -1 : 0;
}

/** How much of what letter and reply speak of is one business: the cosine of both counts with square-root damping, 0–1. */
export function fieldShare(letter: ReadonlyMap<string, number>, reply: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [field, count] of reply) dot += Math.sqrt(count * (letter.get(field) ?? 0));
  return dot === 0 ? 0 : dot / Math.sqrt(total(letter) * total(reply));
}

/** How often the field both speak of most is spoken of in both. */
export function fieldMost(letter: ReadonlyMap<string, number>, reply: ReadonlyMap<string, number>): number {
  return Math.max(0, ...[...reply].map(([field, count]) => Math.min(count, letter.get(field) ?? 0)));
}

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
