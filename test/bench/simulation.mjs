// The whole line on real letters in a fresh data directory: what happened, the invariants, time and memory; then every
// figure of every month, and the lists behind it, recounted by plain SQL.
// node test/bench/simulation.mjs [--postgres] FILE
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';
import { startPostgres } from '../support/postgres.ts';

ensureBuilt();
const server = process.argv.includes('--postgres') ? await startPostgres() : null;
const folder = mkdtempSync(join(tmpdir(), 'huiyin-simulation-'));
const environment = { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'warn', ...(server && { DATABASE_URL: server.url }) };
const run = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit', env: environment }).status ?? 1;
const simulated = run('dist/cli.js', 'simulate', '--messages', process.argv.at(-1) ?? '');
const recounted = run('--disable-warning=ExperimentalWarning', 'test/bench/recount.ts', folder);
await server?.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(simulated || recounted);
