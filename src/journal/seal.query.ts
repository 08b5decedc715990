import type { Sql } from '../base/database/rows.query.js';

/** Of cases and of other matters, in the order in which they were written. */
export async function unsealedEvents(sql: Sql, limit: number): Promise<{ id: string; hash: string; of_case: number }[]> {
  return await sql.all(
    `select * from (select id, hash, 1 as of_case from case_events where seal_id is null order by id limit ?) c
     union all select * from (select id, hash, 0 as of_case from matter_events where seal_id is null order by id limit ?) m order by id limit ?`,
    [limit, limit, limit],
  );
}

/** The last link of the chain, locked on PostgreSQL so that two sealers cannot append at once. */
export async function lastSeal(sql: Sql): Promise<{ position: number; hash: string } | undefined> {
  if (sql.dialect === 'postgresql') await sql.all('select pg_advisory_xact_lock(7281)');
  const [row] = await sql.all<{ position: number; hash: string }>('select position, hash from seals order by position desc limit 1');
  return row;
}
