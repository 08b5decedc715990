import type { Span } from '../language/normalise.js';
import { nearDuplicate, shingleHashes, shingleHashesOf } from '../language/minhash.js';
import { normalise, originalSpan } from '../language/normalise.js';
import { bare } from '../language/similarity.js';
import type { Case } from './case.js';
import { letterRetold, names, placesAndCommunitiesOf } from './matters.js';
import { pairsOf, taken } from './relevance.js';
import type { Defect } from './verdicts.js';
import { defect } from './wording.js';

/** Near-identical to a reply given to another matter, or retelling a letter that is not this one. */
export function copied(given: Case): Defect[] {
  const { pair, anatomy, lexicons } = given;
  const settings = lexicons.quality;
  if (!pair.groupReply && anatomy.content.length >= settings.thresholds.content_characters) {
    const wording = pair.earlierReplies?.length ? shingleHashesOf(anatomy.text.text) : undefined;
    const same = wording && pair.earlierReplies?.some((earlier) => nearDuplicate(shingleHashes(earlier), wording, settings.thresholds.copy_similarity));
    if (same) return [defect('copy_paste', { start: 0, end: pair.reply.length }, pair.reply, settings)];
  }
  const foreign = foreignLetter(given);
  return foreign === undefined ? [] : [defect('copy_paste', foreign, pair.reply, settings)];
}

/** Share of a retold letter’s wording below which it is another’s. */
const OTHERS = 0.15;
/** Degree of relevance from which other wording is only other wording. */
const LIKELY = 0.5;
const AMOUNT = /[0-9]{1,12}(?:\.[0-9]{1,4})?(?=万?元|平方米|㎡|亩|号楼|栋|号线)/gu;

/**
 * What the reply says the letter was about, where hardly any of it is in the letter, or where it names another place of
 * the same kind, or another amount. The office's own places and findings stand outside the retelling and may be new.
 */
function foreignLetter({ pair, anatomy, relevance, lexicons }: Case): Span | undefined {
  const plain = anatomy.text.text;
  const part = letterRetold(plain);
  if (part === undefined) return undefined;
  const letter = normalise(`${pair.subject ?? ''}\n${pair.message}`).text;
  const share = taken(part, pairsOf(bare(letter)), lexicons.quality.telling);
  if (share === undefined) return undefined;
  const others = share < OTHERS && relevance.degree < LIKELY;
  if (!others && !otherPlace(part, letter) && !otherAmount(part, letter)) return undefined;
  const start = plain.indexOf(part);
  return originalSpan(anatomy.text, start, start + part.length);
}

/** A place of the kind the letter names, and none of those the letter names. */
function otherPlace(part: string, letter: string): boolean {
  const here = [...placesAndCommunitiesOf(part)];
  const there = [...placesAndCommunitiesOf(letter)];
  if (here.length === 0 || here.some((place) => names(letter, place))) return false;
  return here.some((place) => there.some((known) => sortOf(known) === sortOf(place)));
}

/** Where people live is one sort, whatever it calls itself; grammar, not policy (惯例). */
const HOMES = /(?:小区|社区|花园|家园|苑|公寓|新村)$/u;
const sortOf = (place: string): string => (HOMES.test(place) ? '小区' : place.slice(-1));

/** An amount in the retelling that the letter does not know, though it names amounts. */
function otherAmount(part: string, letter: string): boolean {
  const here = [...part.matchAll(AMOUNT)].map(([amount]) => amount);
  return here.length > 0 && here.every((amount) => !letter.includes(amount)) && /[0-9]/u.test(letter);
}
