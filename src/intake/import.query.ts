import type { Sql } from '../base/database/rows.query.js';

/** A line’s own savepoint: what goes wrong in it takes back that line alone, not the lines committed with it. */
export async function inSavepoint<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.run('savepoint import_line');
  try {
    const result = await work();
    await sql.run('release savepoint import_line');
    return result;
  } catch (error) {
    await sql.run('rollback to savepoint import_line');
    await sql.run('release savepoint import_line');
    throw error;
  }
}
