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

/** When each account last took a message and last gave a public answer. */
export async function lastSigns(sql: Sql, accountIds: readonly string[]): Promise<Map<string, { received: number | null; answered: number | null }>> {
  const signs = new Map<string, { received: number | null; answered: number | null }>();
  for (const id of accountIds) {
    const [last] = await sql.all<Record<string, unknown>>(
      `select (select max(f.received_at) from case_files f where f.account_id = ?) as received,
        (select max(p.published_at) from publications p join case_files f on f.id = p.case_id where f.account_id = ? and p."public" and p.retracted_at is null) as answered`, [id, id]);
    const instant = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
    signs.set(id, { received: instant(last?.['received']), answered: instant(last?.['answered']) });
  }
  return signs;
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
