// The sweep of the escalation ladder with many open clocks, 1 % of them due: seconds to mark all, seconds of the processor,
// the plan of its one query, memory, and what an idle sweep costs, which must not grow with the number of open clocks.
// Beside it, in the same run and on the same database, the plain writing of as many rows.
// node test/bench/sweep.mjs [--postgres] [open clocks … = 10000 100000]
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';
import { startPostgres } from '../support/postgres.ts';

ensureBuilt();
const onPostgres = process.argv.includes('--postgres');
const sizes = process.argv.slice(2).map(Number).filter((size) => size > 0);
const { createApplication, closeApplication } = await import('../../dist/application.js');
const { readSettings } = await import('../../dist/base/settings.js');
const { SimulatedClock } = await import('../../dist/base/clock.js');
const { Registry } = await import('../../dist/registry/registry.service.js');
const { Directory } = await import('../../dist/registry/directory.js');
const { Intake } = await import('../../dist/intake/intake.service.js');
const { Escalation } = await import('../../dist/escalation/escalation.service.js');

const NOW = Date.parse('2026-03-12T10:00:00+08:00');
/** As many cases as the sweep commits together. */
const CASES_AT_ONCE = 32;
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const seconds = (since) => (performance.now() - since) / 1000;
/** Of this process; what PostgreSQL uses besides is its own. */
const processorSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
const FIRST_DUE = 'select id, case_id, next_rung_at from deadlines where next_rung_at is not null and next_rung_at <= 1 and (next_rung_at, id) > (0, \'\') order by next_rung_at, id limit 500';

/** What differs between the two: statements, a series of numbers, an id of a number, the plan. */
async function openSqlite(folder) {
  const database = new Sqlite(join(folder, 'huiyin.sqlite'));
  database.pragma('synchronous = off');
  return {
    all: async (sql) => database.prepare(sql).all(),
    run: async (sql) => void database.exec(sql),
    columns: async (table) => database.pragma(`table_info(${table})`).map(({ name }) => name),
    plan: async () => database.prepare(`explain query plan ${FIRST_DUE}`).all().map(({ detail }) => detail).join('; '),
    durable: async () => void database.pragma('synchronous = full'),
    series: (size) => `(with recursive s(i) as (select 1 union all select i + 1 from s where i < ${size}) select i from s) n`,
    id: `printf('019cb692-0000-7000-8000-%012x', i)`,
    no: '0',
    close: async () => void database.close(),
  };
}

async function openPostgres(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all = async (sql) => (await client.query(sql)).rows;
  return {
    all,
    run: async (sql) => void (await client.query(sql)),
    columns: async (table) => (await all(`select column_name as name from information_schema.columns where table_name = '${table}' order by ordinal_position`)).map(({ name }) => name),
    plan: async () => {
      await client.query('analyze deadlines');
      return (await all(`explain ${FIRST_DUE}`)).map((row) => row['QUERY PLAN'].trim()).join('; ');
    },
    durable: async () => undefined,
    series: (size) => `generate_series(1, ${size}) as n(i)`,
    id: `'019cb692-0000-7000-8000-' || lpad(to_hex(i), 12, '0')`,
    no: 'false',
    close: async () => await client.end(),
  };
}

/** One case through the real door, then as many copies of its rows as are wanted: the sweep reads nothing else. */
async function copies(database, size) {
  const copy = async (table, changed, where) => {
    const columns = await database.columns(table);
    const list = columns.map((name) => changed[name] ?? `"${name}"`).join(', ');
    await database.run(`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) select ${list} from ${table}, ${database.series(size)} where ${where}`);
  };
  const { id } = database;
  const due = `case when i % 100 = 0 then ${NOW - 3_600_000} + i % 1000 else ${NOW + 86_400_000} + i end`;
  await database.run('begin');
  const [{ id: first }] = await database.all('select id from case_files');
  await database.run("delete from deadlines where clock <> 'answer'");
  await copy('deadlines', { id, case_id: id, due_at: due, due_day: `'2026-03-12'`, next_rung_at: `(${due}) + 1`, proof: `'{}'` }, `case_id = '${first}'`);
  await copy('case_events', { id, case_id: id }, `case_id = '${first}' and seq = 1`);
  await copy('case_files', { id, number: `'bench-' || i`, next_due_at: due }, `id = '${first}'`);
  // The reminders before the due time went out in their time; what is due now is the miss.
  for (const rung of ['day_before', 'due_day']) {
    await database.run(
      `insert into rung_marks (id, deadline_id, case_id, epoch, revision, rung, at, marked_at, suppressed)
       select substr(id, 1, 35) || '${rung.slice(4, 5)}', id, case_id, epoch, revision, '${rung}', ${NOW - 86_400_000}, ${NOW - 86_400_000}, ${database.no} from deadlines where case_id <> '${first}' and next_rung_at <= ${NOW}`,
    );
  }
  for (const table of ['deadlines', 'case_events']) await database.run(`delete from ${table} where case_id = '${first}'`);
  await database.run(`delete from case_files where id = '${first}'`);
  await database.run('update deliveries set done_at = 0');
  await database.run('commit');
}

/** A mark, an event, a delivery and a changed clock and case each, as the sweep writes them, in as many commits. */
async function plainRows(database, fired) {
  await database.durable();
  await database.run('create table plain (id text primary key, text text)');
  const since = performance.now();
  for (let from = 0; from < fired; from += CASES_AT_ONCE) {
    await database.run('begin');
    for (let row = from * 5; row < Math.min(fired, from + CASES_AT_ONCE) * 5; row++) await database.run(`insert into plain values ('${row}', '${'x'.repeat(400)}')`);
    await database.run('commit');
  }
  return seconds(since);
}

async function measured(size) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-sweep-'));
  const server = onPostgres ? await startPostgres({ durable: true }) : null;
  const clock = new SimulatedClock(Date.parse('2026-03-04T10:00:00+08:00'));
  const settings = readSettings({ DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', ...(server && { DATABASE_URL: server.url }) });
  const app = await createApplication(settings, clock, { beating: false });
  await app.get(Registry).take({
    organisations: [{ code: 'office', name: '政务新媒体中心' }],
    departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }],
    accounts: [{ handle: 'bench', platform: 'wechat', name: '测试号', sponsor: 'office', attachMinutes: 0 }],
  });
  const account = app.get(Directory).accountByHandle('bench');
  const sample = { externalId: 's', occurredAt: clock.now(), kind: 'help', subject: '路灯', text: '路灯不亮', author: { id: 'u' } };
  await app.get(Intake).receive(account, { ...sample, raw: JSON.stringify(sample) }, { kind: 'system', name: 'bench' });
  await closeApplication(app);
  const before = server ? await openPostgres(server.url) : await openSqlite(folder);
  await copies(before, size);
  const plan = await before.plan();
  await before.close();

  clock.moveTo(NOW);
  const office = await createApplication(settings, clock, { beating: false });
  const escalation = office.get(Escalation);
  const [since, busySince] = [performance.now(), process.cpuUsage()];
  const fired = await escalation.sweep();
  const [took, busy, memory] = [seconds(since), processorSeconds(busySince), megabytes()];
  const idle = [];
  for (let round = 0; round < 200; round++) {
    const begun = performance.now();
    await escalation.sweep();
    idle.push(performance.now() - begun);
  }
  await closeApplication(office);

  const after = server ? await openPostgres(server.url) : await openSqlite(folder);
  const [check] = await after.all(`select count(*) as marks, count(distinct deadline_id) as clocks from rung_marks where marked_at = ${NOW}`);
  const floor = await plainRows(after, fired);
  await after.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
  return { size, fired, took, busy, floor, memory, idle: median(idle), plan, check };
}

console.log(onPostgres ? 'PostgreSQL, durable' : 'SQLite, durable');
console.log('| open clocks | rungs marked | seconds | of the processor | plain rows, as many and as often committed | MB | idle sweep, ms (median of 200) |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
const plans = new Set();
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
  const { fired, took, busy, floor, memory, idle, plan, check } = await measured(size);
  plans.add(plan);
  console.log(`| ${size.toLocaleString('en')} | ${fired} | ${took.toFixed(2)} | ${busy.toFixed(2)} | ${floor.toFixed(2)} | ${memory} | ${idle.toFixed(2)} |`);
  if (fired !== Math.floor(size / 100) || Number(check.marks) !== Number(check.clocks) || Number(check.marks) !== fired) throw new Error(`marked ${fired}, found ${JSON.stringify(check)}`);
}
for (const plan of plans) console.log(`plan: ${plan}`);
