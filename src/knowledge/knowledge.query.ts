import type { Sql, SqlValue } from '../base/database/rows.query.js';

/** The next number of a sort. The row stays locked until the act is committed: numbers become visible in their order. */
export async function nextNumber(sql: Sql, sort: 'entry' | 'change'): Promise<number> {
  const [row] = await sql.all<{ last: number | string }>(
    'insert into knowledge_counters (id, last) values (?, 1) on conflict (id) do update set last = knowledge_counters.last + 1 returning last', [sort],
  );
  return Number(row!.last);
}

export async function lastChange(sql: Sql): Promise<number> {
  const [row] = await sql.all<{ last: number | string }>(`select last from knowledge_counters where id = 'change'`);
  return Number(row?.last ?? 0);
}

/** Own entries that were ever public, in the order in which they changed. */
export async function changesAfter(sql: Sql, change: number, limit: number): Promise<Record<string, unknown>[]> {
  return await sql.all('select * from knowledge_entries where change > ? and public_version is not null and source_id is null order by change limit ?', [change, limit]);
}

export interface ListWish {
  readonly states: readonly string[];
  readonly departmentId: string | null;
  /** With a version that waits for a reviewer. */
  readonly toReview: boolean;
  readonly repealed: boolean;
  readonly before: string | null;
  readonly limit: number;
}

/** Entries, the newest first. */
export async function entriesBefore(sql: Sql, { states, departmentId, toReview, repealed, before, limit }: ListWish): Promise<Record<string, unknown>[]> {
  const terms = [`e.state in (${states.map(() => '?').join(', ')})`];
  const parameters: SqlValue[] = [...states];
  const and = (text: string, ...values: SqlValue[]): void => void (terms.push(text), parameters.push(...values));
  if (departmentId !== null) and('e.department_id = ?', departmentId);
  if (before !== null) and('e.id < ?', before);
  if (repealed) and(`e.repealed <> '[]'`);
  if (toReview) and(`exists (select 1 from knowledge_versions v where v.entry_id = e.id and v.stage = 'in_review')`);
  return await sql.all(`select e.* from knowledge_entries e where ${terms.join(' and ')} order by e.id desc limit ?`, [...parameters, limit]);
}

/** Public entries whose review date lies before this day. Mirrored ones are looked after where they come from. */
export async function entriesPast(sql: Sql, day: string, limit: number): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(`select id from knowledge_entries where state = 'public' and review_by < ? and source_id is null order by review_by, id limit ?`, [day, limit]);
  return rows.map(({ id }) => id);
}

export async function addHits(sql: Sql, entryId: string, hits: number): Promise<void> {
  await sql.run('update knowledge_entries set hits = hits + ? where id = ?', [hits, entryId]);
}

export async function addOpinion(sql: Sql, entryId: string, helpful: boolean): Promise<void> {
  const column = helpful ? 'helpful' : 'unhelpful';
  await sql.run(`update knowledge_entries set ${column} = ${column} + 1 where id = ?`, [entryId]);
}

export interface DayCounts {
  readonly searches: number;
  readonly answered: number;
  readonly helpful: number;
  readonly unhelpful: number;
}

export async function addToDay(sql: Sql, day: string, { searches, answered, helpful, unhelpful }: DayCounts): Promise<void> {
  await sql.run(
    `insert into knowledge_days (day, searches, answered, helpful, unhelpful) values (?, ?, ?, ?, ?)
     on conflict (day) do update set searches = knowledge_days.searches + excluded.searches, answered = knowledge_days.answered + excluded.answered,
       helpful = knowledge_days.helpful + excluded.helpful, unhelpful = knowledge_days.unhelpful + excluded.unhelpful`,
    [day, searches, answered, helpful, unhelpful],
  );
}

/** What the report says of the base: searches and hits of the days, uses between the instants, and how many are past their date. */
export async function figuresOf(sql: Sql, days: { from: string; until: string }, instants: { from: number; until: number }): Promise<Record<string, number>> {
  const one = async (text: string, parameters: readonly SqlValue[] = []): Promise<Record<string, number | string | null>> => (await sql.all<Record<string, number | string | null>>(text, parameters))[0] ?? {};
  const counted = await one('select sum(searches) as searches, sum(answered) as answered, sum(helpful) as helpful, sum(unhelpful) as unhelpful from knowledge_days where day >= ? and day < ?', [days.from, days.until]);
  const used = await one('select count(*) as uses, count(distinct case_id) as cases from knowledge_uses where at >= ? and at < ?', [instants.from, instants.until]);
  const states = await sql.all<{ state: string; count: number | string }>('select state, count(*) as count from knowledge_entries group by state');
  const flagged = await one(`select count(*) as count from knowledge_entries where repealed <> '[]' and state = 'public'`);
  const numbers = (row: Record<string, number | string | null>): Record<string, number> => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value ?? 0)]));
  return { ...numbers(counted), ...numbers(used), basisRepealed: Number(flagged['count'] ?? 0), ...Object.fromEntries(states.map(({ state, count }) => [state, Number(count)])) };
}

/** Cases without an answer whose present draft is this text. */
export async function openDrafts(sql: Sql): Promise<{ caseId: string; toCitizen: string }[]> {
  const rows = await sql.all<{ case_id: string; to_citizen: string }>(
    `select r.case_id, r.to_citizen from case_files c join replies r on r.id = c.current_reply_id
     where c.answered_at is null and c.state in ('handling', 'signing', 'in_review', 'approved', 'queued')`,
  );
  return rows.map((row) => ({ caseId: row.case_id, toCitizen: row.to_citizen }));
}
