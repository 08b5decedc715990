import { byNoIndex, type Sql } from '../base/database/rows.query.js';
import { anyOf, type Condition } from '../views/visible.query.js';

/** What happened to a case: enough to ask again, nothing of what it says. */
export interface Happening {
  readonly eventId: string;
  readonly caseId: string;
  readonly act: string;
}

/** Events behind this id, oldest first: ids rise with the instant of writing, and are the key. */
export async function happeningsAfter(sql: Sql, id: string, limit: number): Promise<Happening[]> {
  return await sql.all<Happening>(
    `select e.id as "eventId", e.case_id as "caseId", e.act as "act" from case_events e where e.id > ? order by e.id limit ?`,
    [id, limit],
  );
}

/** Which of these cases were taken from a department since then; what becomes of them afterwards is not told to it. */
export async function takenFrom(sql: Sql, departmentId: string, caseIds: readonly string[], since: number): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await sql.all<{ id: string }>(
    `select distinct a.case_id as "id" from assignments a where ${byNoIndex(sql, 'a.department_id')} = ? and a.ended_at >= ? and a.case_id in (${caseIds.map(() => '?').join(', ')})`,
    [departmentId, since, ...caseIds],
  );
  return rows.map(({ id }) => id);
}

/** Which of these cases a person may know of, with the version they stand at. */
export async function visibleAmong(sql: Sql, caseIds: readonly string[], ways: readonly Condition[]): Promise<Map<string, number>> {
  if (caseIds.length === 0 || ways.length === 0) return new Map();
  const { text, parameters } = anyOf(ways);
  // The cross join keeps its order: each of these cases is looked at, not those of a unit for these among them.
  const rows = await sql.all<{ id: string; version: number }>(
    `select c.id, c.version from case_files asked cross join case_files c where c.id = asked.id and asked.id in (${caseIds.map(() => '?').join(', ')}) and (${text})`, [...caseIds, ...parameters]);
  return new Map(rows.map(({ id, version }) => [id, Number(version)]));
}
