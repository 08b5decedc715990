import type { Span } from '../language/normalise.js';
import { mentions, type Lexicons } from '../judgement/lexicons.js';
import type { Anatomy } from './anatomy.js';
import { copied } from './copied.js';
import { requires, type Elements } from './elements.js';
import type { Relevance } from './relevance.js';
import { ELEMENTS } from './settings.js';
import { evasion, hollow, noBasis } from './substance.js';
import type { Defect, Pair } from './verdicts.js';
import { defect } from './wording.js';

/** Everything a rule about the reply as a whole looks at. */
export interface Case {
  pair: Pair;
  anatomy: Anatomy;
  relevance: Relevance;
  elements: Elements;
  lexicons: Lexicons;
}

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
  return ELEMENTS.filter((element) => requires(pair, element, lexicons) && !elements[element]).map((element) =>
    defect(MISSING[element], ending(pair.reply), pair.reply, lexicons.quality),
  );
}

/** Few words shared prove little by themselves: another field of business, or a long letter of which nothing is taken up. */
function offTopic({ pair, anatomy, relevance, lexicons }: Case): Defect[] {
  const { thresholds } = lexicons.quality;
  if (anatomy.content.length < thresholds.content_characters || pair.kind === 'thanks') return [];
  if (relevance.fields === 1 && relevance.degree >= thresholds.off_topic_sure) return [];
  const needed = relevance.fields === -1 ? thresholds.off_topic_warn : thresholds.off_topic_sure;
  if (relevance.degree >= needed) return [];
  return [defect('off_topic', { start: 0, end: pair.reply.length }, pair.reply, lexicons.quality)];
}

/** Whether the reply is certainly about something else: enough text, another field, and nothing of the message in it. */
export function surelyOffTopic(anatomy: Anatomy, relevance: Relevance, lexicons: Lexicons): boolean {
  const { thresholds } = lexicons.quality;
  return relevance.fields === -1 && anatomy.content.length >= thresholds.off_topic_characters && relevance.degree < thresholds.off_topic_sure;
}

function unanswered({ pair, anatomy, relevance, lexicons }: Case): Defect[] {
  const { asks } = relevance;
  if (asks.length < 2 || !asks.some(({ answered }) => answered)) return [];
  if (mentions(lexicons.lists['reply.refusal'], anatomy.text.text) && anatomy.basis.length > 0) return [];
  return asks
    .filter(({ answered }) => !answered)
    .slice(0, 3)
    .map(({ start, end, text }) => ({
      ...defect('unanswered_ask', ending(pair.reply), pair.reply, lexicons.quality),
      ask: { start, end, text },
    }));
}
