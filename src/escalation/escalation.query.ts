import type { Sql } from '../base/database/rows.query.js';

/** Where a scan of the index stands; rows at or before it were taken already. */
export interface RungCursor {
  readonly at: number;
  readonly id: string;
}

export interface ClockDue extends RungCursor {
  readonly caseId: string;
}

export const BEFORE_ALL: RungCursor = { at: -1, id: '' };

/** Clocks whose next rung is reached, oldest first: one scan of the partial index, whatever the number of open cases. */
export async function clocksDue(sql: Sql, now: number, after: RungCursor, limit: number): Promise<ClockDue[]> {
  const rows = await sql.all<{ id: string; case_id: string; next_rung_at: number | string }>(
    `select id, case_id, next_rung_at from deadlines
     where next_rung_at is not null and next_rung_at <= ? and (next_rung_at, id) > (?, ?)
     order by next_rung_at, id limit ?`,
    [now, after.at, after.id, limit],
  );
  return rows.map((row) => ({ id: row.id, caseId: row.case_id, at: Number(row.next_rung_at) }));
}

/** The earliest instant at which a rung fires, or null. */
export async function nextRungAt(sql: Sql): Promise<number | null> {
  const [row] = await sql.all<{ next_rung_at: number | string }>(
    'select next_rung_at from deadlines where next_rung_at is not null order by next_rung_at, id limit 1',
  );
  return row ? Number(row.next_rung_at) : null;
}

/** The next number of a sort of document in a year; counted in the transaction, so that a refusal leaves no gap. */
export async function nextPaperCount(sql: Sql, counter: string): Promise<number> {
  const [row] = await sql.all<{ last: number }>(
    `insert into paper_counters (id, last) values (?, 1)
     on conflict (id) do update set last = paper_counters.last + 1 returning last`,
    [counter],
  );
  return Number(row!.last);
}
