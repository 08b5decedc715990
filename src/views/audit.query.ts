import type { Sql } from '../base/database/rows.query.js';
import { anyOf, both, type Condition } from './visible.query.js';

export type HappeningRow = Record<string, unknown> & { readonly case_number: string };

/** What happened on cases the person may see, the latest first; the cross join keeps its order, so that they are walked through from the latest and not gathered from all cases. */
export async function happeningsOf(sql: Sql, ways: readonly Condition[], where: readonly Condition[], limit: number): Promise<HappeningRow[]> {
  if (ways.length === 0) return [];
  const { text, parameters } = both(anyOf(ways), ...where);
  return await sql.all<HappeningRow>(`select e.*, c.number as case_number from case_events e cross join case_files c where c.id = e.case_id and ${text} order by e.id desc limit ?`, [...parameters, limit]);
}

/** What happened to identities, the latest first. */
export async function identityLinesOf(sql: Sql, where: readonly Condition[], limit: number): Promise<Record<string, unknown>[]> {
  const { text, parameters } = both({ text: '1 = 1', parameters: [] }, ...where);
  return await sql.all(`select e.* from identity_events e where ${text} order by e.id desc limit ?`, [...parameters, limit]);
}

export const linesBefore = (id: string): Condition => ({ text: 'e.id < ?', parameters: [id] });
export const linesSince = (instant: number): Condition => ({ text: 'e.at >= ?', parameters: [instant] });
export const linesUntil = (instant: number): Condition => ({ text: 'e.at < ?', parameters: [instant] });
export const lineIs = (column: 'act' | 'what', value: string): Condition => ({ text: `e.${column} = ?`, parameters: [value] });
export const actedBy = (userId: string): Condition => ({ text: `e.actor_kind = 'person' and e.actor_id = ?`, parameters: [userId] });
export const concerning = (userId: string): Condition => ({ text: 'e.user_id = ?', parameters: [userId] });
/** By the key of a case’s own events, whatever else is asked. */
export const ofCaseNumber = (number: string): Condition => ({ text: 'e.case_id = (select n.id from case_files n where n.number = ?) and e.seq > 0', parameters: [number] });
