import { availableParallelism } from 'node:os';
import type { MikroORM, Options } from '@mikro-orm/core';
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.js';
import type { Ids } from '../ids.js';
import { settingBehind } from '../opening.js';
import type { Settings } from '../settings.js';
import { ReadingSql } from '../workers/reading.js';
import { databaseFileOf, openSqlite, openSqliteForReading, postgresOptions, sqliteOptions } from './orm.config.js';
import { Rows, Tables } from './rows.query.js';
import { PostgresSql, SqliteSql } from './sql.js';
import { PostgresWriter, SqliteWriter, type Act, type Priority, type Writer } from './writer.js';

/** Heavy reads that one report has going at the same time: threads with the embedded database, connections with a server. */
export const HEAVY_AT_ONCE = Math.min(4, availableParallelism());

type Entities = NonNullable<Options['entities']>;

/** The database of an installation: one writer, many readers, the same to everybody on both kinds. */
export class Database {
  private constructor(
    readonly dialect: 'sqlite' | 'postgresql',
    readonly orm: MikroORM,
    private readonly writer: Writer,
    /** Plain reads outside a turn: committed data only. */
    readonly rows: Rows,
    /** The same for heavy reads (reports, searches): on SQLite in threads of their own, so that no request waits. */
    readonly heavy: Rows,
    private readonly reading: ReadingSql | null,
    private readonly readingConnection: Sqlite.Database | null,
  ) {}

  /** Opens the database and brings its schema up to date. @throws SettingFault where it cannot be reached or written */
  static async open(settings: Settings, entities: Entities, clock: Clock, ids: Ids): Promise<Database> {
    try {
      return settings.databaseUrl
        ? await Database.openPostgres(settings.databaseUrl, entities, clock, ids)
        : await Database.openSqlite(settings, entities, clock, ids);
    } catch (error) {
      throw settings.databaseUrl ? settingBehind(error, 'DATABASE_URL', settings.databaseUrl) : settingBehind(error, 'DATA_DIR', settings.dataDirectory);
    }
  }

  private static async openSqlite(settings: Settings, entities: Entities, clock: Clock, ids: Ids): Promise<Database> {
    const connection: Sqlite.Database = openSqlite(settings);
    const orm = await SqliteOrm.init(sqliteOptions(connection, entities) as never);
    await orm.migrator.up();
    const reading = openSqliteForReading(settings);
    const tables = new Tables(orm.getMetadata());
    const writer = new SqliteWriter(connection, tables, clock, ids);
    const rows = new Rows(tables, new SqliteSql(reading));
    const thread = settings.workers > 0 ? new ReadingSql(databaseFileOf(settings), HEAVY_AT_ONCE) : null;
    return new Database('sqlite', orm, writer, rows, thread ? new Rows(tables, thread) : rows, thread, reading);
  }

  private static async openPostgres(url: string, entities: Entities, clock: Clock, ids: Ids): Promise<Database> {
    const orm = await PostgresOrm.init(postgresOptions(url, entities) as never);
    await orm.migrator.up();
    const tables = new Tables(orm.getMetadata());
    const client = (orm.em.getConnection() as unknown as { getClient(): Kysely<unknown> }).getClient();
    const writer = new PostgresWriter(orm, tables, clock, ids);
    const rows = new Rows(tables, new PostgresSql(client));
    return new Database('postgresql', orm, writer, rows, rows, null, null);
  }

  async write<T>(priority: Priority, act: Act<T>): Promise<T> {
    return await this.writer.write(priority, act);
  }

  async isReachable(): Promise<boolean> {
    return await this.rows.sql.all('select 1 as one').then(() => true, () => false);
  }

  async close(): Promise<void> {
    await this.writer.close();
    await this.reading?.close();
    this.readingConnection?.close();
    await this.orm.close(true);
  }
}
