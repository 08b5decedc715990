import type { Sql } from '../base/database/rows.query.js';
import { numbered } from './ledgers.query.js';

/** Searches in the Q&A base on the days [from, until), and those that found something. */
export async function searchesOn(sql: Sql, from: string, until: string): Promise<{ searches: number; hits: number }> {
  const [row] = await sql.all<Record<string, number | string | null>>('select sum(searches) as searches, sum(answered) as hits from knowledge_days where day >= ? and day < ?', [from, until]);
  return { searches: Number(row?.['searches'] ?? 0), hits: Number(row?.['hits'] ?? 0) };
}

export interface ReviewRow {
  readonly id: string;
  readonly state: string;
  readonly review_by: string | null;
}
/** Own entries that the public has seen; mirrored ones are looked after where they come from. */
export async function reviewedEntries(sql: Sql, asOf: number): Promise<ReviewRow[]> {
  return await sql.all<ReviewRow>(...numbered('select id, state, review_by from knowledge_entries where source_id is null and public_version is not null and created_at <= :asOf order by id', { asOf }));
}

export interface EntryNote {
  readonly at: number;
  readonly what: string;
  readonly entry: string;
  readonly reviewBy: string | null;
}
/** What moved entries into the public’s sight and out of it since an instant, or up to it, in order. */
export async function entryNotes(sql: Sql, asOf: number, when: 'since' | 'until'): Promise<EntryNote[]> {
  const rows = await sql.all<{ at: number | string; what: string; facts: string | Record<string, unknown> }>(...numbered(
    `select e.at, e.what, e.facts from identity_events e
     where e.at ${when === 'since' ? '>' : '<='} :asOf and e.what in ('knowledge_approved', 'knowledge_expired', 'knowledge_taken_offline') order by e.id`, { asOf }));
  return rows.map(({ at, what, facts }) => {
    const { entry, reviewBy } = (typeof facts === 'string' ? JSON.parse(facts) : facts) as { entry?: string; reviewBy?: string | null };
    return { at: Number(at), what, entry: entry ?? '', reviewBy: reviewBy ?? null };
  });
}
