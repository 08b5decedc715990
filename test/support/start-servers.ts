/** jest's globalSetup: what is started once for the whole run. */
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresServer } from './postgres.js';

// jest loads this file outside its module mapper, where a `.js` ending does not find the `.ts` file: named as it is.
const postgres = createRequire(import.meta.url)('./postgres.ts') as typeof import('./postgres.js');

/** Setup and teardown run in one process but are loaded apart: the handle is left where both can reach it. */
export type Shelf = { huiyinPostgres?: PostgresServer | null };

export default async function startServers(): Promise<void> {
  // Read by run-folder.ts, which this file cannot load (see above).
  process.env['HUIYIN_TEST_FOLDER'] = mkdtempSync(join(tmpdir(), 'huiyin-run-'));
  (globalThis as Shelf).huiyinPostgres = await postgres.startSharedPostgres();
}
