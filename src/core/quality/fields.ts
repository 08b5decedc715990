import { asObject, asTexts, ShapeError } from '../judgement/shape.js';

/** Which fields of business a normalised text speaks of. */
export type Fields = (plain: string) => Set<string>;

/**
 * The fields of `config/quality/fields.yaml`, ready to look for. Errors: ShapeError naming the field.
 * Example: `fields('公交末班车几点')` → `{bus}`.
 */
export function parseFields(value: unknown): Fields {
  const of = new Map<string, string[]>();
  for (const [name, list] of Object.entries(asObject(value, 'quality.fields')))
    for (const word of asTexts(list, `quality.fields.${name}`)) of.set(word, [...(of.get(word) ?? []), name]);
  if (of.size === 0) throw new ShapeError('quality.fields', 'must not be empty');
  const words = [...of.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|'), 'gu');
  return (plain) => new Set([...plain.matchAll(pattern)].flatMap(([word]) => of.get(word) ?? []));
}

/** 1: both speak of one field; -1: both speak of fields and share none; 0: it cannot be told. */
export function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): -1 | 0 | 1 {
  if (a.size === 0 || b.size === 0) return 0;
  return [...a].some((field) => b.has(field)) ? 1 : -1;
}
