/** Reading plain configuration: every refusal names the field, in both languages, so that a person can mend the file. */
import { TimeRefusal } from './refusal.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A refusal of configuration. `path` as in 'clocks[2].unit'. */
export function badField(path: string, zh: string, en: string): TimeRefusal {
  const where = path === '' ? '.' : path;
  return new TimeRefusal(
    'bad_field',
    { path: where, problem: en, problemZh: zh },
    { zh: `${where} ${zh}`, en: `${where} ${en}` },
  );
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** An object with no other keys than `known`: a misspelt key must not be silently without effect. Errors: `bad_field`. */
export function objectAt(value: unknown, path: string, known?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badField(path, '应为一组字段', 'must be a map of fields');
  const fields = value as Fields;
  const strange = known && Object.keys(fields).find((key) => !known.includes(key));
  if (strange !== undefined) throw badField(join(path, strange), '是未知字段', 'is not a known field');
  return fields;
}

/** Errors: `bad_field`. */
export function listAt(fields: Fields, key: string, path: string): readonly unknown[] {
  const value = fields[key];
  if (!Array.isArray(value)) throw badField(join(path, key), '应为列表', 'must be a list');
  return value as readonly unknown[];
}

/** A text that is not empty. Errors: `bad_field`. */
export function textAt(fields: Fields, key: string, path: string): string {
  const value = fields[key];
  if (typeof value !== 'string' || value.trim() === '')
    throw badField(join(path, key), '应为不空的文字', 'must be a text that is not empty');
  return value;
}

/** A text or a list of texts, as a list. Errors: `bad_field`. */
export function wordsAt(fields: Fields, key: string, path: string, known?: readonly string[]): readonly string[] {
  const value = fields[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((word) => {
    if (typeof word !== 'string' || word === '')
      throw badField(join(path, key), '应为词或词的列表', 'must be a word or a list of words');
    if (known && !known.includes(word))
      throw badField(join(path, key), `不能是 ${word}`, `cannot be ${word}; known: ${known.join(', ')}`);
    return word;
  });
}

/** One of the words. Errors: `bad_field`. */
export function wordAt<T extends string>(fields: Fields, key: string, path: string, words: readonly T[]): T {
  const found = words.find((word) => word === fields[key]);
  if (found === undefined)
    throw badField(join(path, key), `应为 ${words.join('、')} 之一`, `must be one of ${words.join(', ')}`);
  return found;
}

/** A whole number from `least` on. Errors: `bad_field`. */
export function wholeAt(fields: Fields, key: string, path: string, least = 0): number {
  const value = fields[key];
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw badField(join(path, key), `应为不小于 ${least} 的整数`, `must be a whole number, ${least} or more`);
  }
  return value as number;
}

/** True or false. Errors: `bad_field`. */
export function flagAt(fields: Fields, key: string, path: string): boolean {
  const value = fields[key];
  if (typeof value !== 'boolean') throw badField(join(path, key), '应为 true 或 false', 'must be true or false');
  return value;
}

/** True if the field is written at all. */
export function has(fields: Fields, key: string): boolean {
  return fields[key] !== undefined && fields[key] !== null;
}

/** `{zh, en}`, both texts. Errors: `bad_field`. */
export function labelAt(fields: Fields, key: string, path: string): { zh: string; en: string } {
  const at = join(path, key);
  const label = objectAt(fields[key], at, ['zh', 'en']);
  return { zh: textAt(label, 'zh', at), en: textAt(label, 'en', at) };
}
