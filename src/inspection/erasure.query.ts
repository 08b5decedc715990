import type { Sql } from '../base/database/rows.query.js';
import type { ContentTable } from './content-tables.js';

/** Empties the columns of a case’s rows; a list stays a list. Returns how many rows there were. */
export async function eraseContentOf(sql: Sql, { name, columns, erasedAt, salted }: ContentTable, caseId: string, now: number): Promise<number> {
  const emptied = columns.map(({ name: column, json, nullable }) => `"${column}" = ${json ? emptyJson(column) : nullable ? 'null' : `''`}`);
  if (salted) emptied.push(`salt = ''`);
  if (erasedAt) emptied.push(`${erasedAt} = ?`);
  return await sql.run(`update ${name} set ${emptied.join(', ')} where case_id = ?`, [...(erasedAt ? [now] : []), caseId]);
}

/** Rows made from the words of a case, gone whole. */
export const dropRowsOf = async (sql: Sql, table: string, caseId: string): Promise<number> => await sql.run(`delete from ${table} where case_id = ?`, [caseId]);

const emptyJson = (column: string): string => `case when "${column}" is null then null when substr("${column}", 1, 1) = '[' then '[]' else '{}' end`;
