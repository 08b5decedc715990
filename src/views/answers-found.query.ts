import { bestMatches, type Match } from '../base/database/full-text.query.js';
import type { Sql } from '../base/database/rows.query.js';
import type { Term } from '../core/language/words.js';

interface Asked {
  readonly terms: readonly Term[];
  readonly every: boolean;
}

/** Public entries that answer best. */
export const entriesMatching = async (sql: Sql, asked: Asked, limit: number): Promise<Match[]> =>
  await bestMatches(sql, 'entries', asked, 'knowledge_entries', { text: `o.state = 'public'`, parameters: [] }, limit);

/** Published replies that answer best: asked of the case as it is now, so that what became a report is never among them. */
export const repliesMatching = async (sql: Sql, asked: Asked, exceptCase: string, limit: number): Promise<Match[]> =>
  await bestMatches(sql, 'replies', asked, 'publications', {
    text: `o."public" and o.retracted_at is null and o.case_id <> ?
      and exists (select 1 from case_files c where c.id = o.case_id and c.kind <> 'report' and c.first_kind <> 'report')`,
    parameters: [exceptCase],
  }, limit);
