import { normalise, type Normalised, type Span } from '../language/normalise.js';
import { namedUnits, type Named } from './accused.js';
import type { MessageKind } from './kind-model.js';
import { kindByLikeness, kindBySaidWords } from './kinds.js';
import { findTerms, type Hit, type Lexicons, type ListName } from './lexicons.js';
import type { CutKind } from './redaction-kinds.js';
import { redact, redactionRules } from './redaction.js';

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
  /** 联名群体件: how many people and who speaks for them, where the writer says so. */
  group: { people: number | null; representative: string | null } | null;
  /** 重复反映, as the writer says. */
  repeated: boolean;
  /** 第 n 次, where the writer counts. */
  times: number | null;
  /** Units and office-holders named; only filled for reports. */
  accused: Named[];
  /** The proper way, where the matter belongs elsewhere. */
  outOfScope: Scope | null;
  /** Unlawful beyond doubt, by what the lexicons call so: hidden by the system. Never of a report, complaint or question, nor of an emergency. */
  quarantine: ScreeningReason | null;
}

/** Where a matter belongs that is not ours: `config/legal-ways.yaml` names the way the law gives. */
export const SCOPES = ['court', 'arbitration', 'review', 'petition', 'disclosure', 'discipline', 'elsewhere'] as const;
export type Scope = (typeof SCOPES)[number];

const SENSITIVE: readonly ListName[] = [
  'sensitive.self_harm',
  'sensitive.suicide',
  'sensitive.mass',
  'sensitive.unrest',
  'sensitive.life',
  'sensitive.minors',
  'sensitive.media',
];
const HARM: readonly ListName[] = ['secret', 'unlawful', 'threat', 'abuse', 'advertising', 'others_data'];
/** Who calls for help writes so many characters at most; who writes more tells what happened, or fears that it may. */
const CALL_FOR_HELP = 80;
/** In a longer letter than this, what is urgent stands in the subject or at once after the greeting, or is said in more than one way. */
const ABOUT_ONE_THING = 160;
const AT_ONCE = 60;
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
  const found = (name: ListName, counts: (hits: readonly Hit[]) => boolean = () => true): Hit[] => {
    const all = findTerms(lexicons.lists[name], text);
    const hits = counts(all) ? all : [];
    for (const hit of hits.slice(0, 3)) reasons.push(reason(name, hit, original, lexicons.lists[name].hold));
    return hits;
  };
  const isMatter = (hits: readonly Hit[]): boolean =>
    original.length <= ABOUT_ONE_THING || hits.some(({ start }) => start <= subjectEnd + AT_ONCE) || new Set(hits.map((hit) => hit.text)).size > 1;
  const now = findTerms(lexicons.lists['urgency.now'], text).length > 0;
  const danger = found('urgency.danger', (hits) => now || isMatter(hits)).length > 0;
  const emergency = found('urgency.emergency', (hits) => now || isMatter(hits)).length > 0 || (danger && (now || original.length <= CALL_FOR_HELP));
  const urgent = found('urgency.urgent', isMatter).length > 0 || danger;
  const sensitive = SENSITIVE.map((name) => found(name)).some((hits) => hits.length > 0);
  const said = kindBySaidWords(text, subjectEnd, lexicons);
  // Who complains of officials criticises; only who reports a breach of duty belongs before the discipline inspection.
  const scopes = SCOPES.filter((scope) => scope !== 'discipline' || said === 'report');
  const outOfScope = scopes.filter((scope) => found(`scope.${scope}`).length > 0)[0] ?? null;
  HARM.forEach((name) => found(name));
  const group = found('group');
  const repeated = found('repeated');
  reasons.push(...personalData(original, lexicons), ...nothingSaid(original));
  pardonTelling(reasons, said);
  // An advertisement is no matter of the office’s, however like a complaint it is written.
  const offers = reasons.some(({ code, hold }) => hold && (code === 'unlawful' || code === 'advertising'));
  const kind = said === 'other' && !offers ? kindByLikeness(text, lexicons) : said;
  const selfHarm = reasons.some(({ code }) => code === 'sensitive.self_harm' || code === 'threat');
  return {
    verdict: reasons.some(({ hold }) => hold) ? 'hold' : 'pass',
    kind,
    urgency: emergency || selfHarm ? 'emergency' : urgent ? 'urgent' : 'ordinary',
    sensitive: sensitive || reasons.some(({ code }) => code === 'threat'),
    reasons: reasons.sort((a, b) => Number(b.hold) - Number(a.hold) || a.start - b.start),
    group: group.length === 0 ? null : { people: largestNumber(group), representative: representativeIn(text, lexicons) },
    repeated: repeated.length > 0,
    times: largestNumber(repeated),
    accused: kind === 'report' ? namedUnits(text, original, lexicons) : [],
    outOfScope,
    quarantine: emergency || selfHarm ? null : beyondDoubt(reasons, said, text, lexicons),
  };
}

/** So many different hits of one list and a way to be contacted, of a text that tells of nobody else’s wrong. */
function beyondDoubt(reasons: readonly ScreeningReason[], kind: MessageKind, text: Normalised, lexicons: Lexicons): ScreeningReason | null {
  if (TELLING.includes(kind) || findTerms(lexicons.lists.contact, text).length === 0) return null;
  for (const name of HARM) {
    const { quarantine } = lexicons.lists[name];
    const hits = reasons.filter(({ code }) => code === name);
    if (quarantine !== null && new Set(hits.map((hit) => hit.text)).size >= quarantine) return hits[0] ?? null;
  }
  return null;
}

/** Kinds in which forbidden goods and advertisements are told of, not offered. */
const TELLING: readonly MessageKind[] = ['report', 'complaint', 'consultation', 'help'];
/** Different words of trade in one telling; more of them are an advertisement dressed up. */
const MOST_TOLD = 2;

/**
 * Who reports a seller of false invoices must name the wares. In a report, complaint, plea or question a word or two of
 * the kind is no reason to hold; more are, since an advertiser may dress as a complainant.
 */
function pardonTelling(reasons: ScreeningReason[], kind: MessageKind): void {
  if (!TELLING.includes(kind)) return;
  const offers = reasons.filter(({ code }) => code === 'unlawful' || code === 'advertising');
  if (new Set(offers.map(({ text }) => text)).size > MOST_TOLD) return;
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

const DIGITS = '零一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 三百二十 → 320; what is no number gives 0. */
function chineseNumber(text: string): number {
  let [sum, digit] = [0, 0];
  for (const character of text.replaceAll('两', '二')) {
    const place = PLACES[character];
    if (place === undefined) digit = Math.max(0, DIGITS.indexOf(character));
    else [sum, digit] = [sum + (digit || 1) * place, 0];
  }
  return sum + digit;
}

function largestNumber(hits: readonly Hit[]): number | null {
  const numbers = hits.flatMap(({ text }) => [
    ...[...text.matchAll(/[0-9]{1,7}/gu)].map(([digits]) => Number(digits)),
    ...[...text.matchAll(/[零一二两三四五六七八九十百千]+/gu)].map(([word]) => chineseNumber(word)),
  ]);
  const largest = Math.max(0, ...numbers);
  return largest === 0 ? null : largest;
}

/** The name behind 代表: who the group chose to speak for it. */
function representativeIn(text: Normalised, lexicons: Lexicons): string | null {
  const [hit] = [...text.text.matchAll(lexicons.lists['group.representative'].matcher)];
  if (!hit) return null;
  const name = /^[\p{sc=Han}]{2,4}/u.exec(text.text.slice(hit.index + hit[0].length))?.[0];
  return name && lexicons.lists.surname.terms.some((family) => name.startsWith(family)) ? name : null;
}
