/** What the self-check looks at, as far as Huiyin can see it. */
import type { Sql } from '../base/database/rows.query.js';
import { BEFORE_ANSWER } from '../core/vocabulary.js';

const OPEN = BEFORE_ANSWER.map((state) => `'${state}'`).join(', ');

/** Cases received before an instant and not answered, with their answer clock’s due time. */
export async function unansweredSince(sql: Sql, before: number): Promise<{ case_id: string }[]> {
  return await sql.all(`select f.id as case_id from case_files f where f.state in (${OPEN}) and f.received_at < ? and not f.history and f.answered_at is null order by f.received_at, f.id`, [before]);
}

export async function overdueAt(sql: Sql, asOf: number): Promise<{ case_id: string }[]> {
  return await sql.all(`select d.case_id from deadlines d where d.clock = 'answer' and d.stopped_at is null and d.due_at < ? order by d.due_at, d.case_id`, [asOf]);
}

/** Not answered, of these accounts. */
export async function openCount(sql: Sql): Promise<{ accountId: string; count: number }[]> {
  const rows = await sql.all<Record<string, unknown>>(`select f.account_id, count(*) as many from case_files f where f.state in (${OPEN}) and not f.history group by f.account_id`);
  return rows.map((row) => ({ accountId: String(row['account_id']), count: Number(row['many']) }));
}

export interface LastSigns {
  readonly received: number | null;
  readonly answered: number | null;
}
const instant = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const PUBLIC = 'f.id = p.case_id and p."public" = ? and p.retracted_at is null';

/** When each account last took a message and last gave a public answer. Most did since an instant; the others’ cases are gone through. */
export async function lastSigns(sql: Sql, accountIds: readonly string[], since: number): Promise<Map<string, LastSigns>> {
  const recent = await sql.all<{ account_id: string; answered: unknown }>(
    `select f.account_id, max(p.published_at) as answered from publications p cross join case_files f where ${PUBLIC} and p.published_at >= ? group by f.account_id`, [true, since]);
  const answered = new Map(recent.map((row) => [row.account_id, Number(row.answered)]));
  const signs = new Map<string, LastSigns>();
  for (const id of accountIds) {
    const [last] = await sql.all<{ received: unknown }>('select max(received_at) as received from case_files where account_id = ?', [id]);
    signs.set(id, { received: instant(last?.received), answered: answered.get(id) ?? (await lastAnswer(sql, id)) });
  }
  return signs;
}

async function lastAnswer(sql: Sql, accountId: string): Promise<number | null> {
  const [last] = await sql.all<{ answered: unknown }>(`select max(p.published_at) as answered from case_files f cross join publications p where f.account_id = ? and ${PUBLIC}`, [accountId, true]);
  return instant(last?.answered);
}

/** Entries of the answer base that are public and past their review date. */
export async function staleEntries(sql: Sql, day: string): Promise<{ stale: number; all: number }> {
  const [row] = await sql.all<Record<string, unknown>>(`select sum(case when review_by < ? then 1 else 0 end) as stale, count(*) as many from knowledge_entries where public_version is not null`, [day]);
  return { stale: Number(row?.['stale'] ?? 0), all: Number(row?.['many'] ?? 0) };
}

/** Cases hidden as secret since an instant, and answers that could not be delivered because the platform’s window had closed. */
export async function secretsAndWindows(sql: Sql, since: number): Promise<{ secrets: { case_id: string }[]; closed: { case_id: string }[] }> {
  return {
    secrets: await sql.all(`select distinct case_id from quarantines where at >= ? and code = 'secret'`, [since]),
    closed: await sql.all(`select distinct case_id from publications where published_at >= ? and delivery_state = 'failed'`, [since]),
  };
}
