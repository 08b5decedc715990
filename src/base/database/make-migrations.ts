import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import type { Options } from '@mikro-orm/core';
import { readSettings } from '../settings.js';
import { openSqlite, postgresOptions, sqliteOptions } from './orm.config.js';

/** For developers: writes the next migration of each dialect where the entities have moved on. */
export async function createMigrations(entities: NonNullable<Options['entities']>, scratch: string, name?: string, postgresUrl?: string): Promise<void> {
  const connection = openSqlite(readSettings({ DATA_DIR: scratch }));
  const sqlite = await SqliteOrm.init({ ...sqliteOptions(connection, entities), preferTs: true } as never);
  await sqlite.migrator.up();
  process.stdout.write(`sqlite: ${(await sqlite.migrator.create(undefined, false, false, name)).fileName || 'nothing to do'}\n`);
  await sqlite.close(true);
  if (!postgresUrl) return void process.stdout.write('postgresql: set TEST_DATABASE_URL to an empty database\n');
  const postgres = await PostgresOrm.init({ ...postgresOptions(postgresUrl, entities), preferTs: true } as never);
  await postgres.migrator.up();
  process.stdout.write(`postgresql: ${(await postgres.migrator.create(undefined, false, false, name)).fileName || 'nothing to do'}\n`);
  await postgres.close(true);
}
