import type { Sql } from '../base/database/rows.query.js';

/** The next number of an account on a day, counted in the database so that no two processes give the same. */
export async function nextNumber(sql: Sql, counter: string): Promise<number> {
  const [row] = await sql.all<{ last: number }>(
    `insert into case_counters (id, last) values (?, 1)
     on conflict (id) do update set last = case_counters.last + 1 returning last`,
    [counter],
  );
  return Number(row!.last);
}

/** The departments that were asked to join and have not left. */
export async function jointDepartmentsOf(sql: Sql, caseId: string): Promise<string[]> {
  const rows = await sql.all<{ department_id: string }>(
    `select distinct department_id from joint_handlings where case_id = ? and state <> 'released'`,
    [caseId],
  );
  return rows.map((row) => row.department_id);
}

/** What may still keep an answered case from being closed: an open study, supervision reply or instruction. */
export async function openClocksNamed(sql: Sql, caseId: string, clocks: readonly string[]): Promise<string[]> {
  const rows = await sql.all<{ clock: string }>(
    `select clock from deadlines where case_id = ? and stopped_at is null and clock in (${clocks.map(() => '?').join(', ')})`,
    [caseId, ...clocks],
  );
  return rows.map((row) => row.clock);
}

/** The earliest promise among the cases merged into this one, their departments’ and their citizens’; null without any. */
export async function promisedToMembers(sql: Sql, leadId: string): Promise<number | null> {
  const [row] = await sql.all<{ due_at: number | string | null }>(
    // The cross join keeps its order: from the few members to their clocks, not through the clocks of all cases.
    `select min(d.due_at) as due_at from case_files c cross join deadlines d
     where c.lead_id = ? and c.state = 'merged' and d.case_id = c.id
       and ((d.clock = 'leg' and d.stop_act = 'merge') or (d.clock = 'answer' and d.stopped_at is null))`,
    [leadId],
  );
  return row?.due_at === null || row?.due_at === undefined ? null : Number(row.due_at);
}
