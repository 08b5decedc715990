import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node 24 comes with the packages; an older one on the machine hands over to it. */
const own = join(root, 'node_modules', '.bin', 'node');
if (Number(process.versions.node.split('.')[0]) < 24 && existsSync(own)) {
  const { status } = spawnSync(own, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

/** The newest change below a folder, in ms. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

const main = join(root, 'dist', 'main.js');
const sources = join(root, 'src');
const isFresh = () => existsSync(main) && (!existsSync(sources) || statSync(main).mtimeMs >= newest(sources));

/** While one process builds, another that came at the same moment waits: half a build cannot be run. */
const lock = join(root, 'node_modules', '.cache', 'build.lock');
/** Nobody builds this long: whoever held the lock was killed. */
const ABANDONED_MS = 180_000;

function taken() {
  mkdirSync(join(lock, '..'), { recursive: true });
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function waitForTheOther() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  const held = statSync(lock, { throwIfNoEntry: false });
  if (held && Date.now() - held.mtimeMs > ABANDONED_MS) rmSync(lock, { recursive: true, force: true });
}

/** Builds when there is no build yet or the sources are newer; says nothing on standard output. */
export function ensureBuilt() {
  for (;;) {
    // Fresh is only what nobody is writing at this moment.
    if (!existsSync(lock) && isFresh()) return;
    if (taken()) break;
    waitForTheOther();
  }
  let build;
  try {
    if (!isFresh()) build = spawnSync(process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], { cwd: root, encoding: 'utf8' });
    // An incremental build leaves what has not changed as it was.
    if (build?.status === 0) utimesSync(main, new Date(), new Date());
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  if (build && build.status !== 0) {
    process.stderr.write(build.stdout + build.stderr);
    process.exit(build.status ?? 1);
  }
}
