import type { Span } from '../language/normalise.js';
import { containment, grams, nearDuplicate } from '../language/similarity.js';
import { normalise } from '../language/normalise.js';
import { findTerms, mentions, type Hit, type Lexicons } from '../judgement/lexicons.js';
import { outside, type Anatomy } from './anatomy.js';
import type { Relevance } from './relevance.js';
import { ELEMENTS, type Element } from './settings.js';
import type { Defect, Pair } from './verdicts.js';
import { defect } from './wording.js';

/** What the reply holds of the elements a reply should hold. */
export interface Elements {
  result: boolean;
  contact: boolean;
  signature: boolean;
  unit: boolean;
  phone: boolean;
}

/** Look for conclusion, responsible unit, way to reach it, signature. */
export function elementsOf(pair: Pair, anatomy: Anatomy, lexicons: Lexicons): Elements {
  const unit = findTerms(lexicons.lists['reply.unit'], anatomy.text).length > 0 || pair.department !== undefined;
  const phone = findTerms(lexicons.lists['reply.contact'], anatomy.text).length > 0;
  return {
    result: concludes(anatomy, lexicons),
    contact: unit && phone,
    signature: findTerms(lexicons.lists['reply.signature'], anatomy.text).length > 0,
    unit,
    phone,
  };
}

/** Content at which an account of what was found counts as a conclusion though no concluding word was recognised. */
const ACCOUNT = 4;

/** A concluding word with some content around it, or a longer account of facts or rules. */
function concludes({ content, results, facts, basis }: Anatomy, lexicons: Lexicons): boolean {
  const least = lexicons.quality.thresholds.content_characters;
  if (results.length > 0) return content.length >= least;
  return content.length >= ACCOUNT * least && facts.length + basis.length > 0;
}

/** Everything a rule about the reply as a whole looks at. */
interface Case {
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

const whole = (reply: string): Span => ({ start: 0, end: reply.length });
const ending = (reply: string): Span => ({ start: reply.length, end: reply.length });

/**
 * Process in place of a result, or the citizen sent away. Not so when there is content with a conclusion, when a lawful
 * refusal has its basis, or when the unit in charge is named with a way to reach it (which still lacks a result).
 */
function evasion({ pair, anatomy, elements, lexicons }: Case): Defect[] {
  const settings = lexicons.quality;
  if (pair.kind === 'thanks') return [];
  const little = anatomy.content.length < settings.thresholds.content_characters;
  const hits = [...anatomy.process, ...anatomy.pushAway].sort((a, b) => a.start - b.start);
  if (hits.length === 0) return little ? [defect('evasive', whole(pair.reply), pair.reply, settings)] : [];
  const told = anatomy.results.length + anatomy.facts.length + anatomy.basis.length;
  if (elements.result && (told >= 2 || anatomy.content.length >= 3 * settings.thresholds.content_characters)) return [];
  if (anatomy.basis.length > 0 && !little) return [];
  if (elements.unit && elements.phone && namedWithPhone(anatomy, lexicons)) return [];
  if (anatomy.content.length >= 5 * settings.thresholds.content_characters && told > 0) return [];
  return hits.slice(0, 3).map((hit) => defect('evasive', hit, pair.reply, settings));
}

/** The unit stands outside the courtesy, near the phone: someone the citizen can hold on to. */
function namedWithPhone(anatomy: Anatomy, lexicons: Lexicons): boolean {
  const phones = findTerms(lexicons.lists['reply.contact'], anatomy.text).filter(({ text }) =>
    /[0-9]{7}|[0-9]-[0-9]{4}/u.test(text),
  );
  const units = findTerms(lexicons.lists['reply.unit'], anatomy.text);
  return units.some((unit) => phones.some((phone) => phone.start - unit.end < 40 && unit.start - phone.end < 20));
}

function hollow({ pair, anatomy, lexicons }: Case): Defect[] {
  const all = anatomy.withSlogans.length;
  const share = all === 0 ? 0 : 1 - anatomy.content.length / all;
  const factual = anatomy.facts.length + anatomy.basis.length + anatomy.anchors.length;
  if (anatomy.slogans.length === 0 || share < lexicons.quality.thresholds.hollow_share || (factual >= 2 && share < 0.7))
    return [];
  return anatomy.slogans.slice(0, 3).map((hit) => defect('hollow', hit, pair.reply, lexicons.quality));
}

function noBasis({ pair, anatomy, lexicons }: Case): Defect[] {
  if (anatomy.basis.length > 0) return [];
  const refusals = outside(findTerms(lexicons.lists['reply.refusal'], anatomy.text), [
    ...anatomy.courtesy,
    ...anatomy.restatement,
  ]);
  return refusals.slice(0, 1).map((hit) => defect('no_basis', hit, pair.reply, lexicons.quality));
}

const MISSING = { result: 'no_result', contact: 'no_contact', signature: 'no_signature' } as const;

function missing({ pair, elements, lexicons }: Case): Defect[] {
  const settings = lexicons.quality;
  return ELEMENTS.filter((element) => requires(pair, element, lexicons) && !elements[element]).map((element) =>
    defect(MISSING[element], ending(pair.reply), pair.reply, settings),
  );
}

/** Whether the channel asks for the element; thanks and greetings need no conclusion. */
export function requires(pair: Pair, element: Element, lexicons: Lexicons): boolean {
  const { channels } = lexicons.quality;
  const required = channels[pair.channel ?? 'default'] ?? channels['default'] ?? [];
  if (pair.kind === 'thanks' && element === 'result') return false;
  return required.includes(element);
}

function offTopic({ pair, anatomy, relevance, lexicons }: Case): Defect[] {
  const { thresholds } = lexicons.quality;
  if (anatomy.content.length < thresholds.content_characters || pair.kind === 'thanks') return [];
  if (relevance.degree >= thresholds.off_topic_warn) return [];
  return [defect('off_topic', whole(pair.reply), pair.reply, lexicons.quality)];
}

/** Whether the reply is certainly about something else: enough text, and nothing of the message in it. */
export function surelyOffTopic(anatomy: Anatomy, relevance: Relevance, lexicons: Lexicons): boolean {
  const { thresholds } = lexicons.quality;
  return anatomy.content.length >= thresholds.off_topic_characters && relevance.degree < thresholds.off_topic_sure;
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

/** Near-identical to a reply given to another matter, or restating a letter that is not this one. */
function copied({ pair, anatomy, lexicons }: Case): Defect[] {
  const settings = lexicons.quality;
  if (!pair.groupReply && anatomy.content.length >= 2 * settings.thresholds.content_characters) {
    const same = (pair.earlierReplies ?? []).some((earlier) =>
      nearDuplicate(earlier, pair.reply, settings.thresholds.copy_similarity),
    );
    if (same) return [defect('copy_paste', whole(pair.reply), pair.reply, settings)];
  }
  const foreign = foreignQuotation(pair, anatomy);
  return foreign === undefined ? [] : [defect('copy_paste', foreign, pair.reply, settings)];
}

/** A quotation of the letter (您反映的“……”) hardly any of whose wording is in the letter. */
function foreignQuotation(pair: Pair, anatomy: Anatomy): Hit | undefined {
  const letter = grams(normalise(`${pair.subject ?? ''}\n${pair.message}`).text, [2]);
  const quoted =
    /(?:反映|咨询|提出|关于|建议|投诉|询问|来信|留言)[^“”"。！]{0,12}[“"「《]([^”"」》]{6,60})[”"」》][^，。！]{0,6}(?:问题|情况|来信|留言|收悉|诉求|建议|一事|事宜|帖文)/gu;
  for (const match of anatomy.original.matchAll(quoted)) {
    const inside = match[1] ?? '';
    if ((containment(grams(normalise(inside).text, [2]), letter) ?? 1) >= 0.15) continue;
    const start = match.index + match[0].indexOf(inside);
    return { start, end: start + inside.length, text: inside };
  }
  return undefined;
}
