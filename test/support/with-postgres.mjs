// Runs a command with `TEST_DATABASE_URL` naming a real, empty PostgreSQL:
// node test/support/with-postgres.mjs npm run migration -- name
import { spawnSync } from 'node:child_process';
import { startPostgres } from './postgres.ts';

const server = await startPostgres();
const [command, ...rest] = process.argv.slice(2);
const { status } = spawnSync(command ?? 'true', rest, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: server.url } });
await server.stop();
process.exit(status ?? 1);
