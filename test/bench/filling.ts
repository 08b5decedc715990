/** A connection that does nothing but fill an empty installation: nothing it writes is durable until it closes, and indexes are made at the end. */
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { SqlValue } from '../../src/base/database/rows.query.js';
import type { Run } from './filled-months.js';

export interface Filling {
  readonly run: Run;
  /** Takes the indexes of these tables away; what it answers makes them again. */
  withoutIndexes(tables: readonly string[]): Promise<() => Promise<void>>;
  /** What a server does by itself in quiet hours. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const named = (tables: readonly string[]): string => tables.map((each) => `'${each}'`).join(', ');

export function fillingSqlite(file: string): Filling {
  const database = new Sqlite(file);
  for (const pragma of ['journal_mode = delete', 'journal_mode = memory', 'synchronous = off', 'locking_mode = exclusive', 'cache_size = -1000000', 'secure_delete = off', 'threads = 2']) database.pragma(pragma);
  const prepared = new Map<string, Sqlite.Statement<unknown[]>>();
  const run = (sql: string, parameters: readonly SqlValue[] = []): Promise<unknown> => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    if (parameters.length > 0) prepared.set(sql, statement);
    return Promise.resolve(statement.run(parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))));
  };
  return {
    run,
    withoutIndexes: async (tables) => {
      const indexes = database.prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${named(tables)})`).all() as { name: string; sql: string }[];
      for (const { name } of indexes) await run(`drop index "${name}"`);
      return async () => {
        for (const { sql } of indexes) await run(sql);
      };
    },
    settle: () => Promise.resolve(),
    close: () => {
      database.pragma('journal_mode = wal');
      database.close();
      return Promise.resolve();
    },
  };
}

export async function fillingPostgres(url: string): Promise<Filling> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all = async <T>(sql: string): Promise<T[]> => (await client.query(sql)).rows as T[];
  const run: Run = async (sql, parameters = []) => {
    let count = 0;
    return await client.query(parameters.length > 0 ? sql.replaceAll('?', () => `$${++count}`) : sql, [...parameters]);
  };
  for (const setting of ["maintenance_work_mem = '1GB'", 'synchronous_commit = off']) await run(`set ${setting}`);
  return {
    run,
    withoutIndexes: async (tables) => {
      // Unlogged: what is filled need not survive a crash of the server.
      for (const name of tables) await run(`alter table ${name} set unlogged`);
      const constraints = await all<{ table: string; name: string; text: string }>(
        `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as text from pg_constraint where contype in ('p', 'u') and conrelid::regclass::text in (${named(tables)})`);
      const indexes = await all<{ name: string; text: string }>(
        `select c.relname as name, pg_get_indexdef(i.indexrelid) as text from pg_index i join pg_class c on c.oid = i.indexrelid
         where i.indrelid::regclass::text in (${named(tables)}) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`);
      for (const { name } of indexes) await run(`drop index "${name}"`);
      for (const { table, name } of constraints) await run(`alter table ${table} drop constraint "${name}"`);
      return async () => {
        for (const { table, name, text } of constraints) await run(`alter table ${table} add constraint "${name}" ${text}`);
        for (const { text } of indexes) await run(text);
      };
    },
    settle: async () => void (await run('vacuum analyze')),
    close: async () => await client.end(),
  };
}
