import type { Sql } from '../base/database/rows.query.js';
import { ANSWERING_ACTS } from '../core/figures.js';

/** Days are [from, to) in ms. Cases with a due time of the sender’s stand apart, as in the monthly report. */
interface Month {
  readonly from: number;
  readonly to: number;
}
const ANSWERING = ANSWERING_ACTS.map((act) => `'${act}'`).join(', ');

/** Messages received, by kind. */
export async function receivedByKind(sql: Sql, { from, to }: Month): Promise<{ kind: string; count: number }[]> {
  const rows = await sql.all<{ kind: string; many: unknown }>(
    'select f.kind, count(*) as many from case_files f where f.received_at >= ? and f.received_at < ? and f.imposed_due_at is null group by f.kind', [from, to]);
  return rows.map(({ kind, many }) => ({ kind, count: Number(many) }));
}

/** Answers given: past cases by their date, the others by their clock; and those in time among the others. */
export async function answeredIn(sql: Sql, { from, to }: Month): Promise<{ answered: number; clocked: number; inTime: number }> {
  const [clocked] = await sql.all<{ many: unknown; in_time: unknown }>(
    `select count(*) as many, sum(case when d.verdict = 'on_time' then 1 else 0 end) as in_time from deadlines d cross join case_files f
     where f.id = d.case_id and d.clock = 'answer' and d.stopped_at >= ? and d.stopped_at < ? and d.stop_act in (${ANSWERING}) and f.imposed_due_at is null`, [from, to]);
  const [past] = await sql.all<{ many: unknown }>(
    'select count(*) as many from case_files f where f.history and f.answered_at >= ? and f.answered_at < ? and f.imposed_due_at is null', [from, to]);
  return { answered: Number(clocked?.many ?? 0) + Number(past?.many ?? 0), clocked: Number(clocked?.many ?? 0), inTime: Number(clocked?.in_time ?? 0) };
}
