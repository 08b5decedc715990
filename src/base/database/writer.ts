import type { MikroORM } from '@mikro-orm/core';
import type Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Clock, Instant } from '../clock.js';
import type { Ids } from '../ids.js';
import { Rows, type Sql, type Tables } from './rows.query.js';
import { PostgresSql, SqliteSql } from './sql.js';

/**
 * One act’s hand on the database: everything it does is committed together or not at all.
 * `now` is read once, so that state, event and deadline agree to the millisecond.
 */
export class Turn {
  /** Set by an act that erases content for good: nothing of it may wait in the log of the embedded database. */
  erases = false;

  constructor(
    readonly now: Instant,
    readonly ids: Ids,
    readonly rows: Rows,
  ) {}

  get sql(): Sql {
    return this.rows.sql;
  }
}

export type Act<T> = (turn: Turn) => Promise<T>;

/** Intake goes before what people do, and that before the relay and the sweep. */
export type Priority = 'intake' | 'person' | 'relay';
const PRIORITIES: readonly Priority[] = ['intake', 'person', 'relay'];

export abstract class Writer {
  abstract write<T>(priority: Priority, act: Act<T>): Promise<T>;
  abstract close(): Promise<void>;
}

interface Waiting {
  readonly act: Act<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Acts committed together at most: bounds how long the first caller waits for the last. */
const BATCH = 128;
/** How long the emptying of the log waits for who reads, ms; it is tried again after the next batch. */
const PATIENCE = 200;

/**
 * SQLite has one writer. Acts wait in a line; each runs in its own savepoint, a batch commits together with one
 * fsync, then every caller gets its answer. A refusal rolls back its savepoint alone.
 */
export class SqliteWriter extends Writer {
  private readonly lines: Record<Priority, Waiting[]> = { intake: [], person: [], relay: [] };
  private running: Promise<void> | undefined;
  private closed = false;
  private erased = false;
  private readonly rows: Rows;
  private readonly does: Record<'begin' | 'commit' | 'rollback' | 'save' | 'undo' | 'release', Sqlite.Statement>;

  constructor(
    private readonly database: Sqlite.Database,
    tables: Tables,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
    this.rows = new Rows(tables, new SqliteSql(database));
    this.does = {
      begin: database.prepare('begin immediate'), commit: database.prepare('commit'), rollback: database.prepare('rollback'),
      save: database.prepare('savepoint act'), undo: database.prepare('rollback to act'), release: database.prepare('release act'),
    };
  }

  override write<T>(priority: Priority, act: Act<T>): Promise<T> {
    if (this.closed) return Promise.reject(new Error('The writer is closed'));
    return new Promise<T>((resolve, reject) => {
      this.lines[priority].push({ act, resolve: resolve as (value: unknown) => void, reject });
      this.running ??= this.work();
    });
  }

  override async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async work(): Promise<void> {
    // Let requests of the same tick join the batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.take(); batch.length > 0; batch = this.take()) {
      await this.commit(batch);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.running = undefined;
    if (PRIORITIES.some((priority) => this.lines[priority].length > 0)) this.running = this.work();
  }

  private take(): Waiting[] {
    const batch: Waiting[] = [];
    for (const priority of PRIORITIES) batch.push(...this.lines[priority].splice(0, BATCH - batch.length));
    return batch;
  }

  private async commit(batch: Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      this.does.begin.run();
    } catch (error) {
      for (const each of batch) each.reject(error);
      return;
    }
    try {
      for (const each of batch) answers.push(await this.perform(each));
      this.does.commit.run();
    } catch (error) {
      if (this.database.inTransaction) this.does.rollback.run();
      for (const each of batch) each.reject(error);
      return;
    }
    if (this.erased) this.emptyLog();
    for (const answer of answers) answer();
  }

  /**
   * All that waits in the log goes into the file, which overwrites what is erased (`secure_delete`). Where a long read keeps it from
   * that, it is tried again after the next batch: nobody’s request waits for a report.
   */
  private emptyLog(): void {
    const [{ timeout }] = this.database.pragma('busy_timeout') as [{ timeout: number }];
    this.database.pragma(`busy_timeout = ${PATIENCE}`);
    const [{ busy }] = this.database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    this.database.pragma(`busy_timeout = ${timeout}`);
    this.erased = busy === 1;
  }

  private async perform({ act, resolve, reject }: Waiting): Promise<() => void> {
    this.does.save.run();
    try {
      const turn = new Turn(this.clock.now(), this.ids, this.rows);
      const result = await act(turn);
      this.does.release.run();
      this.erased ||= turn.erases;
      return () => resolve(result);
    } catch (error) {
      // A full disk may already have rolled the whole transaction back; then the batch fails as one.
      if (!this.database.inTransaction) throw error;
      this.does.undo.run();
      this.does.release.run();
      return () => reject(error);
    }
  }
}

/** On PostgreSQL an act is a transaction of its own; rows are locked by the acts themselves. */
export class PostgresWriter extends Writer {
  private readonly underway = new Set<Promise<unknown>>();

  constructor(
    private readonly orm: MikroORM,
    private readonly tables: Tables,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  override async write<T>(_priority: Priority, act: Act<T>): Promise<T> {
    const work = this.orm.em.fork().transactional(async (em) => {
      const context = em.getTransactionContext<Kysely<unknown>>();
      if (!context) throw new Error('No transaction');
      return await act(new Turn(this.clock.now(), this.ids, new Rows(this.tables, new PostgresSql(context))));
    });
    this.underway.add(work);
    try {
      return await work;
    } finally {
      this.underway.delete(work);
    }
  }

  override async close(): Promise<void> {
    await Promise.allSettled(this.underway);
  }
}
