import type { Sql } from '../base/database/rows.query.js';

/** When the first message came in by these accounts that was no past case; null for none. */
export async function firstReceivedAt(sql: Sql, accountIds: readonly string[]): Promise<number | null> {
  if (accountIds.length === 0) return null;
  const [row] = await sql.all<{ first: unknown }>(
    `select min(received_at) as first from case_files where history = ? and account_id in (${accountIds.map(() => '?').join(', ')})`, [false, ...accountIds],
  );
  return row?.first === null || row?.first === undefined ? null : Number(row.first);
}
