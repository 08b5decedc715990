// The sweep of the escalation ladder with many open clocks, 1 % of them due: seconds to mark all, the plan of its one
// query, memory, and what an idle sweep costs, which must not grow with the number of open clocks. Beside it, in the same
// run, the plain writing of as many rows.
// node test/bench/sweep.mjs [open clocks … = 10000 100000]
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const sizes = process.argv.slice(2).map(Number).filter((size) => size > 0);
const { createApplication, closeApplication } = await import('../../dist/application.js');
const { readSettings } = await import('../../dist/base/settings.js');
const { SimulatedClock } = await import('../../dist/base/clock.js');
const { Registry } = await import('../../dist/registry/registry.service.js');
const { Directory } = await import('../../dist/registry/directory.js');
const { Intake } = await import('../../dist/intake/intake.service.js');
const { Escalation } = await import('../../dist/escalation/escalation.service.js');

const NOW = Date.parse('2026-03-12T10:00:00+08:00');
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** One case through the real door, then as many copies of its rows as are wanted: the sweep reads nothing else. */
function copies(file, size) {
  const database = new Sqlite(file);
  database.pragma('synchronous = off');
  const columns = (table) => database.pragma(`table_info(${table})`).map(({ name }) => name);
  const copy = (table, changed, where) => {
    const list = columns(table).map((name) => changed[name] ?? `"${name}"`).join(', ');
    database.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) insert into ${table} select ${list} from ${table}, n where ${where}`,
    ).run(size);
  };
  const id = `printf('019cb692-0000-7000-8000-%012x', i)`;
  const due = `case when i % 100 = 0 then ${NOW - 3_600_000} + i % 1000 else ${NOW + 86_400_000} + i end`;
  database.transaction(() => {
    const [{ id: first }] = database.prepare('select id from case_files').all();
    database.prepare("delete from deadlines where clock <> 'answer'").run();
    copy('deadlines', { id, case_id: id, due_at: due, due_day: `'2026-03-12'`, next_rung_at: `(${due}) + 1`, proof: `'{}'` }, `case_id = '${first}'`);
    copy('case_events', { id, case_id: id }, `case_id = '${first}' and seq = 1`);
    copy('case_files', { id, number: `printf('bench-%d', i)`, next_due_at: due }, `id = '${first}'`);
    // The reminders before the due time went out in their time; what is due now is the miss.
    for (const rung of ['day_before', 'due_day']) {
      database.prepare(
        `insert into rung_marks (id, deadline_id, case_id, epoch, revision, rung, at, marked_at, suppressed)
         select id || ?, id, case_id, epoch, revision, ?, ?, ?, 0 from deadlines where case_id <> ? and next_rung_at <= ?`,
      ).run(rung.slice(4, 5), rung, NOW - 86_400_000, NOW - 86_400_000, first, NOW);
    }
    for (const table of ['deadlines', 'case_events']) database.prepare(`delete from ${table} where case_id = ?`).run(first);
    database.prepare('delete from case_files where id = ?').run(first);
    database.prepare('update deliveries set done_at = 0').run();
  })();
  database.exec('analyze');
  const plan = database.prepare(
    'explain query plan select id, case_id, next_rung_at from deadlines where next_rung_at is not null and next_rung_at <= 1 and (next_rung_at, id) > (0, 0) order by next_rung_at, id limit 500',
  ).all().map(({ detail }) => detail).join('; ');
  database.close();
  return plan;
}

async function measured(size) {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-sweep-'));
  const clock = new SimulatedClock(Date.parse('2026-03-04T10:00:00+08:00'));
  const settings = readSettings({ DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error' });
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
  const file = join(folder, 'huiyin.sqlite');
  const plan = copies(file, size);

  clock.moveTo(NOW);
  const office = await createApplication(settings, clock, { beating: false });
  const escalation = office.get(Escalation);
  let since = performance.now();
  const fired = await escalation.sweep();
  const seconds = (performance.now() - since) / 1000;
  const memory = megabytes();
  const idle = [];
  for (let round = 0; round < 200; round++) {
    since = performance.now();
    await escalation.sweep();
    idle.push(performance.now() - since);
  }
  await closeApplication(office);

  const database = new Sqlite(file);
  const check = database.prepare("select count(*) as marks, count(distinct deadline_id) as clocks from rung_marks where marked_at = ?").get(NOW);
  database.exec('create table plain (id text primary key, text text)');
  const insert = database.prepare('insert into plain values (?, ?)');
  database.pragma('synchronous = full');
  since = performance.now();
  // A mark, an event, a delivery and a changed clock and case each, as the sweep writes them; a commit for 32.
  for (let from = 0; from < fired; from += 32) {
    database.transaction(() => {
      for (let row = from * 5; row < Math.min(fired, from + 32) * 5; row++) insert.run(String(row), 'x'.repeat(400));
    })();
  }
  const floor = (performance.now() - since) / 1000;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return { size, fired, seconds, floor, memory, idle: median(idle), plan, check };
}

console.log('| open clocks | rungs marked | seconds | plain rows, as many and as often committed | MB | idle sweep, ms (median of 200) |');
console.log('| --- | --- | --- | --- | --- | --- |');
const plans = new Set();
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
  const { fired, seconds, floor, memory, idle, plan, check } = await measured(size);
  plans.add(plan);
  console.log(`| ${size.toLocaleString('en')} | ${fired} | ${seconds.toFixed(2)} | ${floor.toFixed(2)} | ${memory} | ${idle.toFixed(2)} |`);
  if (fired !== Math.floor(size / 100) || check.marks !== check.clocks || check.marks !== fired) throw new Error(`marked ${fired}, found ${JSON.stringify(check)}`);
}
for (const plan of plans) console.log(`plan: ${plan}`);
