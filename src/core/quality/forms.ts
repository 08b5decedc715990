import { asNumber, asObject, asOneOf, asTexts, ShapeError } from '../judgement/shape.js';
import { KINDS, PLATFORMS, keysOf, type Kind, type Platform } from '../vocabulary.js';

/** One line of `config/quality/forms.yaml`: what is not named fits everything. */
export interface FormRule {
  readonly platforms: readonly Platform[] | null;
  readonly kinds: readonly Kind[] | null;
  /** Characters without blanks. */
  readonly upTo: number | null;
  readonly form: string;
}

/**
 * Check the rules. The last must have no condition, so that every reply has a form; forms are those whose elements the
 * weights know. Errors: ShapeError naming the field.
 */
export function parseForms(value: unknown, known: readonly string[]): FormRule[] {
  if (!Array.isArray(value) || value.length === 0) throw new ShapeError('forms', 'must be a list');
  const rules = value.map((each, at): FormRule => {
    const field = `forms[${at}]`;
    const given = asObject(each, field);
    const words = <T extends string>(name: string, all: readonly T[]): T[] | null =>
      given[name] === undefined ? null : asTexts(given[name], `${field}.${name}`).map((word) => asOneOf(word, `${field}.${name}`, all));
    return {
      platforms: words('platforms', keysOf(PLATFORMS)), kinds: words('kinds', keysOf(KINDS)),
      upTo: given['upTo'] === undefined ? null : asNumber(given['upTo'], `${field}.upTo`, 1), form: asOneOf(given['form'], `${field}.form`, known),
    };
  });
  const last = rules.at(-1)!;
  if (last.platforms ?? last.kinds ?? last.upTo) throw new ShapeError(`forms[${rules.length - 1}]`, 'the last line must fit everything');
  return rules;
}

/**
 * The form a reply is held to: `comment`, `message` or `mailbox` decide which elements it must have.
 * Example: two lines under a Weibo post are a `comment`; the same on a website are a `mailbox` letter.
 */
export function formOf(rules: readonly FormRule[], { platform, kind, reply }: { platform: Platform; kind: Kind; reply: string }): string {
  const length = reply.replace(/\s+/gu, '').length;
  const fits = ({ platforms, kinds, upTo }: FormRule): boolean =>
    (platforms?.includes(platform) ?? true) && (kinds?.includes(kind) ?? true) && (upTo === null || length <= upTo);
  return rules.find(fits)!.form;
}
