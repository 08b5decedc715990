/**
 * The figures of one month over N cases put straight into the tables, three years of them, against one plain GROUP BY
 * in the same run; the document of the month and its forms, and a workbook of fifty thousand detail rows with the memory it
 * takes. Medians of several runs; the machine is noisy.
 *
 *   node test/bench/figures.ts [cases=100000] [dist=../../dist]      (DATABASE_URL: PostgreSQL, an empty database)
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CASES = Number(process.argv[2] ?? 100_000);
const DIST = process.argv[3] ?? '../../dist';
const BUILD = '../../config/build/ensure-built.mjs';
if (!process.argv[3]) ((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

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
const { SOURCE_NAMES } = (await import(`${DIST}/core/figures.js`)) as typeof import('../../src/core/figures.js');

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const BEGIN = Date.parse('2023-11-01T00:00:00+08:00');
const KINDS = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'correction', 'thanks', 'other'];
const BATCH = 2000;
const DETAILS = 50_000;

type Value = string | number | boolean | null;
type Values = Record<string, Value>;

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const settings = readSettings({
  DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL',
  ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }),
});
const app = await application.createApplication(settings, new StoppedClock(NOW), { beating: false });
const database = app.get(Database);

let dice = 7;
const roll = (): number => (dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
let last = 0;
const id = (): string => `00000000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;

class Filler {
  private readonly waiting = new Map<string, Values[]>();

  private readonly accounts: readonly string[];
  private readonly departments: readonly string[];
  private readonly calendarHash: string;

  // Written out: node runs this file by leaving the types away, and parameter properties are more than types.
  constructor(accounts: readonly string[], departments: readonly string[], calendarHash: string) {
    this.accounts = accounts;
    this.departments = departments;
    this.calendarHash = calendarHash;
  }

  put(table: string, values: Values): void {
    const rows = this.waiting.get(table);
    if (rows) rows.push(values);
    else this.waiting.set(table, [values]);
  }

  /** A case as the line leaves it: nine clocks, eight events, and what the rooms keep of it. */
  case(receivedAt: number): void {
    const file = id();
    const department = one(this.departments);
    const open = NOW - receivedAt < 10 * DAY && roll() < 0.6;
    const answeredAt = open ? null : receivedAt + Math.floor(roll() * 9 * DAY);
    this.put('case_files', {
      id: file, number: file, account_id: one(this.accounts), state: open ? 'handling' : 'closed', version: 9, kind: one(KINDS), first_kind: 'other',
      urgency: 'ordinary', grade: 'A', sensitive: false, group_matter: false, repeat_count: roll() < 0.05 ? 1 : 0, publicity: 'public',
      subject: '夜间施工噪声扰民，盼有关部门处理', contactable: roll() < 0.8, anonymous: false, origin_system: 'own', has_instruction: false,
      department_id: department, returns: 0, clarifications: 0, extensions: 0, reopenings: 0, epoch: 1, policy: 'default', occurred_at: receivedAt,
      received_at: receivedAt, answered_at: answeredAt, history: false, last_seq: 8, last_hash: 'h'.repeat(64),
    });
    const clock = (name: string, start: number, length: number, took: number, act: string, unit: string | null): void => {
      const [due, stop] = [start + length, answeredAt === null ? null : Math.min(start + took, answeredAt)];
      this.put('deadlines', {
        id: id(), case_id: file, clock: name, epoch: 1, department_id: unit, policy_hash: 'p'.repeat(64), calendar_hash: this.calendarHash,
        start_act: 'receive', start_at: start, amount: 5, unit: 'workingDay', window: false, due_at: due, original_due_at: due, due_day: '2026-10-10',
        provisional: false, pauses: '[]', extension: '[]', revision: 0, stopped_at: stop, stop_act: stop === null ? null : act,
        verdict: stop === null ? null : stop > due ? 'late' : 'on_time', proof: 'x'.repeat(600), proof_hash: 'h'.repeat(64),
      });
    };
    const took = (answeredAt ?? NOW) - receivedAt;
    clock('answer', receivedAt, 7 * DAY, took, 'publish', null);
    clock('screen', receivedAt, 6 * HOUR, 2 * HOUR, 'pass', null);
    clock('dispatch', receivedAt + 2 * HOUR, 6 * HOUR, 4 * HOUR, 'assign', null);
    clock('acknowledge', receivedAt + 6 * HOUR, DAY, Math.floor(roll() * 1.1 * DAY), 'acknowledge', department);
    clock('contact', receivedAt + DAY, DAY, Math.floor(roll() * 1.1 * DAY), 'log_contact', department);
    clock('leg', receivedAt + 6 * HOUR, 6 * DAY, took - DAY, 'publish', department);
    clock('review', receivedAt + DAY, DAY, HOUR, 'approve', null);
    clock('publish', receivedAt + DAY, 6 * HOUR, HOUR, 'publish', null);
    this.rest(file, department, receivedAt, answeredAt);
  }

  private rest(file: string, department: string, receivedAt: number, answeredAt: number | null): void {
    const acts = ['receive', 'pass', 'assign', 'acknowledge', 'log_contact', 'submit_reply', 'approve', 'publish'];
    for (const [seq, act] of acts.slice(0, answeredAt === null ? 5 : 8).entries()) {
      this.put('case_events', {
        id: id(), case_id: file, seq: seq + 1, act, at: receivedAt + seq * HOUR, written_at: receivedAt + seq * HOUR, actor_kind: 'person', to_state: 'handling',
        facts: '{}', previous_hash: 'h'.repeat(64), hash: 'h'.repeat(64),
      });
    }
    this.put('assignments', { id: id(), case_id: file, department_id: department, assigned_at: receivedAt + 6 * HOUR });
    this.put('screenings', { id: id(), case_id: file, at: receivedAt + HOUR, verdict: roll() < 0.1 ? 'hold' : 'pass', kind: 'other', urgency: 'ordinary', sensitive: false, reasons: '[]', engine: 'e', earlier: '[]' });
    if (roll() < 0.05) this.put('return_requests', { id: id(), case_id: file, department_id: department, signed_by: 's', asked_at: receivedAt + DAY, basis: 'x'.repeat(200), state: 'granted', decided_at: receivedAt + 2 * DAY });
    if (roll() < 0.05) this.put('extension_requests', { id: id(), case_id: file, asked_by: 's', asked_at: receivedAt + DAY, amount: 5, reason: 'x'.repeat(200), state: 'granted', decided_at: receivedAt + 2 * DAY });
    if (roll() < 0.1) this.put('relabels', { id: id(), case_id: file, by: 's', at: receivedAt + HOUR, before: '{}', after: '{}', downwards: roll() < 0.5 });
    if (roll() < 0.05) this.put('papers', { id: id(), case_id: file, sort: 'urge', state: 'issued', department_id: department, reason: 'x'.repeat(100), level: 'ordinary', issued_at: receivedAt + 7 * DAY, created_at: receivedAt + 7 * DAY });
    if (answeredAt === null) return;
    this.put('publications', { id: id(), case_id: file, reply_id: 'r', epoch: 1, published_at: answeredAt, public: roll() < 0.8, public_subject: 'x', public_message: 'x'.repeat(200), public_reply: 'x'.repeat(300), to_citizen: 'x'.repeat(300), delivery_state: 'delivered', delivery_key: file });
    if (roll() < 0.3) this.put('ratings', { id: id(), case_id: file, epoch: 1, satisfaction: one(['satisfied', 'fairly', 'dissatisfied']), resolved: one(['yes', 'partly', 'no']), text: '', at: answeredAt + DAY });
  }

  /** All that waits, in statements of many rows. */
  async flush(): Promise<void> {
    await database.write('person', async (turn) => {
      for (const [table, rows] of this.waiting) {
        const shapes = Map.groupBy(rows, (row) => Object.keys(row).join());
        for (const alike of shapes.values()) {
          for (let from = 0; from < alike.length; from += 100) {
            const some = alike.slice(from, from + 100);
            const columns = Object.keys(some[0]!);
            const marks = `(${columns.map(() => '?').join(', ')})`;
            await turn.sql.run(
              `insert into ${table} (${columns.map((each) => `"${each}"`).join(', ')}) values ${some.map(() => marks).join(', ')}`,
              some.flatMap((row) => columns.map((column) => row[column]!)),
            );
          }
        }
      }
    });
    this.waiting.clear();
  }
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
async function timed(work: () => Promise<unknown>, runs = 5): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  return median(took);
}
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

try {
  await app.get(Registry).take({
    organisations: [{ code: 'office', name: '政务新媒体中心' }],
    departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }, ...Array.from({ length: 30 }, (_, n) => ({ code: `d${n}`, name: `单位${n}`, organisation: 'office' }))],
    accounts: Array.from({ length: 6 }, (_, n) => ({ handle: `a${n}`, platform: 'wechat' as const, name: `账号${n}`, sponsor: 'office' })),
  });
  const directory = await app.get(Directory).refresh(true);
  const filler = new Filler(directory.allAccounts().map((each) => each.id), directory.allDepartments().map((each) => each.id), app.get(Rulebook).calendarHash);
  const filled = performance.now();
  for (let index = 0; index < CASES; index++) {
    filler.case(BEGIN + Math.floor(((NOW - BEGIN) * index) / CASES));
    if (index % BATCH === BATCH - 1) await filler.flush();
  }
  await filler.flush();
  if (database.dialect === 'postgresql') await database.write('person', async (turn) => await turn.sql.run('analyze'));
  say(`${database.dialect}: ${CASES} cases in three years, filled in ${((performance.now() - filled) / 1000).toFixed(0)} s\n`);

  const reporting = app.get(Reporting);
  const calendar = app.get(Rulebook).today;
  const period = { from: calendar.instant('2026-10-01'), to: calendar.instant('2026-11-01') };
  const { sql } = database.rows;
  const rows: [string, number][] = [
    ['GROUP BY account, kind, unit of the month’s cases', await timed(() => sql.all('select account_id, kind, department_id, count(*) from case_files where received_at >= ? and received_at < ? group by 1, 2, 3', [period.from, period.to]))],
    ['GROUP BY account, kind, unit of all cases', await timed(() => sql.all('select account_id, kind, department_id, count(*) from case_files group by 1, 2, 3'))],
    ['all figures of the month, as of now', await timed(() => reporting.period(period))],
    ['all figures of the month, as of an earlier instant', await timed(() => reporting.period(period, { asOf: NOW - 1 }))],
    ['the report: with the month and the year before', await timed(() => reporting.month('2026-10'))],
  ];
  const window = { ...period, asOf: NOW, live: true, zoneOffsetMinutes: calendar.zoneOffsetMinutes };
  for (const source of SOURCE_NAMES) rows.push([`  source ${source}`, await timed(() => cellsOf(sql, source, window))]);
  const monthly = app.get(Monthly);
  let report = await monthly.report('2026-10');
  rows.push(['the whole document of the month, with its frozen list', await timed(async () => (report = await monthly.report('2026-10')), 3)]);
  const { details } = report.document;
  const repeated = Array.from({ length: DETAILS }, (_, index) => details.rows[index % details.rows.length]!);
  const large = { ...report, document: { ...report.document, details: { ...details, rows: repeated } } };
  for (const format of REPORT_FORMATS) rows.push([`  written as ${format}`, await timed(() => formOf(report, format), 3)]);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  rows.push([`  written as xlsx with ${DETAILS} detail rows`, await timed(() => formOf(large, 'xlsx'), 1)]);
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage().rss);
  say(`The workbook of ${DETAILS} rows took ${((peak - before) / 1_048_576).toFixed(0)} MB more than before; ${details.rows.length} cases of the month were repeated to fill it.\n`);
  say('| what | ms |\n| --- | ---: |');
  for (const [what, ms] of rows) say(`| ${what} | ${ms.toFixed(1)} |`);
} finally {
  await application.closeApplication(app);
  rmSync(folder, { recursive: true, force: true });
}
