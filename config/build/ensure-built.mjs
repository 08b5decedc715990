import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node 24 comes with the packages; an older one on the machine hands over to it. */
const own = join(root, 'node_modules', '.bin', 'node');
if (Number(process.versions.node.split('.')[0]) < 24 && existsSync(own)) {
  const { status } = spawnSync(own, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

/** The newest change below a folder, in ms; `without` names a folder right below it that does not count. */
function newest(folder, without) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === without) continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

/** The two halves of a build: the server, and the console that it serves. */
const PARTS = [
  { made: join(root, 'dist', 'main.js'), from: join(root, 'src'), without: 'console', build: buildServer },
  { made: join(root, 'dist', 'console', 'index.html'), from: join(root, 'src', 'console'), without: null, build: buildConsole },
];
const isFreshPart = ({ made, from, without }) => existsSync(made) && (!existsSync(from) || statSync(made).mtimeMs >= newest(from, without));
const isFresh = () => PARTS.every(isFreshPart);

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
  try {
    for (const part of PARTS) if (!isFreshPart(part)) build(part);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function build(part) {
  const { status, stdout, stderr } = part.build();
  if (status !== 0) {
    rmSync(lock, { recursive: true, force: true });
    process.stderr.write(stdout + stderr);
    process.exit(status ?? 1);
  }
}

/** What the last build left goes first, the console excepted: it is made by itself. */
function buildServer() {
  const dist = join(root, 'dist');
  if (existsSync(dist)) for (const name of readdirSync(dist)) if (name !== 'console') rmSync(join(dist, name), { recursive: true, force: true });
  return run(join(root, 'config', 'build', 'compile.mjs'));
}

function buildConsole() {
  return run(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', join(root, 'src', 'console'), '--logLevel', 'warn');
}

function run(...args) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}
