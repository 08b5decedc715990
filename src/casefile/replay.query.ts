import type { Sql } from '../base/database/rows.query.js';

/** The next cases by id, with their numbers. */
export async function casesAfter(sql: Sql, id: string, limit: number): Promise<{ id: string; number: string }[]> {
  return await sql.all('select id, number from case_files where id > ? order by id limit ?', [id, limit]);
}

/** The facts of the events of these cases, each case in order. */
export async function eventFactsOf(sql: Sql, caseIds: readonly string[]): Promise<{ case_id: string; facts: string }[]> {
  return await sql.all(
    `select case_id, facts from case_events where case_id in (${caseIds.map(() => '?').join(', ')}) order by case_id, seq`,
    caseIds,
  );
}
