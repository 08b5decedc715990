import { workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** A thread with a connection that cannot write: long queries of reports and searches never hold up a request. */
const database = new Sqlite((workerData as { file: string }).file, { readonly: true, timeout: 15000 });
database.pragma('temp_store = memory');
database.pragma('cache_size = -64000');

export function all(task: { sql: string; parameters: readonly unknown[] }): unknown[] {
  return database.prepare(task.sql).all(task.parameters);
}
