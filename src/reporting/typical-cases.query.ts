/** Which answered cases of a span are worth telling 典型案例, and why; and what the public may read of them. Never a report. */
import type { Sql } from '../base/database/rows.query.js';
import { numbered, type Span } from './ledgers.query.js';

export interface TypicalRow {
  readonly case_id: string;
  readonly number: string;
  readonly account_id: string;
  readonly department_id: string | null;
  readonly received_at: number | string;
  readonly answered_at: number | string | null;
  readonly calendar_hash: string | null;
  readonly late: number;
  readonly satisfied: number;
  readonly resolved: number;
  readonly upheld: number;
  readonly dissatisfied: number;
  readonly reopenings: number;
  readonly returns: number;
  readonly supervised: number;
  readonly public_subject: string | null;
  readonly public_message: string | null;
  readonly public_reply: string | null;
}

const flag = (condition: string, name: string): string => `case when ${condition} then 1 else 0 end as ${name}`;

/** Answered in the span, or overdue in it and still open; with one public copy, the latest that stands. */
export async function typicalRows(sql: Sql, span: Span, numbers: readonly string[] | null = null): Promise<TypicalRow[]> {
  const which = numbers === null
    ? `f.id in (select d.case_id from deadlines d where d.clock = 'answer' and d.stopped_at >= :from and d.stopped_at < :to
        union select d.case_id from deadlines d where d.clock = 'answer' and d.stopped_at is null and d.due_at >= :from and d.due_at < :to and d.due_at < :asOf)`
    : `f.number in (${numbers.map((_, index) => `:n${index}`).join(', ')})`;
  const text = `select f.id as case_id, f.number, f.account_id, f.department_id, f.received_at, f.answered_at, f.reopenings, f.returns, a.calendar_hash,
      ${flag('a.due_at < coalesce(a.stopped_at, :asOf)', 'late')}, ${flag("r.satisfaction = 'satisfied'", 'satisfied')}, ${flag("r.resolved = 'yes'", 'resolved')},
      ${flag("r.satisfaction = 'dissatisfied' or r.resolved = 'no'", 'dissatisfied')}, ${flag("exists (select 1 from studies s where s.case_id = f.id and s.decision = 'upheld')", 'upheld')},
      ${flag("exists (select 1 from papers s where s.case_id = f.id and s.sort = 'supervision' and s.issued_at is not null)", 'supervised')},
      p.public_subject, p.public_message, p.public_reply
    from case_files f
    join deadlines a on a.case_id = f.id and a.clock = 'answer' and a.epoch = f.epoch
    left join ratings r on r.case_id = f.id and r.epoch = f.epoch
    left join publications p on p.id = (select max(q.id) from publications q where q.case_id = f.id and q."public" and q.retracted_at is null)
    where ${which} and f.kind <> 'report' and f.first_kind <> 'report' and not f.history and f.state <> 'quarantined' order by f.number`;
  return await sql.all<TypicalRow>(...numbered(text, { ...span, ...Object.fromEntries((numbers ?? []).map((number, index) => [`n${index}`, number])) }));
}
