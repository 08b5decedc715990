import type { Sql } from '../base/database/rows.query.js';

/** Entries of this base that nobody was told of yet: near their review date, or resting on repealed law. */
export async function entriesToReview(sql: Sql, until: string, limit: number): Promise<Record<string, unknown>[]> {
  return await sql.all(
    `select * from knowledge_entries where warned_at is null and source_id is null and state = 'public' and review_by <= ?
     union
     select * from knowledge_entries where warned_at is null and source_id is null and state in ('public', 'offline') and repealed <> '[]'
     order by number limit ?`,
    [until, limit],
  );
}
