import type { Sql } from '../../base/database/rows.query.js';

const count = async (sql: Sql, statement: string, parameters: readonly (string | number)[] = []): Promise<number> => {
  const [row] = await sql.all<{ count: number | string }>(statement, parameters);
  return Number(row?.count ?? 0);
};

export const countCases = (sql: Sql, accountId: string) => count(sql, 'select count(*) as count from case_files where account_id = ?', [accountId]);
export const countMessages = (sql: Sql, accountId: string) => count(sql, 'select count(*) as count from messages where account_id = ?', [accountId]);
export const countEvents = (sql: Sql) => count(sql, 'select count(*) as count from case_events');
export const countUnheard = (sql: Sql) => count(sql, 'select count(*) as count from deliveries where done_at is null');

/** Cases whose last event is not the one the case names, or whose events have a gap. */
export const countBrokenChains = (sql: Sql) =>
  count(sql, `select count(*) as count from case_files c
    where c.last_seq <> (select count(*) from case_events e where e.case_id = c.id)
       or c.last_seq <> (select max(seq) from case_events e where e.case_id = c.id)`);

/** Clocks that ran past their due time: stopped late, or still open and due before now. Windows end, they are not missed. */
const OVERDUE = `d."window" = false and d.due_at is not null and (d.stopped_at > d.due_at or (d.stopped_at is null and d.due_at < ?))`;

export const countBreaches = (sql: Sql, now: number) => count(sql, `select count(*) as count from deadlines d where ${OVERDUE}`, [now]);

export const countMisses = (sql: Sql) => count(sql, `select count(*) as count from case_events where act = 'miss'`);

/** Breaches whose stored miss is not exactly the due instant. */
export const countUnmarkedBreaches = (sql: Sql, now: number) =>
  count(sql, `select count(*) as count from deadlines d where ${OVERDUE} and (d.missed_at is null or d.missed_at <> d.due_at)`, [now]);

/** Misses marked on clocks that were not late. */
export const countFalseMisses = (sql: Sql, now: number) =>
  count(sql, `select count(*) as count from deadlines d where d.missed_at is not null and not (${OVERDUE})`, [now]);

/** A miss marked more than once for a clock and revision. */
export const countDoubleMisses = (sql: Sql) =>
  count(sql, `select count(*) as count from (select deadline_id from rung_marks where rung = 'miss' and suppressed = false
    group by deadline_id, epoch, revision having count(*) > 1) twice`);

/** Miss events that count at another instant than a stored miss of their case. */
export const countMisplacedMisses = (sql: Sql) =>
  count(sql, `select count(*) as count from case_events e where e.act = 'miss'
    and not exists (select 1 from deadlines d where d.case_id = e.case_id and d.missed_at = e.at)`);

export async function noticesByState(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql.all<{ state: string; count: number | string }>('select state, count(*) as count from notices group by state order by state');
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}

export const countDoubleMessageIds = (sql: Sql) =>
  count(sql, `select count(*) as count from (select message_id from notices where state = 'sent' group by message_id having count(*) > 1) twice`);

export async function actsByName(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql.all<{ act: string; count: number | string }>('select act, count(*) as count from case_events group by act order by act');
  return Object.fromEntries(rows.map((row) => [row.act, Number(row.count)]));
}

export async function statesOfCases(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql.all<{ state: string; count: number | string }>('select state, count(*) as count from case_files group by state order by state');
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}

/** What happened since an instant, by act. */
export async function actsSince(sql: Sql, from: number): Promise<Record<string, number>> {
  const rows = await sql.all<{ act: string; count: number | string }>(
    'select act, count(*) as count from case_events where written_at > ? group by act order by act', [from]);
  return Object.fromEntries(rows.map((row) => [row.act, Number(row.count)]));
}

export async function firstAndLastReceipt(sql: Sql): Promise<{ first: number; last: number; cases: number }> {
  const [row] = await sql.all<{ first: number | string; last: number | string; cases: number | string }>(
    'select min(received_at) as first, max(received_at) as last, count(*) as cases from case_files');
  return { first: Number(row!.first), last: Number(row!.last), cases: Number(row!.cases) };
}

export const countJudgedAnswerClocks = (sql: Sql) =>
  count(sql, `select count(*) as count from deadlines where clock = 'answer' and (verdict is null or verdict <> 'void')`);

export const countAnswered = (sql: Sql) => count(sql, `select count(*) as count from case_events where act in ('publish', 'tell_merged', 'answer_by_group')`);
