import type { Label } from '../core/vocabulary.js';

/** Fields of a configuration file, with faults that name the field in both languages. */
export type Fields = Readonly<Record<string, unknown>>;

export const flagged = (field: string, zh: string, en: string): Error => Object.assign(new Error(`${field} ${en}`), { zh: `${field} ${zh}`, en: `${field} ${en}` });
const below = (at: string, field: string): string => (at === '' ? field : `${at}.${field}`);

export function fieldsIn(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw flagged(at || '文件', '应为一组字段', 'must be a mapping of fields');
  return value as Fields;
}

export function listIn(given: Fields, field: string, at: string): readonly unknown[] {
  const list = given[field];
  if (!Array.isArray(list) || list.length === 0) throw flagged(below(at, field), '应为列表，不得为空', 'must be a list that is not empty');
  return list;
}

export function textIn(given: Fields, field: string, at: string): string {
  const text = given[field];
  if (typeof text !== 'string' || text.trim() === '') throw flagged(below(at, field), '应为文字', 'must be a text');
  return text;
}

export function numberIn(given: Fields, field: string, at: string, low: number, high: number, whole = true): number {
  const number = given[field];
  if (typeof number !== 'number' || number < low || number > high || (whole && !Number.isInteger(number))) {
    throw flagged(below(at, field), `应为 ${low} 到 ${high} 的${whole ? '整' : ''}数`, `must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}`);
  }
  return number;
}

export function labelIn(value: unknown, at: string): Label {
  const given = fieldsIn(value, at);
  return { zh: textIn(given, 'zh', at), en: textIn(given, 'en', at) };
}

export function wordsIn<T extends string>(given: Fields, field: string, at: string, known: readonly T[]): T[] {
  return listIn(given, field, at).map((word) => {
    if (!known.includes(word as T)) throw flagged(below(at, field), `不识“${String(word)}”，可用：${known.join('、')}`, `does not know “${String(word)}”; known: ${known.join(', ')}`);
    return word as T;
  });
}
