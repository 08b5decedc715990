/**
 * A month's report in an installation of N cases and ten times as many events, three years of them, put straight into the
 * tables: the figures, the lists behind them, the frozen list, the document, and a workbook of fifty thousand detail rows with
 * the memory it takes, against one plain GROUP BY in the same run. Medians of several runs; the machine is noisy.
 *
 *   node test/bench/report.ts [cases=100000] [folder]      (DATABASE_URL: PostgreSQL; a folder or database that is filled already is read again)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CASES = Number(process.argv[2] ?? 100_000);
const KEPT = process.argv[3];
const DIST = '../../dist';
const BUILD = '../../config/build/ensure-built.mjs';
const FILLING = './filled-months.ts';
((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

/** Built code, typed by its source. */
const application = (await import(`${DIST}/application.js`)) as typeof import('../../src/application.js');
const { readSettings } = (await import(`${DIST}/base/settings.js`)) as typeof import('../../src/base/settings.js');
const { StoppedClock } = (await import(`${DIST}/base/clock.js`)) as typeof import('../../src/base/clock.js');
const { Database } = (await import(`${DIST}/base/database/database.js`)) as typeof import('../../src/base/database/database.js');
const { Rulebook } = (await import(`${DIST}/base/policy.js`)) as typeof import('../../src/base/policy.js');
const { Registry } = (await import(`${DIST}/registry/registry.service.js`)) as typeof import('../../src/registry/registry.service.js');
const { Directory } = (await import(`${DIST}/registry/directory.js`)) as typeof import('../../src/registry/directory.js');
const { Reporting } = (await import(`${DIST}/reporting/reporting.service.js`)) as typeof import('../../src/reporting/reporting.service.js');
const { Monthly } = (await import(`${DIST}/reporting/monthly.service.js`)) as typeof import('../../src/reporting/monthly.service.js');
const { formOf, REPORT_FORMATS } = (await import(`${DIST}/reporting/report-files.js`)) as typeof import('../../src/reporting/report-files.js');
const { cellsOf } = (await import(`${DIST}/reporting/figures.query.js`)) as typeof import('../../src/reporting/figures.query.js');
const { FilledMonths } = (await import(FILLING)) as typeof import('./filled-months.js');
const { SOURCE_NAMES } = (await import(`${DIST}/core/figures.js`)) as typeof import('../../src/core/figures.js');

const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const MONTHS = 36;
const DETAILS = 50_000;

const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const settings = readSettings({
  DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL',
  ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }),
});
const app = await application.createApplication(settings, new StoppedClock(NOW), { beating: false });
const database = app.get(Database);

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
interface Taken {
  readonly elapsed: number;
  /** Of this process alone: with the embedded database all of it, with a server what is left. */
  readonly processor: number;
}
async function timed(work: () => Promise<unknown>, runs = 3): Promise<Taken> {
  const took: Taken[] = [];
  for (let run = 0; run < runs; run++) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    took.push({ elapsed: performance.now() - begun, processor: (user + system) / 1000 });
  }
  return { elapsed: median(took.map(({ elapsed }) => elapsed)), processor: median(took.map(({ processor }) => processor)) };
}
const table = (rows: readonly (readonly [string, Taken])[]): string =>
  ['| what | ms | of them processor |', '| --- | ---: | ---: |', ...rows.map(([what, { elapsed, processor }]) => `| ${what} | ${elapsed.toFixed(1)} | ${processor.toFixed(1)} |`)].join('\n');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function fill(): Promise<void> {
  const begun = performance.now();
  await app.get(Registry).take({
    organisations: [{ code: 'office', name: '政务新媒体中心' }],
    departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }, ...Array.from({ length: 30 }, (_, n) => ({ code: `d${n}`, name: `单位${n}`, organisation: 'office' }))],
    accounts: Array.from({ length: 6 }, (_, n) => ({ handle: `a${n}`, platform: 'wechat' as const, name: `账号${n}`, sponsor: 'office' })),
  });
  const directory = await app.get(Directory).refresh(true);
  const filled = new FilledMonths(directory.allAccounts().map(({ id }) => id), directory.allDepartments().map(({ id }) => id), app.get(Rulebook).calendarHash, NOW);
  await filled.fill(MONTHS, Math.ceil(CASES / MONTHS), (act) => database.write('person', act));
  if (database.dialect === 'postgresql') await database.write('person', async (turn) => void (await turn.sql.run('analyze')));
  say(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}

try {
  const { sql } = database.rows;
  if ((await sql.all('select 1 as one from case_files limit 1')).length === 0) await fill();
  const [{ cases, events }] = (await sql.all<{ cases: number; events: number }>('select (select count(*) from case_files) as cases, (select count(*) from case_events) as events')) as [{ cases: number; events: number }];
  say(`${database.dialect}: ${cases} cases in three years, ${events} events\n`);

  await app.get(Directory).refresh(true);
  const [reporting, monthly, calendar] = [app.get(Reporting), app.get(Monthly), app.get(Rulebook).today];
  const period = { from: calendar.instant('2026-10-01'), to: calendar.instant('2026-11-01') };
  const rows: [string, Taken][] = [
    ['GROUP BY account, kind, unit of the month’s cases', await timed(() => sql.all('select account_id, kind, department_id, count(*) from case_files where received_at >= ? and received_at < ? group by 1, 2, 3', [period.from, period.to]))],
    ['GROUP BY account, kind, unit of all cases', await timed(() => sql.all('select account_id, kind, department_id, count(*) from case_files group by 1, 2, 3'))],
    ['all figures of the month, as of now', await timed(() => reporting.period(period))],
    ['all figures of the month, as of an earlier instant', await timed(() => reporting.period(period, { asOf: NOW - 1 }))],
    ['with the main figures of the month and the year before', await timed(() => reporting.month('2026-10'))],
  ];
  const window = { ...period, asOf: NOW, live: true, zoneOffsetMinutes: calendar.zoneOffsetMinutes };
  for (const source of SOURCE_NAMES) rows.push([`  source ${source}`, await timed(() => cellsOf(sql, source, window))]);
  if (process.argv.includes('--figures')) {
    say(table(rows));
    process.exit(0);
  }
  let report = await monthly.report('2026-10');
  rows.push(['the whole document of the month, with its frozen list', await timed(async () => (report = await monthly.report('2026-10')), 1)]);
  const details = report.document.details!;
  for (const format of REPORT_FORMATS) rows.push([`  written as ${format}`, await timed(() => formOf(report, format), 1)]);
  const repeated = Array.from({ length: DETAILS }, (_, index) => details.rows[index % details.rows.length]!);
  const large = { ...report, document: { ...report.document, details: { ...details, rows: repeated } } };
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  rows.push([`  written as xlsx with ${DETAILS} detail rows`, await timed(() => formOf(large, 'xlsx'), 1)]);
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage().rss);
  say(`The workbook of ${DETAILS} rows took ${((peak - before) / 1_048_576).toFixed(0)} MB more than before; ${details.rows.length} cases of the month were repeated to fill it.\n`);
  say(table(rows));
} finally {
  await application.closeApplication(app);
  if (!KEPT) rmSync(folder, { recursive: true, force: true });
}
