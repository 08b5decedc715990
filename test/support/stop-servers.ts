/** jest's globalTeardown: stops what `start-servers` started. */
import { rmSync } from 'node:fs';
import type { Shelf } from './start-servers.js';

export default async function stopServers(): Promise<void> {
  await (globalThis as Shelf).huiyinPostgres?.stop();
  rmSync(process.env['HUIYIN_TEST_FOLDER']!, { recursive: true, force: true });
}
