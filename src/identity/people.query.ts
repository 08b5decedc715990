import type { Sql } from '../base/database/rows.query.js';

const one = async (sql: Sql, statement: string, value: string): Promise<string | undefined> =>
  (await sql.all<{ id: string }>(statement, [value, value]))[0]?.id;

/** Units by id or code. Identity stands below the registry and knows of its rows only that they exist. */
export const departmentIdOf = (sql: Sql, idOrCode: string): Promise<string | undefined> =>
  one(sql, 'select id from departments where id = ? or code = ?', idOrCode);

export const organisationIdOf = (sql: Sql, idOrCode: string): Promise<string | undefined> =>
  one(sql, 'select id from organisations where id = ? or code = ?', idOrCode);

export const accountIdOf = (sql: Sql, idOrHandle: string): Promise<string | undefined> =>
  one(sql, 'select id from accounts where id = ? or handle = ?', idOrHandle);
