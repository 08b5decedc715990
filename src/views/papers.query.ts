import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { anyOf, both, type Condition } from './visible.query.js';

export interface PaperPage {
  readonly ways: readonly Condition[];
  readonly where: readonly Condition[];
  readonly limit: number;
}
export type PaperRow = Record<string, unknown> & { readonly case_number: string; readonly case_subject: string; readonly case_kind: string; readonly case_first_kind: string; readonly due_at: number | string | null };

/** Documents on cases the person may see, the latest first, with when each must have been answered. */
export async function papersOf(sql: Sql, { ways, where, limit }: PaperPage): Promise<PaperRow[]> {
  if (ways.length === 0) return [];
  const { text, parameters } = both(anyOf(ways), ...where);
  return await sql.all<PaperRow>(
    // The cross join keeps its order: the papers come first, else all cases of the accounts are looked through for theirs.
    `select p.*, c.number as case_number, c.subject as case_subject, c.kind as case_kind, c.first_kind as case_first_kind,
       (select min(d.due_at) from deadlines d where d.case_id = p.case_id and d.concerns_id = p.id and d.stopped_at is null) as due_at
     from papers p cross join case_files c where c.id = p.case_id and ${text} order by p.id desc limit ?`,
    [...parameters, limit],
  );
}

export const paperIs = (column: 'sort' | 'state' | 'department_id', value: SqlValue): Condition => ({ text: `p.${column} = ?`, parameters: [value] });
export const paperIsNot = (column: 'sort', value: SqlValue): Condition => ({ text: `p.${column} <> ?`, parameters: [value] });
export const paperBefore = (id: string): Condition => ({ text: 'p.id < ?', parameters: [id] });
