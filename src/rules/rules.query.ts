import type { Sql } from '../base/database/rows.query.js';

/** The next cases by id on which a clock still runs. One scan of the index of open clocks, whatever the number of closed ones. */
export async function casesWithOpenClocks(sql: Sql, after: string, limit: number): Promise<string[]> {
  const rows = await sql.all<{ case_id: string }>(
    'select distinct case_id from deadlines where stopped_at is null and case_id > ? order by case_id limit ?',
    [after, limit],
  );
  return rows.map((row) => row.case_id);
}

/** Running clocks by the version of the policy they pinned. */
export async function openClocksByPolicy(sql: Sql): Promise<{ policyHash: string; clocks: number }[]> {
  const rows = await sql.all<{ policy_hash: string; clocks: number }>(
    'select policy_hash, count(*) as clocks from deadlines where stopped_at is null group by policy_hash',
  );
  return rows.map((row) => ({ policyHash: row.policy_hash, clocks: Number(row.clocks) }));
}
