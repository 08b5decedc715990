import type { Span } from '../language/normalise.js';
import type { Lexicons } from '../judgement/lexicons.js';
import type { Anatomy } from './anatomy.js';
import { isListed, plainQuestion } from './answers.js';
import type { Case } from './case.js';
import { copied } from './copied.js';
import { requires } from './elements.js';
import type { Relevance } from './relevance.js';
import { evasion, hollow, noBasis } from './substance.js';
import type { Defect, Pair } from './verdicts.js';
import { defect } from './wording.js';

/** Faults that only the whole reply, or reply and message together, can show. */
export function contextDefects(given: Case): Defect[] {
  return [
    ...evasion(given),
    ...hollow(given),
    ...noBasis(given),
    ...missing(given),
    ...offTopic(given),
    ...unanswered(given),
    ...copied(given),
  ];
}

const ending = (reply: string): Span => ({ start: reply.length, end: reply.length });

const MISSING = { result: 'no_result', contact: 'no_contact', signature: 'no_signature' } as const;

function missing({ pair, elements, lexicons }: Case): Defect[] {
  return (['result', 'contact', 'signature'] as const).filter((element) => requires(pair, element, lexicons) && !elements[element]).map((element) =>
    defect(MISSING[element], ending(pair.reply), pair.reply, lexicons.quality),
  );
}

/** Characters of a message from which sharing hardly a word with it tells. */
const LONG = 40;

/** Characters of a message below which no reply is told to be beside it: so few words leave nothing to compare. */
const TELLING = 15;

/** Few words shared prove little by themselves: another field of business, or a long letter of which nothing is taken up. */
function offTopic({ pair, anatomy, relevance, lexicons }: Case): Defect[] {
  const { thresholds } = lexicons.quality;
  if (anatomy.content.length < thresholds.content_characters || pair.message.length < TELLING || pair.kind === 'thanks') return [];
  if (relevance.fields === 1 && relevance.degree >= thresholds.off_topic_sure) return [];
  const needed = relevance.fields === -1 ? thresholds.off_topic_warn : pair.message.length >= LONG ? thresholds.off_topic_long : thresholds.off_topic_sure;
  if ((relevance.fields === -1 ? relevance.placeless : relevance.degree) >= needed) return [];
  return [defect('off_topic', { start: 0, end: pair.reply.length }, pair.reply, lexicons.quality)];
}

/** Whether the reply is certainly about something else: enough text on both sides, another field, and nothing of the message in it. */
export function surelyOffTopic({ message }: Pair, anatomy: Anatomy, relevance: Relevance, lexicons: Lexicons): boolean {
  const { thresholds } = lexicons.quality;
  return relevance.fields === -1 && message.length >= TELLING && anatomy.content.length >= thresholds.off_topic_characters && relevance.degree < thresholds.off_topic_sure;
}

/** Asks and characters of a message up to which each question wants its answer; a long complaint asks for effect. */
const MOST_ASKS = 4;
const MOST_CHARACTERS = 300;

/** An item of the reply's own list: 一、… 2. … Grammar, not policy (惯例). */
const ITEM = /(?<=^|[，。；：:;,\s])(?:[一二三四五六][、.．]|[1-6][、.．)）](?![0-9])|[（(][一二三四五六1-6][)）])/gu;

/** A citizen who numbered the questions is answered by a reply with as many numbers. */
function answersItemByItem(reply: string, asks: Case['relevance']['asks']): boolean {
  const listed = asks.filter(({ text }) => isListed(text)).length;
  return listed >= 2 && [...reply.matchAll(ITEM)].length >= listed;
}

function unanswered({ pair, relevance, lexicons }: Case): Defect[] {
  const { asks } = relevance;
  if (asks.length > MOST_ASKS || pair.message.length > MOST_CHARACTERS) return [];
  if (asks.length < 2 || !asks.some(({ answered }) => answered) || answersItemByItem(pair.reply, asks)) return [];
  return asks
    .filter(({ answered, text }) => !answered && plainQuestion(text))
    .slice(0, 3)
    .map(({ start, end, text }) => ({
      ...defect('unanswered_ask', ending(pair.reply), pair.reply, lexicons.quality),
      ask: { start, end, text },
    }));
}
