import { Piscina } from 'piscina';
import { bindable } from '../database/sql.js';
import type { Sql, SqlValue } from '../database/rows.query.js';

/** Plain statements on the embedded database, answered by threads of their own, each with a connection. */
export class ReadingSql implements Sql {
  readonly dialect = 'sqlite';
  private readonly pool: Piscina;

  constructor(file: string, threads: number) {
    this.pool = new Piscina({
      filename: new URL('./reading.worker.js', import.meta.url).href, minThreads: 0, maxThreads: threads, idleTimeout: 60_000, workerData: { file },
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
