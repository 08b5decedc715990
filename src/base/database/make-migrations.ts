import { join } from 'node:path';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import type { Options } from '@mikro-orm/core';
import { readSettings } from '../settings.js';
import { openSqlite, postgresOptions, sqliteOptions } from './orm.config.js';

type Entities = NonNullable<Options['entities']>;

const into = (options: Options, folder: string | null, dialect: string): Options =>
  folder === null
    ? { ...options, preferTs: true }
    : { ...options, preferTs: true, migrations: { ...options.migrations, path: join(folder, dialect), pathTs: join(folder, dialect) } };

/** For developers: writes the next migration of each dialect where the entities have moved on. `folder`: elsewhere than beside the others. */
export async function createMigrations(entities: Entities, scratch: string, folder: string | null, name?: string, postgresUrl?: string): Promise<void> {
  const connection = openSqlite(readSettings({ DATA_DIR: scratch }));
  const sqlite = await SqliteOrm.init(into(sqliteOptions(connection, entities), folder, 'sqlite') as never);
  await sqlite.migrator.up();
  process.stdout.write(`sqlite: ${(await sqlite.migrator.create(undefined, false, false, name)).fileName || 'nothing to do'}\n`);
  await sqlite.close(true);
  if (!postgresUrl) return void process.stdout.write('postgresql: set TEST_DATABASE_URL to an empty database\n');
  const postgres = await PostgresOrm.init(into(postgresOptions(postgresUrl, entities), folder, 'postgresql') as never);
  await postgres.migrator.up();
  process.stdout.write(`postgresql: ${(await postgres.migrator.create(undefined, false, false, name)).fileName || 'nothing to do'}\n`);
  await postgres.close(true);
}
