import { findTerms, type Lexicons } from '../judgement/lexicons.js';
import type { Anatomy } from './anatomy.js';
import type { Element } from './settings.js';
import type { Pair } from './verdicts.js';

/** What the reply holds of the elements a reply should hold. */
export interface Elements {
  result: boolean;
  contact: boolean;
  signature: boolean;
  basis: boolean;
  /** A unit is named and a telephone stands near it: someone the citizen can hold on to. */
  reachable: boolean;
}

/** Look for conclusion, responsible unit, way to reach it, signature. */
export function elementsOf(pair: Pair, anatomy: Anatomy, lexicons: Lexicons): Elements {
  const units = findTerms(lexicons.lists['reply.unit'], anatomy.text);
  const contacts = findTerms(lexicons.lists['reply.contact'], anatomy.text);
  const phones = contacts.filter(({ text }) => PHONE.test(text));
  return {
    result: concludes(anatomy, lexicons),
    contact: (units.length > 0 || pair.department !== undefined) && contacts.length > 0,
    signature: findTerms(lexicons.lists['reply.signature'], anatomy.text).length > 0,
    basis: anatomy.basis.length > 0,
    reachable: units.some((unit) => phones.some((phone) => phone.start - unit.end < AFTER && unit.start - phone.end < BEFORE)),
  };
}

/** A number that reaches somebody in particular: landline, mobile, a service line; not 12345, from which the case came. */
const PHONE = /(?<![0-9a-z])[0-9]{7}|[0-9*]-[0-9*]{4}|(?<![0-9])(?:1(?!2345)[0-9]{4}|9[56][0-9]{3,4})(?![0-9])/u;
/** How far after and before the unit its number may stand, in characters. */
const AFTER = 40;
const BEFORE = 20;

/** Content, in multiples of the least, up to which a bare time or number answers, and from which an account of facts does. */
const SHORT = 2;
const ACCOUNT = 5;

/**
 * A concluding word; a time, number or fact where little is said (周一闭馆，9:00 开放 answers a short question); or a long
 * account of facts or rules. That somebody came, looked and spoke is no conclusion.
 */
function concludes({ content, results, facts, basis, anchors }: Anatomy, lexicons: Lexicons): boolean {
  const least = lexicons.quality.thresholds.content_characters;
  if (content.length === 0) return false;
  if (results.length > 0) return true;
  if (content.length < SHORT * least) return facts.length > 0 || anchors.length > 0 || /[0-9]/u.test(content);
  return content.length >= ACCOUNT * least && facts.length + basis.length + anchors.length >= 3;
}

/** Whether the channel asks for the element; thanks and greetings need no conclusion. */
export function requires(pair: Pair, element: Element, lexicons: Lexicons): boolean {
  const { channels } = lexicons.quality;
  const required = channels[pair.channel ?? 'default'] ?? channels['default'] ?? [];
  if (pair.kind === 'thanks' && element !== 'contact') return false;
  return required.includes(element);
}
