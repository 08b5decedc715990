import type { Normalised } from '../language/normalise.js';
import { originalSpan, type Span } from '../language/normalise.js';
import type { Lexicons } from './lexicons.js';

/** A unit or person a report may be about: a proposal, to be confirmed by a person. */
export interface Named extends Span {
  text: string;
  type: 'unit' | 'person';
}

const LONGEST_NAME = 18;
const MOST_NAMES = 8;

/**
 * Units and office-holders named in a text, each once, in order of first mention.
 *
 * A unit is read backwards from its ending (局, 公司, 村委会…) to a boundary word or mark; a person is a family name
 * before an office (张局长). Proposals for 被举报单位、人员: never acted on without a person's word.
 */
export function namedUnits(text: Normalised, original: string, lexicons: Lexicons): Named[] {
  const found: Named[] = [];
  const seen = new Set<string>();
  const add = (start: number, end: number, type: Named['type']): void => {
    const name = text.text.slice(start, end);
    if (seen.has(name) || found.length >= MOST_NAMES) return;
    seen.add(name);
    const span = originalSpan(text, start, end);
    found.push({ ...span, text: original.slice(span.start, span.end), type });
  };
  for (const match of text.text.matchAll(lexicons.lists['accused.suffix'].matcher)) {
    const end = match.index + match[0].length;
    const start = nameStart(text.text, match.index, lexicons);
    if (match.index - start >= 2) add(start, end, 'unit');
  }
  for (const match of text.text.matchAll(personPattern(lexicons)))
    add(match.index, match.index + match[0].length, 'person');
  return found.sort((a, b) => a.start - b.start);
}

/** Walk back from the ending of a unit's name to where the name begins. */
function nameStart(text: string, ending: number, lexicons: Lexicons): number {
  const floor = Math.max(0, ending - LONGEST_NAME);
  let start = ending;
  while (start > floor && /[\p{sc=Han}a-z0-9]/u.test(text.charAt(start - 1))) start -= 1;
  let last = start;
  for (const boundary of text.slice(start, ending).matchAll(lexicons.lists['accused.boundary'].matcher)) {
    last = start + boundary.index + boundary[0].length;
  }
  return last;
}

const personPatterns = new WeakMap<Lexicons, RegExp>();

function personPattern(lexicons: Lexicons): RegExp {
  const known = personPatterns.get(lexicons);
  if (known) return known;
  const family = [...lexicons.lists.surname.terms].sort((a, b) => b.length - a.length).join('|');
  const title = [...lexicons.lists['accused.title'].terms].sort((a, b) => b.length - a.length).join('|');
  const pattern = new RegExp(
    `(?:${family})(?:某{1,2}|\\p{sc=Han}{0,2}?)(?:${title})|(?:${title})(?:${family})(?:某{1,2}|\\p{sc=Han}{1,2}?)(?=[,，。、;；\\s的和与]|$)`,
    'gu',
  );
  personPatterns.set(lexicons, pattern);
  return pattern;
}
