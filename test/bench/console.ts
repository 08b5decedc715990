// The console in a real browser, before a database of many cases: what its first load weighs, when it can be worked with on
// a processor four times slower, how soon a case is open, and how a list of 10,000 rows scrolls. Beside
// it, in the same run, an empty page.
// node test/bench/console.ts [cases = 100000]
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';

const place = (path: string): string => new URL(path, import.meta.url).href;
const { launchBrowser } = (await import(place('../support/browser.ts'))) as typeof import('../support/browser.js');
((await import(place('../../config/build/ensure-built.mjs'))) as { ensureBuilt: () => void }).ensureBuilt();
const { createApplication, closeApplication } = (await import(place('../../dist/application.js'))) as typeof import('../../src/application.js');
const { readSettings } = (await import(place('../../dist/base/settings.js'))) as typeof import('../../src/base/settings.js');
const { SystemClock } = (await import(place('../../dist/base/clock.js'))) as typeof import('../../src/base/clock.js');
const { Database } = (await import(place('../../dist/base/database/database.js'))) as typeof import('../../src/base/database/database.js');
const { Identity } = (await import(place('../../dist/identity/identity.service.js'))) as typeof import('../../src/identity/identity.service.js');
const { Live } = (await import(place('../../dist/desk/live.js'))) as typeof import('../../src/desk/live.js');
const { Registry } = (await import(place('../../dist/registry/registry.service.js'))) as typeof import('../../src/registry/registry.service.js');

const SIZE = Number(process.argv[2] ?? 100_000);
const ROUNDS = 30;
const PASSWORD = 'Yulan-2026-spring';
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const highest = (list: readonly number[], share: number): number => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;

/** One in ten is under way, the rest is done with: which states the copies stand in, by their number. */
const STATES = "case when i % 10 > 0 then 'closed' when i % 40 = 0 then 'queued' when i % 40 = 10 then 'handling' when i % 40 = 20 then 'in_review' else 'received' end";

/** One case through the real door, then copies of its rows: every list, clock and page reads them like any other. */
function copies(file: string, size: number): void {
  const database = new Sqlite(file);
  database.pragma('synchronous = off');
  const columns = (table: string): string[] => (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  const copy = (table: string, changed: Record<string, string>): void => {
    const list = columns(table).map((name) => changed[name] ?? `"${name}"`).join(', ');
    database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) insert into ${table} select ${list} from ${table}, n`).run(size);
  };
  const id = `printf('019cb692-0000-7000-8000-%012x', i)`;
  const row = (sign: string): string => `printf('019cb692-000${sign}-7000-8000-%04x%08x', rowid % 65536, i)`;
  database.transaction(() => {
    copy('deadlines', { id: row('1'), case_id: id, stopped_at: 'case when i % 10 > 0 then start_at end' });
    copy('messages', { id: row('2'), case_id: id, external_id: `'bench-' || i` });
    copy('case_events', { id: row('3'), case_id: id });
    copy('case_files', { id, number: `'20260304-wx-' || printf('%06d', i)`, subject: `subject || '（' || i || '）'`, next_due_at: 'case when i % 10 = 0 then next_due_at + i * 1000 end', state: STATES });
  })();
  database.exec('analyze');
  database.close();
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-console-'));
const settings = readSettings({ DATA_DIR: folder, WORKERS: '1', LOG_LEVEL: 'error', PORT: '0' });
const clock = new SystemClock();
const app = await createApplication(settings, clock, { beating: false });
// Of the heartbeat only this: the line of changes says that it holds.
const beat = setInterval(() => void app.get(Live).beat(), 1000);
await app.get(Registry).take({
  organisations: [{ code: 'city', name: '临川市人民政府', parent: null }],
  departments: [{ code: 'center', name: '临川市政务新媒体中心', organisation: 'city', own: true }],
  accounts: [{ handle: 'wx', platform: 'wechat', name: '临川发布', sponsor: 'city', supervisor: 'city', robotsOff: true }],
  users: [{ login: 'coordinator', name: '张受理', department: 'center', roles: ['coordinator'] }],
});
const token = await app.get(Database).write('person', async (turn) => {
  const user = (await turn.rows.sql.all<{ id: string; department_id: string }>(`select id, department_id from users where login = 'coordinator'`))[0]!;
  await app.get(Identity).putUser(turn, { login: 'coordinator', name: '张受理', roles: ['coordinator'], departmentId: user.department_id, password: PASSWORD, mustChangePassword: false });
  const account = (await turn.rows.sql.all<{ id: string }>(`select id from accounts where handle = 'wx'`))[0]!;
  return await app.get(Identity).makeToken(turn, 'bench', 'channel', account.id);
});
await app.listen(0, '127.0.0.1');
const address = await app.getUrl();
const sent = await fetch(`${address}/api/v1/accounts/wx/messages`, {
  method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ externalId: 'first', occurredAt: new Date().toISOString(), subject: '小区门口路灯不亮', text: '小区门口路灯坏了三天，请问何时维修？', kind: 'help', author: { id: 'first' } }),
});
if (!sent.ok) throw new Error(await sent.text());
copies(join(folder, 'huiyin.sqlite'), SIZE);

const browser = await launchBrowser();
if (browser === null) throw new Error('There is no browser here; see test/support/browser.ts');
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: address });
const signedIn = await context.request.post('/api/v1/session', { data: { login: 'coordinator', password: PASSWORD } });
if (!signedIn.ok()) throw new Error(await signedIn.text());

async function fresh(throttle: number): Promise<{ page: Page; wire: CDPSession }> {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  return { page, wire };
}

/** Told by the page itself: when the first row that can be opened has been painted, in ms from the address. */
const WATCHED = `new MutationObserver((_, watcher) => {
  if (!document.querySelector('.lines .link')) return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => (window.firstRow = performance.now())));
}).observe(document, { childList: true, subtree: true })`;

/** From the address to the first row, and what came over the line until it stood, in bytes as sent: what is fetched for later when nothing else is to do comes after it. */
async function firstLoad(throttle: number): Promise<{ ms: number; bytes: number }> {
  const { page, wire } = await fresh(throttle);
  let bytes = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(WATCHED);
  await page.goto('/cases', { waitUntil: 'commit' });
  await page.locator('.lines .link').first().waitFor();
  const load = bytes;
  const ms = Number(await page.evaluate(`new Promise((done) => { const look = () => (window.firstRow ? done(window.firstRow) : setTimeout(look, 50)); look(); })`));
  await page.close();
  return { ms, bytes: load };
}
async function emptyLoad(throttle: number): Promise<number> {
  const { page } = await fresh(throttle);
  await page.goto('/health', { waitUntil: 'load' });
  const ms = Number(await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))'));
  await page.close();
  return ms;
}

const say = (what: string, figure: string): void => void process.stdout.write(`${what.padEnd(42)}${figure}\n`);
say('cases', SIZE.toLocaleString('en'));
const loads: { ms: number; bytes: number }[] = [];
const empties: number[] = [];
for (let round = 0; round < 5; round++) {
  empties.push(await emptyLoad(4));
  loads.push(await firstLoad(4));
}

say('first load, gzipped, everything', `${Math.round(median(loads.map(({ bytes }) => bytes)) / 1000)} kB`);
say('first row to open, processor ÷ 4', `${Math.round(median(loads.map(({ ms }) => ms)))} ms (an empty page: ${Math.round(median(empties))} ms)`);

const { page } = await fresh(1);
page.setDefaultTimeout(120_000);
await page.goto('/cases');
const opened: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  await page.locator('.lines .link').nth(round).waitFor();
  const since = performance.now();
  await page.locator('.lines .link').nth(round).click();
  await page.getByText('请问何时维修').first().waitFor();
  opened.push(performance.now() - since);
  await page.goBack();
}

say('opening a case, the first', `${Math.round(opened[0]!)} ms`);
say('and the following', `median ${Math.round(median(opened.slice(1)))} ms, p95 ${Math.round(highest(opened.slice(1), 0.95))} ms`);

/** Scrolls `#main` by a turn of the wheel a frame until `rows` rows were seen or there are no more; how long each frame took, in ms. */
const scrolled = (rows: number): Promise<number[]> => page.evaluate(`new Promise((done) => {
  const main = document.getElementById('main');
  const frames = [];
  let before = performance.now();
  let still = 0;
  const step = (now) => {
    frames.push(now - before);
    before = now;
    const stood = main.scrollTop;
    main.scrollTop += 120;
    still = main.scrollTop === stood ? still + 1 : 0;
    const seen = Math.max(...[...document.querySelectorAll('.lines .link')].map((each) => Number(each.dataset.index)));
    if (seen < ${rows} - 1 && still < 300) requestAnimationFrame(step);
    else done(frames.slice(0, frames.length - still));
  };
  requestAnimationFrame(step);
})`);
const told = (frames: readonly number[]): string => {
  const late = (ms: number): string => `${((frames.filter((each) => each > ms).length / frames.length) * 100).toFixed(1)} %`;
  return `${frames.length} frames, median ${median(frames).toFixed(1)} ms, p99 ${highest(frames, 0.99).toFixed(1)} ms, over 34 ms ${late(34)}, over 50 ms ${late(50)}`;
};
await page.goto('/cases?state=closed');
await page.locator('.lines .link').first().waitFor();
say('10,000 rows scrolled the first time', told((await scrolled(10_000)).slice(1)));
say('rows that stand in the page then', String(await page.locator('.lines .link').count()));
say('number of the last row seen', String(await page.locator('.lines .link').last().getAttribute('data-index')));
await page.evaluate(`document.getElementById('main').scrollTop = 0`);
say('and once more', told((await scrolled(10_000)).slice(1)));
clearInterval(beat);
await browser.close();
await closeApplication(app);
rmSync(folder, { recursive: true, force: true });
