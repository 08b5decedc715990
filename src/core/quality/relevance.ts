import { pairKey } from '../language/clues.js';
import { normalise } from '../language/normalise.js';
import { asks } from '../language/segment.js';
import { bare } from '../language/similarity.js';
import type { Anatomy } from './anatomy.js';
import { agreement, fieldMost, fieldShare } from './fields.js';
import { answered, isListed } from './answers.js';
import { areasOf, isTown, names, numbersOf, placesOf, restatements } from './matters.js';
import type { Telling } from './rarity.js';
import type { QualitySettings, RelevanceSignal } from './settings.js';
import type { Ask, Pair } from './verdicts.js';

export interface Relevance {
  /** 0–1: how sure it is that the reply treats this message. */
  degree: number;
  /** Where the fields differ, the same without the place names both share: neighbours of one town write about many things. */
  placeless: number;
  /** Whether both speak of one field of business (1), of different ones (-1), or it cannot be told (0). */
  fields: -1 | 0 | 1;
  asks: Ask[];
  /** What spoke for and against, before weighing. */
  signals: Signals;
}

/** Share taken for the asks where a message states none, for the letter retold where the reply retells nothing. */
const NOTHING_ASKED = 0.3;
export const EVEN = 0.5;

/** Pairs of characters, by `pairKey`, with how often they occur, and the sum of what they tell. */
interface Weighed {
  pairs: Pairs;
  sum: number;
  length: number;
}

type Pairs = ReadonlyMap<number, number>;
const BLANK = 0x20;

/** How often each pair of neighbouring characters occurs in a text; none reaches across a blank. */
export function pairsOf(plain: string): Pairs {
  const pairs = new Map<number, number>();
  let before = BLANK;
  for (let at = 0; at < plain.length; at += 1) {
    const unit = plain.charCodeAt(at);
    if (before !== BLANK && unit !== BLANK) {
      const pair = pairKey(before, unit);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    before = unit;
  }
  return pairs;
}

function weigh(plain: string, telling: Telling): Weighed {
  const pairs = pairsOf(plain);
  let sum = 0;
  let square = 0;
  for (const [pair, count] of pairs) {
    const weight = telling(pair);
    sum += weight;
    square += count * weight * weight;
  }
  return { pairs, sum, length: Math.sqrt(square) };
}

/** What both tell, in all, and the cosine of the two with square-root damping. */
function common(a: Weighed, b: Weighed, telling: Telling): { sum: number; cosine: number } {
  const [small, large] = a.pairs.size <= b.pairs.size ? [a.pairs, b.pairs] : [b.pairs, a.pairs];
  let sum = 0;
  let dot = 0;
  for (const [pair, count] of small) {
    const other = large.get(pair);
    if (other === undefined) continue;
    const weight = telling(pair);
    sum += weight;
    dot += Math.sqrt(count * other) * weight * weight;
  }
  const length = a.length * b.length;
  return { sum, cosine: length === 0 ? 0 : dot / length };
}

/** Share of what a part tells that the whole takes up; `undefined` where the part tells next to nothing. */
export function taken(part: string, whole: Pairs, telling: Telling): number | undefined {
  const { pairs, sum } = weigh(bare(part), telling);
  if (sum < LEAST_TOLD) return undefined;
  let found = 0;
  for (const pair of pairs.keys()) if (whole.has(pair)) found += telling(pair);
  return found / sum;
}

const LEAST_TOLD = 0.8;

/**
 * How far a reply treats its message, and which asks it answers.
 *
 * Signals, each of which a person can check, joined by a logistic curve whose weights are in `config/quality`: telling
 * pairs of characters that both share (cosine, sum, share of the shorter), those of the subject and of the asks that
 * the reply takes up, places, areas and numbers of the message in the reply, those the message does not know, how far both
 * speak of one business (departments are named by theirs), whether the letter the reply retells is this one, and length, because a short reply overlaps less by nature. Restating the letter
 * counts here (it shows the letter was read), not in substance.
 */
export function relevanceOf(pair: Pair, anatomy: Anatomy, settings: QualitySettings): Relevance {
  const { telling } = settings;
  const reply = anatomy.text.text;
  const told = weigh(bare(reply), telling);
  const found = asks(pair.message).map((ask) => ({
    ask,
    cover: taken(normalise(ask.text).text, told.pairs, telling) ?? 0,
  }));
  const cover = found.length === 0 ? NOTHING_ASKED : found.reduce((sum, each) => sum + each.cover, 0) / found.length;
  const letter = normalise(`${pair.subject ?? ''}\n${pair.message}`).text;
  const business = [letter, reply].map((text) => settings.fields(withoutTowns(text))) as [FieldCounts, FieldCounts];
  const fields = agreement(...business);
  const signals = { ...signalsOf(pair, reply, told, cover, settings), ...signalsOfBusiness(fields, ...business) };
  const degree = degreeOf(signals, settings);
  return { degree, placeless: fields === -1 ? placeless(pair, reply, signals, cover, settings) : degree, fields, signals, asks: found.map(({ ask, cover: each }) => ({ ...ask, answered: answered({ ask: ask.text, cover: each, alone: found.length === 1, listed: isListed(ask.text), degree }, anatomy, settings) })) };
}

function degreeOf(signals: Signals, { relevance }: QualitySettings): number {
  let value = relevance.bias;
  for (const [name, signal] of Object.entries(signals)) value += relevance[name as RelevanceSignal] * signal;
  return 1 / (1 + Math.exp(-value));
}

/** How relevant the reply is without the places both name. Fields are judged on the whole texts. */
function placeless(pair: Pair, reply: string, whole: Signals, asked: number, settings: QualitySettings): number {
  const letter = normalise(`${pair.subject ?? ''}\n${pair.message}`).text;
  const shared = [...placesOf(reply)].filter((place) => names(letter, place));
  if (shared.length === 0) return degreeOf(whole, settings);
  const strip = (text: string): string => shared.reduce((left, place) => left.replaceAll(place, '').replaceAll(place.slice(0, 2), ''), normalise(text).text);
  const told = strip(reply);
  const stripped = { ...pair, subject: pair.subject && strip(pair.subject), message: strip(pair.message) };
  const signals = signalsOf(stripped, told, weigh(bare(told), settings.telling), asked, settings);
  return degreeOf({ ...whole, ...signals, places: 0, strange_places: 0, area: 0, other_area: 0 }, settings);
}

/** Towns may be called after a bridge or a river and have nothing to do with either. */
function withoutTowns(plain: string): string {
  return [...placesOf(plain)].filter(isTown).reduce((left, town) => left.replaceAll(town, ' '), plain);
}

export type Signals = Record<Exclude<RelevanceSignal, 'bias'>, number>;
type FieldCounts = ReadonlyMap<string, number>;
type OfBusiness = Pick<Signals, 'other_fields' | 'field_share' | 'field_most'>;

/** A short answer shares few words with its letter, yet it speaks of the same business, if only by the department it names. */
function signalsOfBusiness(fields: Relevance['fields'], letter: FieldCounts, reply: FieldCounts): OfBusiness {
  return { other_fields: fields === -1 ? 1 : 0, field_share: fieldShare(letter, reply), field_most: Math.log1p(fieldMost(letter, reply)) };
}

function signalsOf(pair: Pair, reply: string, told: Weighed, asked: number, { telling }: QualitySettings): Omit<Signals, keyof OfBusiness> {
  const subject = normalise(pair.subject ?? '').text;
  const body = normalise(pair.message).text;
  const letter = `${subject}\n${body}`;
  const plain = `${bare(subject)} ${bare(body)}`;
  const given = weigh(plain, telling);
  const shared = common(given, told, telling);
  const here = [...placesOf(reply)];
  const known = here.filter((place) => names(plain, place)).length;
  const [areasAsked, areasTold] = [areasOf(letter), [...areasOf(reply)]];
  const sameArea = areasTold.some((area) => areasAsked.has(area));
  const numbers = [...numbersOf(letter)];
  const { quoted, retold } = restatements(reply);
  const match = (parts: string[]): number => {
    const shares = parts.flatMap((part) => taken(part, given.pairs, telling) ?? []);
    return shares.length === 0 ? 0 : Math.max(...shares) - EVEN;
  };
  return {
    cosine: shared.cosine,
    shared: Math.log1p(shared.sum),
    overlap: shared.sum / Math.max(1, Math.min(given.sum, told.sum)),
    subject: taken(subject === '' ? body.slice(0, OPENING) : subject, told.pairs, telling) ?? 0,
    asks: asked,
    places: Math.log1p(known),
    strange_places: Math.log1p(here.length - known),
    area: sameArea ? 1 : 0,
    other_area: areasTold.length > 0 && areasAsked.size > 0 && !sameArea ? 1 : 0,
    numbers: numbers.length === 0 ? 0 : numbers.filter((number) => reply.includes(number)).length / numbers.length,
    quoted: match(quoted),
    retold: match(retold),
    length: Math.log1p(bare(reply).length),
  };
}

/** Where a message has no subject its opening stands for one. */
const OPENING = 60;
