import type { Sql } from '../base/database/rows.query.js';

/** Cases that wait for a listener, oldest first: one index scan. */
export async function casesWaiting(sql: Sql, now: number, limit: number): Promise<string[]> {
  const rows = await sql.all<{ case_id: string }>(
    `select case_id from (
       select case_id, min(id) as first_id from deliveries
       where done_at is null and parked_at is null and next_try_at <= ? group by case_id
     ) waiting order by first_id limit ?`,
    [now, limit],
  );
  return rows.map((row) => row.case_id);
}

/** On PostgreSQL another process may hold the case: then it is left to that one. On SQLite there is one writer anyway. */
export async function claimCase(sql: Sql, caseId: string): Promise<boolean> {
  if (sql.dialect === 'sqlite') return true;
  const rows = await sql.all('select id from case_files where id = ? for update skip locked', [caseId]);
  return rows.length > 0;
}

/** The earliest instant at which something waits, or null. */
export async function nextDeliveryAt(sql: Sql): Promise<number | null> {
  const [row] = await sql.all<{ at: number | string | null }>(
    'select min(next_try_at) as at from deliveries where done_at is null and parked_at is null',
  );
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

export async function countParked(sql: Sql): Promise<number> {
  const [row] = await sql.all<{ count: number | string }>(
    'select count(*) as count from deliveries where parked_at is not null and done_at is null',
  );
  return Number(row?.count ?? 0);
}
