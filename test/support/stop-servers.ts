/** jest's globalTeardown: stops what `start-servers` started. */
import type { Shelf } from './start-servers.js';

export default async function stopServers(): Promise<void> {
  await (globalThis as Shelf).huiyinPostgres?.stop();
}
