/** 答问库 as a circular tells it: what was looked for and found, what went into replies, what nobody has looked at in time. */
import type { Sql } from '../base/database/rows.query.js';
import { entriesOf, type CountedCase } from './counted.query.js';
import { column, type Cell, type Table } from './document.js';
import { entryNotes, reviewedEntries, searchesOn, type EntryNote } from './knowledge-told.query.js';

export interface KnowledgeTold {
  readonly searches: number;
  /** Searches that found something. */
  readonly hits: number;
  /** Entries whose review date had passed. */
  readonly pastReview: number;
}
export interface KnowledgeWindow {
  /** Days, `YYYY-MM-DD`; `to` is not part of it. */
  readonly from: string;
  readonly to: string;
  readonly asOf: number;
  /** The day of the instant. */
  readonly today: string;
}

/** Of the whole base. Searches are kept by the day: a day that is not over yet is not told. */
export async function knowledgeTold(sql: Sql, { from, to, asOf, today }: KnowledgeWindow): Promise<KnowledgeTold> {
  return { ...(await searchesOn(sql, from, to < today ? to : today)), pastReview: await pastReview(sql, asOf, today) };
}

/** As of the instant: what was renewed or taken away since was past its date then. */
async function pastReview(sql: Sql, asOf: number, today: string): Promise<number> {
  const next = firstByEntry(await entryNotes(sql, asOf, 'since'));
  const entries = await reviewedEntries(sql, asOf);
  const leftSince = entries.some(({ id }) => next.has(id) && next.get(id)!.what !== 'knowledge_expired');
  const last = leftSince ? firstByEntry((await entryNotes(sql, asOf, 'until')).toReversed()) : new Map<string, EntryNote>();
  return entries.filter(({ id, state, review_by: reviewBy }) => {
    const then = next.get(id);
    if (!then) return (state === 'public' || state === 'expired') && reviewBy !== null && reviewBy < today;
    if (then.what === 'knowledge_expired') return then.reviewBy !== null && then.reviewBy < today;
    return last.get(id)?.what === 'knowledge_expired';
  }).length;
}

function firstByEntry(notes: readonly EntryNote[]): Map<string, EntryNote> {
  const first = new Map<string, EntryNote>();
  for (const note of notes) if (!first.has(note.entry)) first.set(note.entry, note);
  return first;
}

/** Cases whose replies took an entry, imposed ones apart. */
const repliesWith = (cases: readonly CountedCase[]): number =>
  cases.filter(({ imposed, counted }) => !imposed && entriesOf(counted).some(({ source, bits }) => source === 'knowledge' && bits > 0)).length;

/** Fields of the texts; empty where there is nothing to tell. */
export const knowledgeWords = (told: KnowledgeTold | null, cases: readonly CountedCase[]): Record<(typeof KNOWLEDGE_WORDS)[number], string | number> => ({
  knowledgeSearches: told?.searches || '', knowledgeHits: told?.hits || '', knowledgePast: told?.pastReview || '', knowledgeReplies: repliesWith(cases) || '',
});
export const KNOWLEDGE_WORDS = ['knowledgeSearches', 'knowledgeHits', 'knowledgePast', 'knowledgeReplies'] as const;

export function knowledgeTables(told: KnowledgeTold | null, cases: readonly CountedCase[], used: number): Table[] {
  if (told === null || told.searches + told.pastReview + used === 0) return [];
  const { searches, hits, pastReview: past } = told;
  const rows: readonly (readonly Cell[])[] = [
    ['检索次数', searches], ['其中有结果的', hits], ['命中率', { value: searches === 0 ? null : hits / searches, sort: 'share' }],
    ['引用次数', used], ['引用答问的答复件', repliesWith(cases)], ['已过复核日期的答问', past],
  ];
  return [{
    key: 'knowledge', title: '答问库使用情况', note: '检索和复核是全库的数，检索按整日计；引用是本报告范围内办理件的数，同一条答问一件只计一次。复核日期以统计时为准。',
    columns: [column('项目', 'text', 24), column('数量', 'count', 10)], rows,
  }];
}
