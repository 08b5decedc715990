import { Piscina } from 'piscina';
import { bindable } from '../database/sql.js';
import type { Sql, SqlValue } from '../database/rows.query.js';

/** Plain statements on the embedded database, answered by a thread of their own. */
export class ReadingSql implements Sql {
  readonly dialect = 'sqlite';
  private readonly pool: Piscina;

  constructor(file: string) {
    this.pool = new Piscina({
      filename: new URL('./reading.worker.js', import.meta.url).href, minThreads: 0, maxThreads: 1, idleTimeout: 60_000, workerData: { file },
    });
  }

  async all<T>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.pool.run({ sql, parameters: parameters.map(bindable) }, { name: 'all' })) as T[];
  }

  run(): Promise<number> {
    return Promise.reject(new Error('This connection only reads'));
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
