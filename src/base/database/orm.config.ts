import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig as defineSqlite } from '@mikro-orm/sqlite';
import { defineConfig as definePostgres } from '@mikro-orm/postgresql';
import type { EntityMetadata, Options } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { CompiledQuery, SqliteDialect, type DatabaseConnection } from 'kysely';
import Sqlite from 'better-sqlite3';
import type { Settings } from '../settings.js';
import { POSTGRES_ONLY } from './columns.js';
import { MIGRATIONS } from './migrations.js';

const here = dirname(fileURLToPath(import.meta.url));

export const databaseFileOf = (settings: Settings): string => join(settings.dataDirectory, 'huiyin.sqlite');

const migrations = (dialect: 'sqlite' | 'postgresql'): Options['migrations'] => ({
  path: join(here, 'migrations', dialect),
  pathTs: join('src/base/database/migrations', dialect),
  snapshotName: `.snapshot-${dialect}`,
  emit: 'ts',
  migrationsList: MIGRATIONS[dialect],
  fileName: (timestamp: string, name?: string) => `${timestamp}${name ? `-${name}` : ''}`,
  silent: true,
});

/** Full-text indexes are no entities: each dialect has its own, made by a migration written by hand. */
const schemaGenerator: Options['schemaGenerator'] = { skipTables: [/^search_/] };

const PRAGMAS = (settings: Settings): string[] => [
  'journal_mode = wal',
  `synchronous = ${settings.synchronous}`,
  'foreign_keys = on',
  // What was erased is overwritten, not merely forgotten: a purge must leave nothing in the file.
  'secure_delete = on',
  'busy_timeout = 15000',
  'temp_store = memory',
  'cache_size = -32000',
];

/** The embedded database’s connection for writing; MikroORM and the prepared statements share it. */
export function openSqlite(settings: Settings): Sqlite.Database {
  mkdirSync(settings.dataDirectory, { recursive: true });
  const database = new Sqlite(databaseFileOf(settings), { timeout: 15000 });
  for (const pragma of PRAGMAS(settings)) database.pragma(pragma);
  return database;
}

/** A second connection that cannot write: queries of people and reports. */
export function openSqliteForReading(settings: Settings): Sqlite.Database {
  const database = new Sqlite(databaseFileOf(settings), { readonly: true, timeout: 15000 });
  database.pragma('temp_store = memory');
  database.pragma('cache_size = -32000');
  return database;
}

const withoutServersIndexes = (table: EntityMetadata): void => {
  table.indexes = table.indexes.filter(({ options }) => options?.['dialect'] !== POSTGRES_ONLY.dialect);
};

export const sqliteOptions = (database: Sqlite.Database, entities: NonNullable<Options['entities']>): Options =>
  defineSqlite({
    entities,
    dbName: database.name,
    driverOptions: new SqliteDialect({ database }) as never,
    extensions: [Migrator],
    migrations: migrations('sqlite'),
    schemaGenerator,
    discovery: { checkDuplicateTableNames: true, onMetadata: withoutServersIndexes },
  }) as Options;

/** Of every connection: rows are found by their indexes, as on disks without moving heads and in memory; lists are sorted there; nothing is compiled, and no helper is called, for a short run. */
const SESSION = ['random_page_cost = 1.1', "work_mem = '32MB'", 'jit = off', 'parallel_setup_cost = 10000'];

export const postgresOptions = (url: string, entities: NonNullable<Options['entities']>, poolSize = 8): Options =>
  definePostgres({
    entities,
    clientUrl: url,
    extensions: [Migrator],
    migrations: migrations('postgresql'),
    schemaGenerator,
    pool: { min: 0, max: poolSize },
    onCreateConnection: async (connection: unknown) => {
      for (const setting of SESSION) await (connection as DatabaseConnection).executeQuery(CompiledQuery.raw(`set ${setting}`));
    },
  }) as Options;
