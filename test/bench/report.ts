/**
 * A month's report in an installation of N cases and ten times as many events, three years of them, put straight into the
 * tables: the figures, source by source, the ledgers and the other reports, the desk's figures of today, drafting and issuing
 * the monthly report with its frozen list, and a workbook of fifty thousand detail rows with the memory it takes, against one
 * plain GROUP BY in the same run. Medians of several runs; the machine is noisy.
 *
 *   node test/bench/report.ts [cases=100000] [--postgres] [--keep FOLDER] [--figures]
 *
 * `--postgres`: on a server of its own, or on that of DATABASE_URL. `--keep` leaves the SQLite file there; what is filled
 * already, folder or database, is read again. `--figures` stops after the figures.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { postgres: { type: 'boolean' }, keep: { type: 'string' }, figures: { type: 'boolean' } } });
const CASES = Number(positionals[0] ?? 100_000);
const DIST = '../../dist';
const BUILD = '../../config/build/ensure-built.mjs';
const MONTHS_FILLED = './filled-months.ts';
const FILLING = './filling.ts';
const POSTGRES = '../support/postgres.ts';
((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

/** Built code, typed by its source. */
const application = (await import(`${DIST}/application.js`)) as typeof import('../../src/application.js');
const { readSettings } = (await import(`${DIST}/base/settings.js`)) as typeof import('../../src/base/settings.js');
const { StoppedClock } = (await import(`${DIST}/base/clock.js`)) as typeof import('../../src/base/clock.js');
const { Database } = (await import(`${DIST}/base/database/database.js`)) as typeof import('../../src/base/database/database.js');
const { Rulebook } = (await import(`${DIST}/base/policy.js`)) as typeof import('../../src/base/policy.js');
const { Registry } = (await import(`${DIST}/registry/registry.service.js`)) as typeof import('../../src/registry/registry.service.js');
const { Directory } = (await import(`${DIST}/registry/directory.js`)) as typeof import('../../src/registry/directory.js');
const { User } = (await import(`${DIST}/identity/identity.entities.js`)) as typeof import('../../src/identity/identity.entities.js');
const { Reporting } = (await import(`${DIST}/reporting/reporting.service.js`)) as typeof import('../../src/reporting/reporting.service.js');
const { Compiling } = (await import(`${DIST}/reporting/compiling.service.js`)) as typeof import('../../src/reporting/compiling.service.js');
const { Issuing } = (await import(`${DIST}/reporting/issuing.service.js`)) as typeof import('../../src/reporting/issuing.service.js');
const { Monthly } = (await import(`${DIST}/reporting/monthly.service.js`)) as typeof import('../../src/reporting/monthly.service.js');
const { TodayView } = (await import(`${DIST}/views/today.service.js`)) as typeof import('../../src/views/today.service.js');
const { formOf, REPORT_FORMATS } = (await import(`${DIST}/reporting/report-files.js`)) as typeof import('../../src/reporting/report-files.js');
const { cellsOf, spansOf } = (await import(`${DIST}/reporting/figures.query.js`)) as typeof import('../../src/reporting/figures.query.js');
const { LEDGER_KEYS, ledgerRows } = (await import(`${DIST}/reporting/ledgers.query.js`)) as typeof import('../../src/reporting/ledgers.query.js');
const { FilledMonths, FILLED_TABLES } = (await import(MONTHS_FILLED)) as typeof import('./filled-months.js');
const { fillingPostgres, fillingSqlite } = (await import(FILLING)) as typeof import('./filling.js');
const { startPostgres } = (await import(POSTGRES)) as typeof import('../support/postgres.js');
const { SOURCE_NAMES } = (await import(`${DIST}/core/figures.js`)) as typeof import('../../src/core/figures.js');

const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const MONTHS = 36;
const DETAILS = 50_000;
const LENGTHS = ['duration', 'overdue', 'ageing'] as const;
const UNITS = Array.from({ length: 30 }, (_, n) => ({ code: `d${n}`, name: `单位${n}`, organisation: 'office' }));

const server = options.postgres && !process.env['DATABASE_URL'] ? await startPostgres({ durable: true }) : null;
const databaseUrl = server?.url ?? (options.postgres ? process.env['DATABASE_URL'] : undefined);
const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const settings = readSettings({ DATA_DIR: folder, WORKERS: '1', LOG_LEVEL: 'error', ...(databaseUrl && { DATABASE_URL: databaseUrl }) });
const opened = () => application.createApplication(settings, new StoppedClock(NOW), { beating: false });

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
interface Taken {
  readonly elapsed: number;
  /** Of this process with its threads, and of the server where it runs on this machine. */
  readonly processor: number;
}

/** The parent of the server’s processes, by its own word; null of the embedded database, and of a server elsewhere. */
let serverParent: number | null = null;
/** Ticks of ten milliseconds, see proc(5): of the parent, of those that ended, and of each that lives. */
function serverProcessor(): number {
  if (serverParent === null) return 0;
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      if (Number(name) === serverParent) ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
      else if (Number(fields[1]) === serverParent) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended since.
    }
  }
  return ticks * 10;
}
async function timed(work: () => Promise<unknown>, runs = 3): Promise<Taken> {
  const took: Taken[] = [];
  for (let run = 0; run < runs; run++) {
    const [begun, before, served] = [performance.now(), process.cpuUsage(), serverProcessor()];
    await work();
    const { user, system } = process.cpuUsage(before);
    took.push({ elapsed: performance.now() - begun, processor: (user + system) / 1000 + serverProcessor() - served });
  }
  return { elapsed: median(took.map(({ elapsed }) => elapsed)), processor: median(took.map(({ processor }) => processor)) };
}

async function registered(app: Awaited<ReturnType<typeof opened>>): Promise<void> {
  await app.get(Registry).take({
    organisations: [{ code: 'office', name: '政务新媒体中心' }],
    departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }, ...UNITS],
    accounts: Array.from({ length: 6 }, (_, n) => ({ handle: `a${n}`, platform: 'wechat' as const, name: `账号${n}`, sponsor: 'office' })),
    users: [
      ...UNITS.map(({ code }) => ({ login: code, name: `承办${code}`, department: code, roles: ['handler' as const] })),
      { login: 'drafts', name: '起草', department: 'center', roles: ['coordinator'] }, { login: 'signs', name: '签发', department: 'center', roles: ['reviewer'] },
    ],
  });
  await app.get(Directory).refresh(true);
}

async function fill(): Promise<void> {
  const begun = performance.now();
  const app = await opened();
  await registered(app);
  const [directory, people] = [app.get(Directory), (await app.get(Database).rows.find(User, {}, { orderBy: 'id' })).map(({ id }) => id)];
  const months = new FilledMonths(directory.allAccounts().map(({ id }) => id), directory.allDepartments().map(({ id }) => id), people, app.get(Rulebook).calendarHash, NOW);
  await application.closeApplication(app);
  const filling = databaseUrl ? await fillingPostgres(databaseUrl) : fillingSqlite(join(folder, 'huiyin.sqlite'));
  const indexed = await filling.withoutIndexes(FILLED_TABLES);
  await months.fill(MONTHS, Math.ceil(CASES / MONTHS), filling.run);
  const filled = performance.now();
  await indexed();
  await filling.settle();
  await filling.close();
  say(`filled in ${((filled - begun) / 1000).toFixed(0)} s, indexed in ${((performance.now() - filled) / 1000).toFixed(0)} s`);
}

async function isFilled(): Promise<boolean> {
  const app = await opened();
  const found = await app.get(Database).rows.sql.all('select 1 as one from case_files limit 1');
  await application.closeApplication(app);
  return found.length > 0;
}

/** What a process of its own takes to write a report as a workbook, ms and bytes: here the heap of what was measured before would hide it. */
function writtenAlone(report: object): { elapsed: number; grown: number; whole: number } {
  const file = join(tmpdir(), `huiyin-report-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(report));
  try {
    const child = execFileSync(process.execPath, ['--expose-gc', '--disable-warning=ExperimentalWarning', fileURLToPath(new URL('workbook.ts', import.meta.url)), file], { encoding: 'utf8' });
    return JSON.parse(child) as ReturnType<typeof writtenAlone>;
  } finally {
    rmSync(file);
  }
}
const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`;

async function measure(app: Awaited<ReturnType<typeof opened>>): Promise<void> {
  const database = app.get(Database);
  const { sql } = database.heavy;
  if (databaseUrl && /@(127\.0\.0\.1|localhost)/.test(databaseUrl)) {
    const [own] = await sql.all<{ pid: number }>('select pg_backend_pid() as pid');
    serverParent = Number(readFileSync(`/proc/${own!.pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
  }
  const [{ cases, events }] = (await sql.all<{ cases: number; events: number }>('select (select count(*) from case_files) as cases, (select count(*) from case_events) as events')) as [{ cases: number; events: number }];
  say(`${database.dialect}: ${cases} cases in three years, ${events} events\n\n| what | ms | of them processor |\n| --- | ---: | ---: |`);
  const row = async (what: string, work: () => Promise<unknown>, runs = 3): Promise<void> => {
    const { elapsed, processor } = await timed(work, runs);
    say(`| ${what} | ${elapsed.toFixed(1)} | ${processor.toFixed(1)} |`);
  };

  const [reporting, calendar] = [app.get(Reporting), app.get(Rulebook).today];
  const period = { from: calendar.instant('2026-10-01'), to: calendar.instant('2026-11-01') };
  await row('GROUP BY account, kind, unit of the month’s cases', () => sql.all('select account_id, kind, department_id, count(*) from case_files where received_at >= ? and received_at < ? group by 1, 2, 3', [period.from, period.to]));
  await row('GROUP BY account, kind, unit of all cases', () => sql.all('select account_id, kind, department_id, count(*) from case_files group by 1, 2, 3'));
  await row('all figures of the month, as of now', () => reporting.period(period));
  await row('all figures of the month, as of an earlier instant', () => reporting.period(period, { asOf: NOW - 1 }));
  await row('with the main figures of the month and the year before', () => reporting.month('2026-10'));
  const window = { ...period, asOf: NOW, live: true, zoneOffsetMinutes: calendar.zoneOffsetMinutes };
  for (const source of SOURCE_NAMES) await row(`  source ${source}`, () => cellsOf(sql, source, window));
  for (const length of LENGTHS) await row(`  lengths ${length}`, () => spansOf(sql, length, window));
  if (options.figures) return;

  const accountIds = new Set(app.get(Directory).allAccounts().map(({ id }) => id));
  const [drafts, signs] = await Promise.all(['drafts', 'signs'].map(async (login) => {
    const { id, name, roles, departmentId, organisationId } = (await database.rows.one(User, { login }))!;
    return { kind: 'person' as const, id, name, roles, departmentId, organisationId };
  }));
  await row('the desk’s figures of today, with the forecast', () => app.get(TodayView).of(drafts!));
  for (const key of LEDGER_KEYS) await row(`  rows of ledger ${key}`, () => ledgerRows(sql, key, { ...period, asOf: NOW }));
  const compiled = (form: 'ledgers' | 'warnings' | 'self_check' | 'workload', name: string): Promise<void> => row(`report ${form}`, () => app.get(Compiling).compiled({ form, period: name }, { accountIds, person: drafts! }));
  await compiled('ledgers', '2026-10');
  await compiled('warnings', '2026-W46');
  await compiled('self_check', '2026-10');
  await compiled('workload', '2026-10');
  await row('cases proposed as typical', () => app.get(Compiling).proposals('2026-10', accountIds));

  const issuing = app.get(Issuing);
  const known = await database.rows.sql.all<{ id: string }>(`select id from issued_reports where form = 'monthly' and period = '2026-10'`);
  if (known.length === 0) {
    let id = '';
    await row('the monthly report drafted, its list frozen', async () => void ({ id } = await issuing.draft(drafts!, { form: 'monthly', period: '2026-10' })), 1);
    await row('counted and frozen anew', () => issuing.renew(drafts!, id), 1);
    await row('approved, and issued in all its files', () => issuing.approve(signs!, id), 1);
    const [{ frozen }] = (await database.rows.sql.all<{ frozen: number }>('select count(*) as frozen from report_cases where report_id = ?', [id])) as [{ frozen: number }];
    say(`| (cases frozen) | ${frozen} | |`);
  }
  const report = await app.get(Monthly).report('2026-10');
  const details = report.document.details!;
  for (const format of REPORT_FORMATS) await row(`  written as ${format}`, () => formOf(report, format), 1);
  const repeated = Array.from({ length: DETAILS }, (_, index) => details.rows[index % details.rows.length]!);
  const large = { ...report, document: { ...report.document, details: { ...details, rows: repeated } } };
  const { elapsed, grown, whole } = writtenAlone(large);
  say(`|   written as xlsx with ${DETAILS} detail rows, by a process of its own | ${elapsed.toFixed(1)} | |`);
  say(`| (it grew by ${megabytes(grown)}, to ${megabytes(whole)}; the ${details.rows.length} cases of the month were repeated to fill it) | | |`);
  say(`| (memory of the whole process at most: ${megabytes(process.resourceUsage().maxRSS * 1024)}) | | |`);
}

try {
  if (!(await isFilled())) await fill();
  const app = await opened();
  try {
    await registered(app);
    await measure(app);
  } finally {
    await application.closeApplication(app);
  }
} finally {
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
  await server?.stop();
}
