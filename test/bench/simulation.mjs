// The whole line on real letters in a fresh data directory: what happened, the invariants, time and memory; then every
// figure of every month recounted by plain SQL.
// node test/bench/simulation.mjs FILE
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'huiyin-simulation-'));
const { status } = spawnSync(process.execPath, ['dist/cli.js', 'simulate', '--messages', process.argv[2] ?? ''], {
  stdio: 'inherit', env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'warn' },
});
const recounted = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'test/bench/recount.ts', folder], { stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
process.exit(status || (recounted.status ?? 1));
