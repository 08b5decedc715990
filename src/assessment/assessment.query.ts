import type { Sql } from '../base/database/rows.query.js';
import type { ClockName } from '../core/vocabulary.js';

export interface ClockRow {
  readonly clock_id: string;
  readonly case_id: string;
  readonly account_id: string;
  readonly department_id: string;
  readonly due_at: number | string;
  readonly stopped_at: number | string | null;
  readonly late: number;
}

/**
 * The clocks of units due in the period or finished early in it, as of an instant; overdue and unfinished ones count as
 * late. The same period rule as the figures of the monthly report (min of due and stopped). Reports 举报 are left out, so
 * that no list of an assessment can point at an informant (信访工作条例 30 条); cases of imposed origin have their own ledger.
 */
export async function unitClocks(sql: Sql, clock: ClockName, { from, to, asOf }: { readonly from: number; readonly to: number; readonly asOf: number }): Promise<ClockRow[]> {
  return await sql.all<ClockRow>(
    `select d.id as clock_id, d.case_id, c.account_id, d.department_id, d.due_at, d.stopped_at, case when d.stopped_at is null or d.verdict = 'late' then 1 else 0 end as late
     from (
       select * from deadlines where clock = ? and due_at >= ? and due_at < ? and (stopped_at is null or stopped_at >= ?)
       union all
       select * from deadlines where clock = ? and stopped_at >= ? and stopped_at < ? and due_at >= ?) d
     join case_files c on c.id = d.case_id
     where d.department_id is not null and (d.verdict is null or d.verdict <> 'void') and (d.stopped_at is not null or d.due_at < ?)
       and c.kind <> 'report' and c.first_kind <> 'report' and c.accused is null and not c.history and c.imposed_due_at is null
     order by d.id`,
    [clock, from, to, from, clock, from, to, to, asOf],
  );
}

export interface CheckedRow {
  readonly check_id: string;
  readonly case_id: string;
  readonly unit: string;
  readonly settled: string;
  readonly settings: string;
}

/** What closed spot checks of an organisation found of answers of the period; of a case checked twice the later one. */
export async function checkedIn(sql: Sql, organisationId: string, { from, to }: { readonly from: number; readonly to: number }): Promise<CheckedRow[]> {
  const rows = await sql.all<CheckedRow>(
    `select s.id as check_id, k.case_id, k.unit, k.settled, s.settings
     from spot_check_cases k join spot_checks s on s.id = k.check_id join case_files c on c.id = k.case_id
     where s.organisation_id = ? and s.state = 'closed' and k.settled is not null and k.answered_at >= ? and k.answered_at < ?
       and not k.report and c.kind <> 'report' and c.first_kind <> 'report' and c.accused is null
     order by s.id`,
    [organisationId, from, to],
  );
  return [...new Map(rows.map((row) => [row.case_id, row])).values()];
}
