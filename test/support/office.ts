/** A whole office for tests: the real application on a real database, its clock in the test’s hand. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { closeApplication, createApplication } from '../../src/application.js';
import { SimulatedClock } from '../../src/base/clock.js';
import { Database } from '../../src/base/database/database.js';
import { databaseFileOf } from '../../src/base/database/orm.config.js';
import { Ids } from '../../src/base/ids.js';
import { ENTITIES } from '../../src/entities.js';
import { projectDirectory, readSettings } from '../../src/base/settings.js';
import { newToken, tokenHash } from '../../src/base/secrets.js';
import { Escalation } from '../../src/escalation/escalation.service.js';
import { Identity } from '../../src/identity/identity.service.js';
import { Session, Token, User } from '../../src/identity/identity.entities.js';
import { Relay } from '../../src/journal/relay.js';
import { EmergencyCall } from '../../src/notice/notice.entities.js';
import { Notices } from '../../src/notice/notice.service.js';
import { Directory } from '../../src/registry/directory.js';
import { Account, CalendarNotice, Department, LocalDays, Organisation, OwnPolicy, RuleVersion } from '../../src/registry/registry.entities.js';
import { Registry, type RegistryFile } from '../../src/registry/registry.service.js';
import { RoutingBases } from '../../src/routing/bases.js';
import { RoutingModel, RoutingModelContent } from '../../src/routing/routing.entities.js';
import type { Rows } from '../../src/base/database/rows.query.js';
import { Memory } from './memory.js';
import { freshPostgres, postgresIsPossible, type Template } from './postgres.js';
import { runFolder } from './run-folder.js';
import { SMALL_REGISTRY } from './small-registry.js';

export type Dialect = 'sqlite' | 'postgresql';

/** The same tests on both databases. */
export function onEachDatabase(body: (dialect: Dialect) => void): void {
  describe('on SQLite', () => body('sqlite'));
  if (postgresIsPossible()) describe('on PostgreSQL', () => body('postgresql'));
  else describe.skip('on PostgreSQL (none for this platform: set TEST_DATABASE_URL)', () => body('postgresql'));
}

/** A Wednesday in an ordinary week. */
const ORDINARY_DAY = '2026-03-04T10:00:00+08:00';

export interface OfficeOptions {
  readonly dialect?: Dialect;
  /** ISO with offset. Default: `ORDINARY_DAY`. */
  readonly now?: string;
  readonly registry?: RegistryFile;
  readonly environment?: Record<string, string>;
}

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Record<string, unknown>;
}

async function migrate(environment: Record<string, string>): Promise<void> {
  const clock = new SimulatedClock(0);
  const database = await Database.open(readSettings(environment), ENTITIES, clock, new Ids(clock));
  await database.close();
}

/** The schema is made once a run; every other database is a copy of it. */
const MIGRATED: Template = { name: 'migrated', prepare: (url) => migrate({ DATABASE_URL: url }) };

/** The same for the embedded database: one migrated file a run, for the workers to copy from. */
async function migratedFile(): Promise<string> {
  const file = join(runFolder(), 'huiyin.sqlite');
  if (existsSync(file)) return file;
  const draft = mkdtempSync(join(runFolder(), 'draft-'));
  await migrate({ DATA_DIR: draft });
  // Two workers may have made one at the same moment: whichever is moved last is as good.
  renameSync(join(draft, 'huiyin.sqlite'), file);
  return file;
}

/** What an installation knows before its first message: an office that starts over knows it again. */
const KNOWN_AT_FIRST = [User, Token, Organisation, Department, Account, OwnPolicy, CalendarNotice, LocalDays, RoutingModel, RoutingModelContent] as const;
/** Named by their content: what a clock was ever computed by may stay. */
const STAYS: ReadonlySet<unknown> = new Set([RuleVersion]);

/** Starting an application is dear: an ordinary office that is closed waits here for the next file, which finds it as good as new. */
const LEFT: Record<Dialect, Office[]> = { sqlite: [], postgresql: [] };
// A script that opens an office ends by itself.
if ('afterAll' in globalThis) {
  afterAll(async () => {
    for (const office of [...LEFT.sqlite.splice(0), ...LEFT.postgresql.splice(0)]) await office.end();
  });
}

export class Office {
  private atFirst: readonly (readonly [entity: Table, rows: readonly object[]])[] = [];
  private readonly memory: Memory;
  private begin = 0;
  private readonly sessions = new Map<string, string>();
  private tokens = new Map<string, string>();
  private tokensAtFirst = new Map<string, string>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: SimulatedClock,
    readonly folder: string,
    /** Where a second program finds the same installation. */
    readonly environment: Readonly<Record<string, string>>,
    private readonly dropDatabase: () => Promise<void>,
    /** With settings of its own it is of no use to others. */
    private readonly isOrdinary: boolean,
  ) {
    this.memory = new Memory(app);
  }

  static async open(options: OfficeOptions = {}): Promise<Office> {
    const left = options.environment ? undefined : LEFT[options.dialect ?? 'sqlite'].pop();
    const office = left ?? await Office.start(options);
    if (left) await left.forgetEverything(options.now ?? ORDINARY_DAY);
    await office.app.get(Registry).take(options.registry ?? SMALL_REGISTRY);
    await office.app.get(RoutingBases).now(true);
    office.begin = office.clock.now();
    await office.remember();
    return office;
  }

  private static async start({ dialect, now, environment }: OfficeOptions): Promise<Office> {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-test-'));
    const postgres = dialect === 'postgresql' ? await freshPostgres({ template: MIGRATED }) : null;
    const settings = readSettings({
      DATA_DIR: folder, CONFIG_DIR: join(projectDirectory, 'config'), WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL',
      ...(postgres && { DATABASE_URL: postgres.url }), ...environment,
    });
    if (!settings.databaseUrl && !existsSync(databaseFileOf(settings))) copyFileSync(await migratedFile(), databaseFileOf(settings));
    const clock = new SimulatedClock(Date.parse(now ?? ORDINARY_DAY));
    const app = await createApplication(settings, clock, { beating: false });
    await app.getHttpAdapter().getInstance().ready();
    const known = { DATA_DIR: folder, ...(postgres && { DATABASE_URL: postgres.url }) };
    return new Office(app, clock, folder, known, async () => await postgres?.drop(), !environment);
  }

  async close(): Promise<void> {
    if (this.isOrdinary) LEFT[this.database.dialect].push(this);
    else await this.end();
  }

  private async forgetEverything(iso: string): Promise<void> {
    this.atFirst = [];
    this.tokensAtFirst.clear();
    await this.startOver(iso);
  }

  /** The application ends; called by itself for an ordinary office. */
  async end(): Promise<void> {
    await closeApplication(this.app);
    await this.dropDatabase();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the office knows now is what it knows whenever it starts over: for what all its tests build on. */
  async remember(): Promise<void> {
    this.atFirst = await Promise.all(KNOWN_AT_FIRST.map(async (entity) => [entity, await this.rows.find<object>(entity, {})] as const));
    this.tokensAtFirst = new Map(this.tokens);
  }

  /** For the next test of the same office: no message has come yet, everything is as registered, and it is then. */
  async startOver(iso?: string): Promise<void> {
    this.memory.putBack();
    this.clock.startOver(iso === undefined ? this.begin : Date.parse(iso));
    await this.database.write('person', async ({ rows }) => {
      for (const entity of await this.filled()) await rows.delete<object>(entity, {});
      for (const [entity, known] of this.atFirst) for (const row of known) await rows.insert<object>(entity, row);
    });
    await this.app.get(Directory).refresh(true);
    await this.app.get(RoutingBases).now(true);
    this.sessions.clear();
    this.tokens = new Map(this.tokensAtFirst);
    const mails = join(this.folder, 'mail');
    if (existsSync(mails)) for (const mail of readdirSync(mails)) rmSync(join(mails, mail));
  }

  /** The tables with a row in them, asked at once: most are empty. */
  private async filled(): Promise<Table[]> {
    const tables = ENTITIES.filter((entity) => !STAYS.has(entity));
    const asked = tables.map((entity, index) => `select ${index} as place where exists (select 1 from ${this.database.orm.getMetadata().get<object>(entity).tableName})`);
    const places = await this.rows.sql.all<{ place: number }>(asked.join(' union all '));
    return places.map(({ place }) => tables[Number(place)]!);
  }

  /** Where browsers and other installations reach it. */
  async address(): Promise<string> {
    const server = this.app.getHttpServer() as Server;
    if (!server.listening) await this.app.listen(0, '127.0.0.1');
    return await this.app.getUrl();
  }

  get rows(): Rows {
    return this.app.get(Database).rows;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  at(iso: string): void {
    this.clock.moveTo(Date.parse(iso));
  }

  /** These tables are empty again: a test that counts rows shares its office with others. */
  async empty(...tables: readonly Table[]): Promise<void> {
    await this.database.write('person', async (turn) => {
      for (const table of tables) await turn.rows.delete(table as never, {} as never);
    });
  }

  /** Everything that is due at this instant happens: events are heard, rungs fire, mails leave. */
  async settle(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      const heard = await this.app.get(Relay).drain();
      const fired = await this.app.get(Escalation).sweep();
      if (heard + fired === 0) break;
    }
    await this.app.get(Notices).sendDue();
  }

  /** Time passes until then, and all that falls due on the way happens at its hour. */
  async until(iso: string, stepHours = 1): Promise<void> {
    const [end, step] = [Date.parse(iso), stepHours * 3_600_000];
    for (let now = this.clock.now(); now < end; ) {
      // Hours in which nothing happens are passed over.
      const idle = Math.floor((Math.min(await this.nextAt(), end) - now - 1) / step);
      now = Math.min(now + step * (1 + Math.max(0, idle)), end);
      this.clock.moveTo(now);
      await this.settle();
    }
  }

  /** When anything next happens by itself. */
  private async nextAt(): Promise<number> {
    const [call] = await this.rows.find(EmergencyCall, { acknowledgedAt: null, passedOnAt: null }, { orderBy: 'passAt', limit: 1 });
    const [heard, fired, sent] = await Promise.all([this.app.get(Relay).nextAt(), this.app.get(Escalation).nextAt(), this.app.get(Notices).nextAt()]);
    return Math.min(...[heard, fired, sent, call?.passAt ?? null].map((at) => at ?? Infinity));
  }

  /** Speaks as the person with this login, through the real door with a real session. */
  as(login: string): Speaker {
    return new Speaker(async (method, url, body, headers) => {
      const cookie = `huiyin_session=${await this.session(login)}`;
      return await this.inject(method, url, body, { cookie, ...headers });
    }, this.versionOf);
  }

  /** Speaks as a channel with a token of the account. */
  channel(handle: string): Speaker {
    return new Speaker(async (method, url, body, headers) => {
      const authorization = `Bearer ${await this.token(handle)}`;
      return await this.inject(method, url, body, { authorization, ...headers });
    }, this.versionOf);
  }

  /** Speaks as anybody: no session, no token. */
  get anybody(): Speaker {
    return new Speaker((method, url, body, headers) => this.inject(method, url, body, headers), this.versionOf);
  }

  /** A message from the account’s channel; answers with the receipt. */
  async message(handle: string, message: Record<string, unknown>): Promise<{ caseNumber: string; queryCode: string; id: string }> {
    const { status, body } = await this.channel(handle).post<{ caseNumber: string; queryCode: string }>(`/api/v1/accounts/${handle}/messages`, {
      externalId: `m-${newToken().slice(0, 10)}`, occurredAt: new Date(this.clock.now()).toISOString(), ...message,
    });
    if (status >= 300) throw new Error(`The door refused: ${JSON.stringify(body)}`);
    const [row] = await this.rows.sql.all<{ id: string }>('select id from case_files where number = ?', [body.caseNumber]);
    return { ...body, id: row!.id };
  }

  /** The version a person would see who has just opened the case. */
  private readonly versionOf = async (caseId: string): Promise<number> => {
    const [row] = await this.rows.sql.all<{ version: number }>('select version from case_files where id = ?', [caseId]);
    return Number(row?.version ?? 1);
  };

  /** A session of this person, as a browser’s cookie carries it. */
  async session(login: string): Promise<string> {
    const known = this.sessions.get(login);
    const now = this.clock.now();
    const user = await this.rows.one(User, { login });
    if (!user) throw new Error(`No user ${login}`);
    const session = known ?? newToken();
    this.sessions.set(login, session);
    await this.database.write('person', async (turn) => {
      await turn.rows.delete(Session, { id: tokenHash(session) });
      // Once: a person may do two things at the same time.
      await turn.rows.insertOnce(Session, { id: tokenHash(session), userId: user.id, createdAt: now, lastSeenAt: now, expiresAt: now + 3_600_000 });
    });
    return session;
  }

  private async token(handle: string): Promise<string> {
    let token = this.tokens.get(handle);
    if (!token) {
      const account = (await this.app.get(Directory).refresh()).accountByHandle(handle);
      token = await this.database.write('person', (turn) => this.app.get(Identity).makeToken(turn, `test ${handle}`, 'channel', account.id));
      this.tokens.set(handle, token);
    }
    return token;
  }

  private async inject(method: Method, url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await this.app.getHttpAdapter().getInstance().inject({
      method, url,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { payload: raw ? body : JSON.stringify(body) }),
    });
    const json = /[/+]json/.test(String(response.headers['content-type'] ?? ''));
    return { status: response.statusCode, body: (json ? response.json() : response.body) as Record<string, unknown>, headers: response.headers };
  }
}

type Table = (typeof ENTITIES)[number];
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Say = (method: Method, url: string, body: unknown, headers: Record<string, string>) => Promise<Answer>;

export class Speaker {
  constructor(
    private readonly say: Say,
    private readonly versionOf: (caseId: string) => Promise<number>,
  ) {}

  async get<T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return (await this.say('GET', url, undefined, headers)) as Answer<T>;
  }
  async post<T = Record<string, unknown>>(url: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return (await this.say('POST', url, body, headers)) as Answer<T>;
  }
  async put<T = Record<string, unknown>>(url: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return (await this.say('PUT', url, body, headers)) as Answer<T>;
  }
  async delete<T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return (await this.say('DELETE', url, undefined, headers)) as Answer<T>;
  }
  /** An act on a case at its present version; throws with the problem if it is refused. */
  async act<T = Record<string, unknown>>(act: string, caseId: string, body: Record<string, unknown> = {}): Promise<T> {
    let answer = await this.try<T>(act, caseId, body);
    const shown = answer.body as { code?: unknown; verdictHash?: unknown };
    // A person who is shown warnings reads them and goes on.
    if (shown.code === 'findings_not_seen') answer = await this.try<T>(act, caseId, { ...body, seenVerdict: shown.verdictHash });
    if (answer.status >= 300) throw new Error(`${act} was refused: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  /** The same, answering the refusal instead of throwing it. */
  async try<T = Record<string, unknown>>(act: string, caseId: string, body: Record<string, unknown> = {}): Promise<Answer<T>> {
    return await this.post<T>(`/api/v1/cases/${caseId}/${act}`, { version: await this.versionOf(caseId), ...body });
  }
}
