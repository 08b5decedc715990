import type { Sql } from '../base/database/rows.query.js';
import type { NoticeState } from './notice.entities.js';
import type { Way } from './ways.js';

export interface QueuedNotice {
  readonly id: string;
  readonly nextTryAt: number;
}

/** States few notices are in, in the words of their index. */
const RARE = `state in ('dead', 'dropped')`;
const RARE_STATES: readonly (NoticeState | undefined)[] = ['dead', 'dropped'];

/** A page of what was sent and what was not, the newest first. */
export async function noticesBefore(sql: Sql, { state, before, limit }: { readonly state: NoticeState | undefined; readonly before: string | undefined; readonly limit: number }): Promise<Record<string, unknown>[]> {
  const where = [...(RARE_STATES.includes(state) ? [RARE] : []), ...(state ? ['state = ?'] : []), ...(before ? ['id < ?'] : [])];
  return await sql.all(`select * from notices${where.length > 0 ? ` where ${where.join(' and ')}` : ''} order by id desc limit ?`, [state, before, limit].filter((each) => each !== undefined));
}

/** What may leave by a way now, oldest first: one scan of the partial index. Items of a digest are no mails. */
export async function noticesDue(sql: Sql, way: Way, now: number, limit: number, urgentAlone = false): Promise<QueuedNotice[]> {
  const rows = await sql.all<{ id: string; next_try_at: number | string }>(
    `select id, next_try_at from notices
     where state = 'queued' and next_try_at <= ? and way = ? and template <> 'late_item'${urgentAlone ? ' and urgent' : ''} order by next_try_at, id limit ?`,
    [now, way, limit],
  );
  return rows.map((row) => ({ id: row.id, nextTryAt: Number(row.next_try_at) }));
}

/** How many should have left by now and wait. */
export async function noticesWaiting(sql: Sql, now: number): Promise<number> {
  const [row] = await sql.all<{ n: number | string }>(`select count(*) as n from notices where state = 'queued' and next_try_at <= ? and template <> 'late_item'`, [now]);
  return Number(row?.n ?? 0);
}

/**
 * Takes a notice for a while, unless another process has: then it is left to that one. The try is counted beforehand:
 * should the process die, the server may have the mail already, and it must go again as it was.
 */
export async function claimNotice(sql: Sql, notice: QueuedNotice, until: number): Promise<boolean> {
  const changed = await sql.run(
    `update notices set next_try_at = ?, attempts = attempts + 1 where id = ? and state = 'queued' and next_try_at = ?`,
    [until, notice.id, notice.nextTryAt],
  );
  return changed > 0;
}

/**
 * Fresh mails of people: not urgent, of a case, and never tried. One that was tried may have arrived: gathered into
 * another it would come a second time under another Message-ID.
 */
const FRESH = `state = 'queued' and next_try_at <= ? and way = 'mail' and attempts = 0 and last_error is null and not urgent and case_id is not null and template <> 'late_item'`;

/** People with fresh mails, and how many wait for each. */
export async function peopleWithMail(sql: Sql, now: number): Promise<{ userId: string; waiting: number }[]> {
  const rows = await sql.all<{ user_id: string; waiting: number }>(`select user_id, count(*) as waiting from notices where ${FRESH} group by user_id order by user_id`, [now]);
  return rows.map((row) => ({ userId: row.user_id, waiting: Number(row.waiting) }));
}

/** How many mails a person was sent since then. */
export async function sentSince(sql: Sql, userId: string, since: number): Promise<number> {
  const [row] = await sql.all<{ n: number }>(`select count(*) as n from notices where user_id = ? and state = 'sent' and way = 'mail' and sent_at > ?`, [userId, since]);
  return Number(row?.n ?? 0);
}

/** A person’s fresh mails wait until then. */
export async function postpone(sql: Sql, userId: string, now: number, until: number): Promise<number> {
  return await sql.run(`update notices set next_try_at = ? where user_id = ? and ${FRESH}`, [until, userId, now]);
}

/** Marks a person’s fresh mails as gathered into one and returns them; the second of two processes finds none. */
export async function gatherFresh(sql: Sql, userId: string, now: number): Promise<{ id: string; caseId: string; subject: string }[]> {
  const rows = await sql.all<{ id: string; case_id: string; subject: string }>(
    `update notices set state = 'collected', next_try_at = null where user_id = ? and ${FRESH} returning id, case_id, subject`,
    [userId, now],
  );
  return rows.map((row) => ({ id: row.id, caseId: row.case_id, subject: row.subject })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** People for whom items of a digest wait and may leave, with the instant the oldest was made. */
export async function peopleWithLateItems(sql: Sql, now: number): Promise<{ userId: string; since: number }[]> {
  const rows = await sql.all<{ user_id: string; since: number | string }>(
    `select user_id, min(created_at) as since from notices
     where state = 'queued' and next_try_at <= ? and template = 'late_item' group by user_id order by min(created_at), user_id`,
    [now],
  );
  return rows.map((row) => ({ userId: row.user_id, since: Number(row.since) }));
}

/** Marks a person’s waiting items as gathered and returns them; the second of two processes finds none. */
export async function gatherLateItems(sql: Sql, userId: string): Promise<{ id: string; text: string }[]> {
  return await sql.all(
    `update notices set state = 'collected', next_try_at = null
     where user_id = ? and state = 'queued' and template = 'late_item' returning id, text`,
    [userId],
  );
}

/** Whether rungs or their notices are still on the way: a digest waits for the last of them. */
export async function catchingUp(sql: Sql, now: number): Promise<boolean> {
  const rungs = await sql.all('select id from deadlines where next_rung_at is not null and next_rung_at <= ? limit 1', [now]);
  if (rungs.length > 0) return true;
  const hearings = await sql.all(
    `select id from deliveries where done_at is null and parked_at is null and next_try_at <= ? and listener = 'notice' limit 1`,
    [now],
  );
  return hearings.length > 0;
}

/** The earliest instant at which a queued notice may leave, or null. */
export async function nextNoticeAt(sql: Sql, way: Way): Promise<number | null> {
  const [row] = await sql.all<{ next_try_at: number | string | null }>(
    "select next_try_at from notices where state = 'queued' and way = ? order by next_try_at, id limit 1", [way],
  );
  return row?.next_try_at === null || row?.next_try_at === undefined ? null : Number(row.next_try_at);
}

/** A running clock that is late or will be soon, with who must see to it. */
export interface PressingClock {
  readonly caseId: string;
  /** Is, or came as, a report of wrongdoing. */
  readonly isReport: boolean;
  readonly clock: string;
  readonly dueAt: number;
  readonly provisional: boolean;
  readonly caseNumber: string;
  readonly accountId: string;
  readonly departmentId: string | null;
  readonly handlerId: string | null;
}

/** Clocks due until then, the late ones included; windows are no deadlines. */
export async function pressingClocks(sql: Sql, until: number): Promise<PressingClock[]> {
  const rows = await sql.all<Record<string, string | number | null>>(
    `select d.clock, d.due_at, d.provisional, c.id as case_id, c.kind, c.first_kind, c.number, c.account_id, coalesce(d.department_id, c.department_id) as department_id, c.handler_id
     from deadlines d join case_files c on c.id = d.case_id
     where d.stopped_at is null and d.due_at <= ? and not d."window" order by d.due_at, c.number`,
    [until],
  );
  return rows.map((row) => ({
    caseId: String(row['case_id']), isReport: row['kind'] === 'report' || row['first_kind'] === 'report',
    clock: String(row['clock']), dueAt: Number(row['due_at']), provisional: Boolean(row['provisional']), caseNumber: String(row['number']),
    accountId: String(row['account_id']), departmentId: row['department_id'] as string | null, handlerId: row['handler_id'] as string | null,
  }));
}

export interface WaitingPaper {
  readonly sort: string;
  readonly state: string;
  readonly accountId: string;
  readonly departmentId: string | null;
}

/** Documents that wait for an answer or a signature. */
export async function waitingPapers(sql: Sql): Promise<WaitingPaper[]> {
  const rows = await sql.all<Record<string, string | null>>(
    `select p.sort, p.state, c.account_id, p.department_id from papers p join case_files c on c.id = p.case_id
     where p.state in ('draft', 'issued', 'returned') and p.sort in ('urge', 'supervision')`,
  );
  return rows.map((row) => ({ sort: row['sort']!, state: row['state']!, accountId: row['account_id']!, departmentId: row['department_id'] ?? null }));
}

/** Calls that nobody answered in time. */
export async function callsToPassOn(sql: Sql, now: number): Promise<string[]> {
  const rows = await sql.all<{ id: string }>('select id from emergency_calls where acknowledged_at is null and passed_on_at is null and pass_at <= ? order by pass_at', [now]);
  return rows.map(({ id }) => id);
}

/** Mails about many cases, this one among them. */
export async function noticesNaming(sql: Sql, caseNumber: string): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(`select id from notices where case_id is null and text like ?`, [`%${caseNumber}%`]);
  return rows.map(({ id }) => id);
}
