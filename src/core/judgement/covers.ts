/** What people decide about the cuts of a public copy 公开稿: one more covered 遮盖, one taken back 恢复. */
import { refuseUnless } from '../refusal.js';
import type { Span } from '../language/normalise.js';
import { withCuts, type Cut, type Redaction } from './redaction.js';
import { CUT_KINDS, type CoverKind } from './redaction-kinds.js';

/** Of which copy: the citizen’s message or the reply. */
export const COPIES = ['message', 'reply'] as const;
export type CopyName = (typeof COPIES)[number];

/** One decision: every place where these words stand. The latest about the same words holds. */
export interface CoverDecision {
  readonly act: 'cover' | 'uncover';
  readonly copy: CopyName;
  readonly kind: CoverKind;
  readonly quote: string;
}

export interface CoveredSpan extends Span {
  readonly kind: CoverKind;
  /** Who covered it: the rules of redaction, or a person. */
  readonly by: 'rule' | 'person';
}

export interface CoveredCopy {
  readonly text: string;
  /** Of the original text, in order, not overlapping. */
  readonly cuts: readonly CoveredSpan[];
}

/** Numbers by which a person can be impersonated or robbed: the rules cover them and nobody uncovers them. */
const NEVER_UNCOVERED: ReadonlySet<CoverKind> = new Set<CoverKind>(['id_number', 'bank_card']);
/** Where cuts run into each other the graver kind names the whole. */
const GRAVITY: readonly CoverKind[] = ['id_number', 'bank_card', ...CUT_KINDS, 'other'];

/**
 * The public copy after what people decided. A cut that was taken back shows exactly what it hid; what another cut hides
 * stays hidden. Decisions are kept by their words, so they hold in a later version of the reply too.
 * Source: 国办发〔2018〕123号 四（二）; 《个人信息保护法》第二十八条 (identity and account numbers stay covered).
 * Example: `coveredCopy('李老师住在河边', {cuts: [], …}, 'reply', [cover 李老师 as name]).text` → `〔姓名〕住在河边`.
 */
export function coveredCopy(text: string, { cuts }: Pick<Redaction, 'cuts'>, copy: CopyName, decisions: readonly CoverDecision[]): CoveredCopy {
  const latest = new Map(decisions.filter((each) => each.copy === copy && each.quote !== '').map((each) => [each.quote, each]));
  const uncovered = (span: Span): boolean => latest.get(text.slice(span.start, span.end))?.act === 'uncover';
  const byRule = cuts.filter((cut) => NEVER_UNCOVERED.has(cut.kind) || !uncovered(cut)).map((cut): CoveredSpan => ({ ...cut, by: 'rule' }));
  const byPerson = [...latest.values()].filter(({ act }) => act === 'cover').flatMap(({ quote, kind }) => placesOf(text, quote).map((span): CoveredSpan => ({ ...span, kind, by: 'person' })));
  const joined = joinedSpans([...byRule, ...byPerson]);
  return { text: withCuts(text, joined), cuts: joined };
}

/**
 * Whoever is named in a letter is not named in the answer to it either: names that the rules found there are cut here
 * wherever they stand.
 * Example: letter `我叫林小满…` with its name cut; reply `已与您（林小满）联系` → `已与您（〔姓名〕）联系`.
 */
export function alikeNamed(reply: string, redaction: Redaction, letter: string, { cuts: known }: Pick<Redaction, 'cuts'>): Redaction {
  const names = new Set(known.filter(({ kind }) => kind === 'name').map(({ start, end }) => letter.slice(start, end)).filter((name) => [...name].length > 1));
  const cuts = [...redaction.cuts];
  for (const name of [...names].toSorted((a, b) => b.length - a.length)) {
    const free = placesOf(reply, name).filter(({ start, end }) => cuts.every((cut) => cut.end <= start || end <= cut.start));
    cuts.push(...free.map((span): Cut => ({ ...span, kind: 'name' })));
  }
  const inOrder = cuts.toSorted((a, b) => a.start - b.start);
  return { text: withCuts(reply, inOrder), cuts: inOrder };
}

/**
 * Whether these words can be covered or uncovered; the kind they are known by.
 * @throws Refusal `not_in_copy` | `covered_already` | `not_covered` | `stays_covered`
 */
export function decidable(text: string, { cuts }: CoveredCopy, act: CoverDecision['act'], quote: string, kind: CoverKind): { kind: CoverKind; spans: Span[] } {
  const spans = placesOf(text, quote);
  refuseUnless(spans.length > 0, 'not_in_copy');
  if (act === 'cover') {
    refuseUnless(!spans.every(({ start, end }) => cuts.some((cut) => cut.start <= start && end <= cut.end)), 'covered_already');
    return { kind, spans };
  }
  const hidden = cuts.filter(({ start, end }) => text.slice(start, end) === quote);
  refuseUnless(hidden.length > 0, 'not_covered');
  refuseUnless(!hidden.some((cut) => NEVER_UNCOVERED.has(cut.kind)), 'stays_covered', { kind: hidden[0]!.kind });
  return { kind: hidden[0]!.kind, spans: hidden.map(({ start, end }) => ({ start, end })) };
}

function placesOf(text: string, quote: string): Span[] {
  const places: Span[] = [];
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + quote.length)) places.push({ start, end: start + quote.length });
  return places;
}

function joinedSpans(spans: readonly CoveredSpan[]): CoveredSpan[] {
  const joined: CoveredSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (!last || last.end <= span.start) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end), ...graver(last, span) };
  }
  return joined;
}

const graver = (one: CoveredSpan, other: CoveredSpan): Pick<CoveredSpan, 'kind' | 'by'> => {
  const { kind, by } = GRAVITY.indexOf(one.kind) <= GRAVITY.indexOf(other.kind) ? one : other;
  return { kind, by };
};
