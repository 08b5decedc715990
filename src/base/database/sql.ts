import type Sqlite from 'better-sqlite3';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Sql, SqlValue } from './rows.query.js';

/** Prepared once per statement and connection: preparing costs more than running on short statements. */
export class SqliteSql implements Sql {
  readonly dialect = 'sqlite';
  private readonly statements = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(private readonly database: Sqlite.Database) {}

  all<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    try {
      return Promise.resolve(this.prepared(sql).all(parameters.map(bindable)) as T[]);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    try {
      return Promise.resolve(this.prepared(sql).run(parameters.map(bindable)).changes);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  private prepared(sql: string): Sqlite.Statement<unknown[]> {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      // Statements with long value lists would fill the map; those are few and cheap to prepare again.
      if (sql.length < 4000) this.statements.set(sql, statement);
    }
    return statement;
  }
}

/** better-sqlite3 takes no booleans. */
export const bindable = (value: SqlValue): SqlValue => (typeof value === 'boolean' ? (value ? 1 : 0) : value);

const numbered = new Map<string, string>();
/** `?` → `$1`, `$2`, … outside of quotes. */
const withNumbers = (sql: string): string => {
  let known = numbered.get(sql);
  if (!known) {
    let count = 0;
    known = sql.replace(/'[^']*'|\?/g, (found) => (found === '?' ? `$${++count}` : found));
    if (numbered.size < 5000) numbered.set(sql, known);
  }
  return known;
};

export class PostgresSql implements Sql {
  readonly dialect = 'postgresql';

  constructor(private readonly context: Kysely<unknown>) {}

  async all<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.context.executeQuery(CompiledQuery.raw(withNumbers(sql), [...parameters]))).rows as T[];
  }

  async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
    const result = await this.context.executeQuery(CompiledQuery.raw(withNumbers(sql), [...parameters]));
    return Number(result.numAffectedRows ?? 0n);
  }
}
