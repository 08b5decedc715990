/** What a day at the desk looks like over the cases that a person may know of: counts, never texts. */
import { byNoIndex, type Sql } from '../base/database/rows.query.js';
import { BEFORE_ANSWER } from '../core/vocabulary.js';
import { anyOf, type Condition } from './visible.query.js';

const OPEN = BEFORE_ANSWER.map((state) => `'${state}'`).join(', ');
const ANSWERING = "('publish', 'tell_merged', 'answer_by_group')";
const PROMISE = "d.clock = 'answer' and d.stopped_at is null";

const seen = (ways: readonly Condition[]): Condition => anyOf(ways);

/** Cases by state. */
export async function byState(sql: Sql, ways: readonly Condition[]): Promise<Map<string, number>> {
  const { text, parameters } = seen(ways);
  // First those that are open, few of many; else they would be looked for among all cases of the accounts.
  const rows = await sql.all<{ state: string; many: number }>(
    `with open_cases as materialized (select * from case_files where state in (${OPEN}) and not history) select c.state, count(*) as many from open_cases c where ${text} group by c.state`, parameters);
  return new Map(rows.map(({ state, many }) => [state, Number(many)]));
}

/** By their instant first, then each by its id: else SQLite looks through all cases a unit ever held for those of today. */
const RECEIVED = 'case_files r cross join case_files c where c.id = r.id and r.received_at >= ?';

/** Received from an instant on. */
export async function receivedSince(sql: Sql, ways: readonly Condition[], from: number): Promise<number> {
  const { text, parameters } = seen(ways);
  const [row] = await sql.all<{ many: number }>(`select count(*) as many from ${RECEIVED} and (${text})`, [from, ...parameters]);
  return Number(row!.many);
}

export interface AnswersSince {
  readonly unit: string | null;
  readonly accountId: string;
  readonly answered: number;
  readonly onTime: number;
  readonly late: number;
}
/** Answers given from an instant on, by the unit that holds the case. */
export async function answersSince(sql: Sql, ways: readonly Condition[], from: number): Promise<AnswersSince[]> {
  const { text, parameters } = seen(ways);
  const rows = await sql.all<Record<string, unknown>>(`select c.department_id, c.account_id, count(*) as answered,
      sum(case when d.verdict = 'on_time' then 1 else 0 end) as on_time, sum(case when d.verdict = 'late' then 1 else 0 end) as late
    from deadlines d cross join case_files c where c.id = d.case_id and d.clock = 'answer' and d.stopped_at >= ? and d.stop_act in ${ANSWERING} and (${text})
    group by c.department_id, c.account_id`, [from, ...parameters]);
  return rows.map((row) => ({ unit: row['department_id'] as string | null, accountId: String(row['account_id']), answered: Number(row['answered']), onTime: Number(row['on_time']), late: Number(row['late']) }));
}

/** A promise to a citizen that is not kept yet; `dueAt` is null while it stands still. */
export interface OpenPromise {
  readonly unit: string | null;
  readonly accountId: string;
  readonly handlerId: string | null;
  readonly state: string;
  readonly startDay: number;
  readonly dueAt: number | null;
  readonly many: number;
}
/** All of them, alike ones together: the days they began and fall due, who holds them, and where they are. */
export async function openPromises(sql: Sql, ways: readonly Condition[], zoneOffsetMinutes: number): Promise<OpenPromise[]> {
  const { text, parameters } = seen(ways);
  const day = `cast((d.start_at + ${zoneOffsetMinutes * 60_000}) / 86400000 as bigint)`;
  const rows = await sql.all<Record<string, unknown>>(`select c.department_id, c.account_id, c.handler_id, c.state, ${day} as start_day, d.due_at, count(*) as many
    from deadlines d cross join case_files c where c.id = d.case_id and ${PROMISE} and (${text})
    group by c.department_id, c.account_id, c.handler_id, c.state, ${day}, d.due_at`, parameters);
  return rows.map((row) => ({
    unit: row['department_id'] as string | null, accountId: String(row['account_id']), handlerId: row['handler_id'] as string | null, state: String(row['state']),
    startDay: Number(row['start_day']), dueAt: row['due_at'] === null ? null : Number(row['due_at']), many: Number(row['many']),
  }));
}

/** The counts of the desk whose cases can be looked at. */
export const DAY_COUNTS = ['received', 'answered', 'due_today', 'overdue', 'month_received', 'month_answered', 'month_on_time', 'month_late'] as const;
export type DayCount = (typeof DAY_COUNTS)[number];
export interface Moments {
  readonly now: number;
  readonly dayBegin: number;
  readonly dayEnd: number;
  readonly monthBegin: number;
}
const ANSWERS = `deadlines d cross join case_files c where c.id = d.case_id and d.clock = 'answer' and d.stop_act in ${ANSWERING} and d.stopped_at >= ?`;
const OPEN_PROMISES = `deadlines d cross join case_files c where c.id = d.case_id and ${PROMISE}`;
const BEHIND: Record<DayCount, (moments: Moments) => Condition> = {
  received: ({ dayBegin }) => ({ text: RECEIVED, parameters: [dayBegin] }),
  answered: ({ dayBegin }) => ({ text: ANSWERS, parameters: [dayBegin] }),
  due_today: ({ now, dayEnd }) => ({ text: `${OPEN_PROMISES} and d.due_at >= ? and d.due_at < ?`, parameters: [now, dayEnd] }),
  overdue: ({ now }) => ({ text: `${OPEN_PROMISES} and d.due_at < ?`, parameters: [now] }),
  month_received: ({ monthBegin }) => ({ text: RECEIVED, parameters: [monthBegin] }),
  month_answered: ({ monthBegin }) => ({ text: ANSWERS, parameters: [monthBegin] }),
  month_on_time: ({ monthBegin }) => ({ text: `${ANSWERS} and d.verdict = 'on_time'`, parameters: [monthBegin] }),
  month_late: ({ monthBegin }) => ({ text: `${ANSWERS} and d.verdict = 'late'`, parameters: [monthBegin] }),
};

/** The numbers behind a count, each as often as it was counted. */
export async function numbersBehind(sql: Sql, ways: readonly Condition[], count: DayCount, moments: Moments): Promise<string[]> {
  const [of, { text, parameters }] = [BEHIND[count](moments), seen(ways)];
  const rows = await sql.all<{ number: string }>(`select c.number from ${of.text} and (${text}) order by c.number`, [...of.parameters, ...parameters]);
  return rows.map(({ number }) => number);
}

export interface TimeSpent {
  readonly state: string;
  readonly cases: number;
  readonly ms: number;
}
/** How long the cases answered last, at most so many, stood in each state until their answer. */
export async function timeSpent(sql: Sql, ways: readonly Condition[], from: number, most: number): Promise<TimeSpent[]> {
  const { text, parameters } = seen(ways);
  const rows = await sql.all<Record<string, unknown>>(`select s.to_state as state, count(distinct s.case_id) as cases, sum(s.until_at - s.at) as ms from (
      select e.case_id, e.to_state, e.at, lead(e.at) over (partition by e.case_id order by e.seq) as until_at, a.answered_at
      from (select c.id, d.stopped_at as answered_at from deadlines d cross join case_files c where c.id = d.case_id and d.clock = 'answer' and d.epoch = 1
        and d.stopped_at >= ? and d.stop_act in ${ANSWERING} and (${text}) order by d.stopped_at desc limit ?) a
      join case_events e on e.case_id = a.id and e.at <= a.answered_at) s
    where s.until_at is not null and s.until_at > s.at group by s.to_state`, [from, ...parameters, most]);
  return rows.map((row) => ({ state: String(row['state']), cases: Number(row['cases']), ms: Number(row['ms']) }));
}

export interface Returned {
  readonly from: string;
  readonly to: string | null;
  readonly asked: number;
  readonly upheld: number;
  readonly refused: number;
}
/** 退单 from an instant on: which unit returned, and to which it pointed. */
export async function returnsSince(sql: Sql, ways: readonly Condition[], from: number): Promise<Returned[]> {
  const { text, parameters } = seen(ways);
  const rows = await sql.all<Record<string, unknown>>(`select r.department_id, r.suggested_department_id, count(*) as asked,
      sum(case when r.state = 'granted' then 1 else 0 end) as upheld, sum(case when r.state = 'refused' then 1 else 0 end) as refused
    from return_requests r cross join case_files c where c.id = r.case_id and r.asked_at >= ? and (${text})
    group by ${byNoIndex(sql, 'r.department_id')}, r.suggested_department_id`, [from, ...parameters]);
  return rows.map((row) => ({ from: String(row['department_id']), to: row['suggested_department_id'] as string | null, asked: Number(row['asked']), upheld: Number(row['upheld']), refused: Number(row['refused']) }));
}
