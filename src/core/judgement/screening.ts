import { normalise, type Normalised, type Span } from '../language/normalise.js';
import { namedUnits, type Named } from './accused.js';
import { findTerms, type Hit, type Lexicons, type ListName } from './lexicons.js';
import type { CutKind } from './redaction-kinds.js';
import { redact, redactionRules } from './redaction.js';

export const MESSAGE_KINDS = [
  'consultation',
  'help',
  'complaint',
  'report',
  'suggestion',
  'correction',
  'thanks',
  'other',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export type Urgency = 'ordinary' | 'urgent' | 'emergency';

/** A stretch of `subject + '\n' + detail` that spoke, and what it spoke for. */
export interface ScreeningReason extends Span {
  code: string;
  text: string;
  /** Whether this is one of the reasons to hold. */
  hold: boolean;
}

export interface Screening {
  verdict: 'pass' | 'hold';
  kind: MessageKind;
  urgency: Urgency;
  sensitive: boolean;
  reasons: ScreeningReason[];
  /** 联名群体件: how many people, where a number is given. */
  group: { people: number | null } | null;
  /** 重复反映, as the writer says. */
  repeated: boolean;
  /** Units and office-holders named; only filled for reports. */
  accused: Named[];
  /** The proper way, where the matter belongs elsewhere. */
  outOfScope: 'court' | 'arbitration' | 'petition' | 'disclosure' | null;
}

const SENSITIVE: readonly ListName[] = [
  'sensitive.self_harm',
  'sensitive.mass',
  'sensitive.unrest',
  'sensitive.life',
  'sensitive.minors',
  'sensitive.media',
];
const SCOPES = ['court', 'arbitration', 'petition', 'disclosure'] as const;
const HARM: readonly ListName[] = ['unlawful', 'threat', 'abuse', 'advertising', 'others_data'];
/** Numbers that identify a person whoever wrote them: a person looks before anything is shown. */
const IDENTIFYING: readonly CutKind[] = ['id_number', 'bank_card'];

/**
 * Read a message: what kind it is, how urgent, whether it is sensitive, and whether a person must look before it goes on.
 *
 * Holding is for harmful or unlawful text, abuse, threats, advertising, personal data, a mass incident in the making,
 * a risk of self-harm, matters that belong to another procedure, and empty texts. Criticism of the government is never
 * a reason, and nothing is ever rejected here. Spans are of `subject + '\n' + detail`.
 * Source: 国办发〔2018〕123号 三（二）、四; each list names its own.
 */
export function screen(message: { subject?: string | undefined; detail: string }, lexicons: Lexicons): Screening {
  const original = `${message.subject ?? ''}\n${message.detail}`;
  const text = normalise(original);
  const subjectEnd = (message.subject ?? '').length;
  const reasons: ScreeningReason[] = [];
  const found = (name: ListName): Hit[] => {
    const hits = findTerms(lexicons.lists[name], text);
    for (const hit of hits.slice(0, 3)) reasons.push(reason(name, hit, original, lexicons.lists[name].hold));
    return hits;
  };
  const emergency = found('urgency.emergency').length > 0;
  const urgent = found('urgency.urgent').length > 0;
  const sensitive = SENSITIVE.map(found).some((hits) => hits.length > 0);
  const outOfScope = SCOPES.filter((scope) => found(`scope.${scope}`).length > 0)[0] ?? null;
  HARM.forEach(found);
  const kind = kindOf(text, subjectEnd, lexicons);
  const group = found('group');
  const repeated = found('repeated').length > 0;
  reasons.push(...personalData(original, lexicons), ...nothingSaid(original));
  pardonTelling(reasons, kind);
  const selfHarm = reasons.some(({ code }) => code === 'sensitive.self_harm' || code === 'threat');
  return {
    verdict: reasons.some(({ hold }) => hold) ? 'hold' : 'pass',
    kind,
    urgency: emergency || selfHarm ? 'emergency' : urgent ? 'urgent' : 'ordinary',
    sensitive: sensitive || reasons.some(({ code }) => code === 'threat'),
    reasons: reasons.sort((a, b) => Number(b.hold) - Number(a.hold) || a.start - b.start),
    group: group.length === 0 ? null : { people: largestNumber(group) },
    repeated,
    accused: kind === 'report' ? namedUnits(text, original, lexicons) : [],
    outOfScope,
  };
}

/** Kinds in which forbidden goods and advertisements are told of, not offered. */
const TELLING: readonly MessageKind[] = ['report', 'complaint', 'consultation'];

/**
 * Who reports a seller of false invoices must name the wares. In a report, complaint or question one such word is no
 * reason to hold; several different ones are, since an advertiser may dress as a complainant.
 */
function pardonTelling(reasons: ScreeningReason[], kind: MessageKind): void {
  if (!TELLING.includes(kind)) return;
  const offers = reasons.filter(({ code }) => code === 'unlawful' || code === 'advertising');
  if (new Set(offers.map(({ text }) => text)).size > 1) return;
  for (const offer of offers) offer.hold = false;
}

function reason(code: string, span: Span, original: string, hold: boolean): ScreeningReason {
  return { code, start: span.start, end: span.end, text: original.slice(span.start, span.end), hold };
}

function personalData(original: string, lexicons: Lexicons): ScreeningReason[] {
  return redact(original, redactionRules(lexicons))
    .cuts.filter(({ kind }) => IDENTIFYING.includes(kind))
    .map((cut) => reason('personal_data', cut, original, true));
}

/** A message without a single letter cannot be answered by rule; a person decides what it is. */
function nothingSaid(original: string): ScreeningReason[] {
  return /[\p{L}\p{N}]/u.test(original) ? [] : [reason('empty', { start: 0, end: original.length }, original, true)];
}

function largestNumber(hits: readonly Hit[]): number | null {
  const numbers = hits.flatMap(({ text }) => [...text.matchAll(/[0-9]{1,7}/gu)].map(([digits]) => Number(digits)));
  return numbers.length === 0 ? null : Math.max(...numbers);
}

const KINDS_BY_WEIGHT: readonly (readonly [Exclude<MessageKind, 'other'>, number])[] = [
  ['report', 1.6], ['correction', 1.4], ['complaint', 1.1], ['suggestion', 1.05], ['consultation', 1], ['help', 0.95], ['thanks', 0.5],
]; // prettier-ignore

/** A word in the subject says more than one in the text: people put the matter there. */
const SUBJECT_WEIGHT = 3;
/** A kind does not become more likely by being repeated for ever. */
const MOST_COUNTED = 2;

function kindOf(text: Normalised, subjectEnd: number, lexicons: Lexicons): MessageKind {
  let best: MessageKind = 'other';
  let bestScore = 0;
  for (const [kind, weight] of KINDS_BY_WEIGHT) {
    const hits = findTerms(lexicons.lists[`kind.${kind}`], text);
    const inSubject = hits.filter(({ start }) => start < subjectEnd).length;
    const first = hits.some(({ start }) => start === 0) ? 1.5 : 0;
    const score =
      weight * (Math.min(inSubject, 1) * SUBJECT_WEIGHT + first + Math.min(hits.length - inSubject, MOST_COUNTED));
    if (score > bestScore) [best, bestScore] = [kind, score];
  }
  return best;
}
