// A year’s notice over many open clocks: what it would move, and the same for real, with time and memory; beside it a
// naive loop on `Date` over the same starts, and the writing of the same rows by plain SQL.
// node test/bench/rebase.mjs [open clocks=100000]
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const wanted = Number(process.argv[2] ?? 100_000);
const { createApplication, closeApplication } = await import('../../dist/application.js');
const { readSettings } = await import('../../dist/base/settings.js');
const { SimulatedClock } = await import('../../dist/base/clock.js');
const { Rulebook } = await import('../../dist/base/policy.js');
const { Database: Base } = await import('../../dist/base/database/database.js');
const { replayAll } = await import('../../dist/casefile/replay.js');
const { Registry } = await import('../../dist/registry/registry.service.js');
const { Directory } = await import('../../dist/registry/directory.js');
const { Intake } = await import('../../dist/intake/intake.service.js');
const { Calendars } = await import('../../dist/rules/calendars.service.js');
const { Rebases } = await import('../../dist/rules/rebases.service.js');

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'huiyin-rebase-'));
const clock = new SimulatedClock(Date.parse('2026-12-01T10:00:00+08:00'));
const app = await createApplication(readSettings({ DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL' }), clock, { beating: false });
await app.get(Registry).take({
  organisations: [{ code: 'office', name: '政务新媒体中心' }],
  departments: [{ code: 'center', name: '中心', organisation: 'office', own: true }],
  accounts: [{ handle: 'bench', platform: 'wechat', name: '测试号', sponsor: 'office', attachMinutes: 0 }],
});
const account = app.get(Directory).accountByHandle('bench');
const { rows } = app.get(Base);
const openClocks = async () => Number((await rows.sql.all('select count(*) as n from deadlines where stopped_at is null'))[0].n);
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);

// Two clocks a case (screening and answer); received over December 2026, so that the make-up day and the provisional
// January are walked by about a third.
const cases = Math.ceil(wanted / 2);
let since = performance.now();
for (let index = 0; index < cases; ) {
  clock.moveTo(Date.parse('2026-12-01T10:00:00+08:00') + Math.floor((index / cases) * 30) * DAY);
  const batch = Array.from({ length: Math.min(500, cases - index) }, (_, offset) => {
    const sample = { externalId: `r-${index + offset}`, occurredAt: clock.now(), kind: 'help', subject: '路灯', text: `第${index + offset}号路灯不亮`, author: { id: `u${index + offset}` } };
    return app.get(Intake).receive(account, { ...sample, raw: JSON.stringify(sample) }, { kind: 'system', name: 'bench' });
  });
  await Promise.all(batch);
  index += batch.length;
}
console.log(`${cases} cases with ${await openClocks()} open clocks received in ${seconds(since)} s, ${megabytes()} MB`);

const notice = {
  year: 2027, papers: ['示例'],
  off: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-04': '元旦' }, makeup: { '2026-12-27': '元旦' },
};
let peak = 0;
const watching = setInterval(() => (peak = Math.max(peak, megabytes())), 50);
const starts = (await rows.sql.all("select start_at from deadlines where clock = 'answer'")).map((row) => Number(row.start_at));

since = performance.now();
const off = new Set(Object.keys(notice.off));
let sink = 0;
for (const start of [...starts, ...starts]) {
  const date = new Date(start + 8 * 3_600_000);
  for (let left = 5; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!off.has(date.toISOString().slice(0, 10)) && date.getUTCDay() % 6 !== 0) left -= 1;
  }
  sink += date.getTime() > 0 ? 1 : 0;
}
const naive = seconds(since);

since = performance.now();
const preview = await app.get(Calendars).preview(notice);
const [previewed, previewPeak] = [seconds(since), peak];
console.log(JSON.stringify({ ...preview, named: preview.named.length }));

peak = 0;
since = performance.now();
const { rebasing } = await app.get(Calendars).load(notice, { reason: '放假安排', changedBy: 'bench' });
await app.get(Rebases).work();
const real = seconds(since);
// And all of them: local days that every clock pins from now on, whether its date moves or not.
const noticePeak = peak;
peak = 0;
await app.get(Calendars).putLocal('flood', null, { source: '示例', off: { '2027-01-05': '防汛' } }, { reason: '防汛', changedBy: 'bench' });
const order = { sort: 'calendar', subject: null, organisationId: null, reason: '防汛', orderedBy: 'bench' };
since = performance.now();
const everything = await app.get(Rebases).place(order);
await app.get(Rebases).work();
const all = seconds(since);
const every = await app.get(Rebases).show(everything.id);
clearInterval(watching);
const after = await app.get(Rebases).show(rebasing.id);
const same = ['cases', 'clocks', 'moved'].every((key) => after[key] === preview[key]);

since = performance.now();
const { differences, clocks } = await replayAll(app.get(Base), app.get(Rulebook));
const replayed = seconds(since);
await closeApplication(app);

const plain = new Database(join(folder, 'huiyin.sqlite'));
since = performance.now();
const changed = plain.prepare('update deadlines set due_at = due_at, due_day = due_day, proof = proof, revision = revision + 0 where stopped_at is null').run().changes;
const floor = seconds(since);
plain.close();
rmSync(folder, { recursive: true, force: true });

console.log('| what | seconds | peak MB |');
console.log('| --- | --- | --- |');
console.log(`| naive loop on Date over the same starts (${sink}), no database, no proof | ${naive} | – |`);
console.log(`| what would move: ${preview.moved} of ${clocks} clocks in ${preview.cases} cases | ${previewed} | ${previewPeak} |`);
console.log(`| the same for real, an event, proof and former proof each: ${after.moved} clocks in ${after.cases} cases | ${real} | ${noticePeak} |`);
console.log(`| local days for all: ${every.clocks} clocks in ${every.cases} cases pinned anew, ${every.moved} moved | ${all} | ${peak} |`);
console.log(`| replay of all ${clocks} clocks from their events: ${differences.length} differences | ${replayed} | – |`);
console.log(`| plain SQL writing ${changed} rows once | ${floor} | – |`);
console.log(same ? 'what was said beforehand is what was done' : `said ${JSON.stringify(preview)}, done ${JSON.stringify(after)}`);
process.exit(same && differences.length === 0 && after.faults.length === 0 && sink > 0 ? 0 : 1);
