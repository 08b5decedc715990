import type { Sql } from '../base/database/rows.query.js';

/** Running terms that have something to be told of by now. */
export async function termsDue(sql: Sql, now: number, limit: number): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(
    `select id from terms where stopped_at is null and missed_at is null and ((remind_at <= ? and reminded_at is null) or due_at < ?) order by due_at limit ?`, [now, now, limit],
  );
  return rows.map(({ id }) => id);
}
