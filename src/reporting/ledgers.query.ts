/** The rows of the ledgers 台账: which cases stand in each, and what is said of each besides. */
import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { OWN_ORIGINS } from '../core/grade.js';
import { BEFORE_ANSWER } from '../core/vocabulary.js';

/** [from, to) and the present, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}
export type LedgerRow = Readonly<Record<string, unknown>> & { readonly case_id: string };

const listed = (words: Iterable<string>): string => [...words].map((word) => `'${word}'`).join(', ');
const OPEN = listed(BEFORE_ANSWER);
/**
 * The clocks of one case. “epoch >= 0” is always so: with it (and “+” where the latest is asked) SQLite looks under the case; without it, where an index by clock
 * holds all that is asked, it looks through the clocks of all cases, once for each.
 */
const clocksOf = (caseId: string): string => `d.case_id = ${caseId} and d.epoch >= 0`;
/** Received in the period, or earlier and not answered yet. */
const inPeriodOrOpen = (condition: string, columns: string): string => `
  select f.id as case_id, ${columns} from case_files f where f.received_at >= :from and f.received_at < :to and not f.history and ${condition}
  union all
  select f.id as case_id, ${columns} from case_files f where f.state in (${OPEN}) and f.received_at < :from and not f.history and ${condition}`;
/** Papers of the period, and earlier ones that are not done. */
const papers = (sort: string, reply: string): string => `
  select p.case_id, p.number, p.leader, p.level, p.state as paper_state, p.issued_at, p.replied_at, p.department_id as asked_of,
    (select max(+d.due_at) from deadlines d where ${clocksOf('p.case_id')} and d.clock = '${reply}' and d.concerns_id = p.id) as reply_due_at
  from papers p where p.sort = '${sort}' and p.issued_at < :to and (p.issued_at >= :from or p.state in ('issued', 'replied', 'returned'))`;

const LEDGERS = {
  superior: inPeriodOrOpen(`(f.origin_system not in (${listed(OWN_ORIGINS)}) or f.imposed_due_at is not null)`, 'f.origin_system, f.origin_number, f.imposed_due_at'),
  instructions: papers('instruction', 'instruction'),
  supervisions: papers('supervision', 'supervision_reply'),
  overdue: `select d.case_id, d.due_at as overdue_since, d.calendar_hash from deadlines d where d.clock = 'answer' and d.stopped_at is null and d.due_at < :asOf`,
  tracked: `
    select t.case_id, t.at as tracked_at, t."until" as expected,
      (select max(+d.due_at) from deadlines d where ${clocksOf('t.case_id')} and d.clock = 'tracking_review' and d.stopped_at is null) as review_at
    from trackings t where t.ended_at is null`,
  // 第三次及以上: counted from nought.
  repeated: inPeriodOrOpen('f.repeat_count >= 2', 'f.repeat_count, (select e.number from case_files e where e.id = f.previous_id) as earlier'),
  group: inPeriodOrOpen('f.group_matter', 'f.anonymous'),
} as const;
export type LedgerKey = keyof typeof LEDGERS;
export const LEDGER_KEYS = Object.keys(LEDGERS) as LedgerKey[];

export async function ledgerRows(sql: Sql, key: LedgerKey, span: Span): Promise<LedgerRow[]> {
  return await sql.all<LedgerRow>(...numbered(LEDGERS[key], { ...span }));
}

/** Clocks of the citizen and of units that fall due in a span and still run. */
export async function comingDue(sql: Sql, span: Span): Promise<LedgerRow[]> {
  return await sql.all<LedgerRow>(...numbered(
    `select d.case_id, d.clock, d.due_at as falls_due_at, d.department_id as clock_of from deadlines d
     where d.clock in ('answer', 'leg') and d.stopped_at is null and d.due_at >= :from and d.due_at < :to order by d.due_at, d.case_id`, { ...span }));
}

/** How many legs each unit finished in a span, by account. */
export async function legsFinished(sql: Sql, span: Span): Promise<{ departmentId: string | null; accountId: string; count: number }[]> {
  const rows = await sql.all<Record<string, unknown>>(...numbered(
    `select d.department_id, f.account_id, count(*) as many from deadlines d cross join case_files f
     where f.id = d.case_id and d.clock = 'leg' and d.stopped_at >= :from and d.stopped_at < :to and d.stop_act in ('publish', 'tell_merged', 'answer_by_group')
     group by d.department_id, f.account_id`, { ...span }));
  return rows.map((row) => ({ departmentId: textOrNull(row['department_id']), accountId: String(row['account_id']), count: Number(row['many']) }));
}
const textOrNull = (value: unknown): string | null => (value === null ? null : String(value as string));

/** What each person did with cases in a span, by act. */
export async function actsOfPeople(sql: Sql, span: Span): Promise<{ userId: string; act: string; accountId: string; count: number }[]> {
  const rows = await sql.all<Record<string, unknown>>(...numbered(
    `select e.actor_id, e.act, f.account_id, count(*) as many from case_events e cross join case_files f
     where f.id = e.case_id and e.actor_kind = 'person' and e.at >= :from and e.at < :to group by e.actor_id, e.act, f.account_id`, { ...span }));
  return rows.map((row) => ({ userId: String(row['actor_id']), act: String(row['act']), accountId: String(row['account_id']), count: Number(row['many']) }));
}

/** Cases that each person holds now and has not answered. */
export async function heldByPeople(sql: Sql, asOf: number): Promise<{ userId: string; accountId: string; count: number; overdue: number }[]> {
  const rows = await sql.all<Record<string, unknown>>(
    `select f.handler_id, f.account_id, count(*) as many,
       sum(case when exists (select 1 from deadlines d where ${clocksOf('f.id')} and d.clock = 'answer' and d.stopped_at is null and d.due_at < ?) then 1 else 0 end) as overdue
     from case_files f where f.state in (${OPEN}) and f.handler_id is not null group by f.handler_id, f.account_id`, [asOf]);
  return rows.map((row) => ({ userId: String(row['handler_id']), accountId: String(row['account_id']), count: Number(row['many']), overdue: Number(row['overdue']) }));
}

/** `:name` becomes a parameter, in the order of the text. */
export function numbered(text: string, values: Readonly<Record<string, SqlValue>>): [string, SqlValue[]] {
  const parameters: SqlValue[] = [];
  const sql = text.replaceAll(/:(\w+)\b/g, (_, name: string) => {
    parameters.push(values[name]!);
    return '?';
  });
  return [sql, parameters];
}
