// The like letters of one that comes, among up to a million: how long a query takes, what the index costs. The reference
// is one look-up of a case by its primary key in the same database.   node test/bench/similar.mjs [100000 1000000]
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from '../../config/build/ensure-built.mjs';

ensureBuilt();
const dist = (path) => import(`${root}dist/${path}.js`);
const { likenessSketchOf } = await dist('core/judgement/topics/likeness');
const { bandKeys } = await dist('core/language/minhash');
const { SimilarLetters, stored } = await dist('insight/similar.service');
const { Database } = await dist('base/database/database');
const { readSettings } = await dist('base/settings');
const { SimulatedClock } = await dist('base/clock');
const { Ids } = await dist('base/ids');
const { ENTITIES } = await dist('entities');

const real = `${root}../shared/data/topics.jsonl`;
const source = existsSync(real) ? real : `${root}config/demo/messages.jsonl`;
const base = readFileSync(source, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).map(({ subject, detail, text }) => likenessSketchOf(subject ?? '', detail ?? text ?? ''));

/** A number that looks random and is the same in every run. */
const drawn = (...parts) => parts.reduce((value, part) => { let x = Math.imul(value ^ (part + 0x9e3779b9), 0x85ebca6b); x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35); return (x ^ (x >>> 16)) >>> 0; }, 0x811c9dc5);

/** The i-th letter: the marks of a real one, reworded in a tenth to all of it; a place is shared by four rounds of the real ones. */
function sketch(i) {
  const { signature, places, words } = base[i % base.length];
  const round = Math.floor(i / base.length);
  const reworded = round === 0 ? 0 : 25 + (drawn(i) % 230);
  const changed = Uint8Array.from(signature, (byte, at) => (drawn(i, at) % 256 < reworded ? drawn(i, at, 7) & 255 : byte));
  const renamed = Int32Array.from(places, (key) => (drawn(key, round >> 2) & ~1) | (key & 1));
  return { signature: changed, bands: bandKeys(changed), places: renamed, words };
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-similar-'));
const settings = readSettings({ DATA_DIR: folder, WORKERS: '0', SQLITE_SYNCHRONOUS: 'NORMAL', ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }) });
const clock = new SimulatedClock(Date.parse('2026-11-02T09:00:00+08:00'));
const open = () => Database.open(settings, ENTITIES, clock, new Ids(clock));
const columns = ['case_id', 'received_at', 'marks', ...Array.from({ length: 12 }, (_, i) => `band${i}`), 'place0', 'place1', 'place2'];
const ROWS_AT_ONCE = 50;

/** What makes each index again: they are taken away while a million rows go in, so that the rows go in in one order. */
async function indexesOf(turn) {
  return !process.env.DATABASE_URL
    ? await turn.sql.all("select name, sql as made from sqlite_master where type = 'index' and tbl_name = 'letter_marks' and sql is not null")
    : await turn.sql.all("select indexname as name, indexdef as made from pg_indexes where tablename = 'letter_marks' and indexdef not like 'CREATE UNIQUE%'");
}

async function fill(database, from, goal) {
  await database.write('person', async (turn) => {
    if (!process.env.DATABASE_URL) await turn.sql.run('pragma cache_size = -300000');
    const indexes = await indexesOf(turn);
    for (const { name } of indexes) await turn.sql.run(`drop index ${name}`);
    for (let at = from; at < goal; at += ROWS_AT_ONCE) {
      const values = [];
      for (let i = at; i < Math.min(goal, at + ROWS_AT_ONCE); i += 1) {
        const marks = stored(sketch(i));
        values.push(`bench-${i}`, clock.now(), marks.marks, ...Array.from({ length: 12 }, (_, band) => marks[`band${band}`]), marks.place0, marks.place1, marks.place2);
      }
      const row = `(${columns.map(() => '?').join(', ')})`;
      await turn.sql.run(`insert into letter_marks (${columns.join(', ')}) values ${Array.from({ length: values.length / columns.length }, () => row).join(', ')}`, values);
    }
    for (const { made } of indexes) await turn.sql.run(made);
  });
}

/** The file without its log, which the last connection folds in when it closes. */
const size = async (database) => process.env.DATABASE_URL
  ? Number((await database.rows.sql.all(`select pg_total_relation_size('letter_marks') as size`))[0].size)
  : statSync(join(folder, 'huiyin.sqlite')).size;

const middle = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)].toFixed(1);
const rows = [];
let count = 0;
for (const goal of process.argv.slice(2).map(Number).filter(Boolean).length ? process.argv.slice(2).map(Number) : [100_000, 1_000_000]) {
  const [begun, from] = [performance.now(), count];
  const filled = await open();
  await fill(filled, from, goal);
  count = goal;
  await filled.close();
  const filling = performance.now() - begun;
  const database = await open();
  const similar = new SimilarLetters(database, null, null, settings);
  /** @type {number[][]} */
  const [times = [], reference = [], found = []] = [[], [], []];
  for (let i = 0; i < 300; i += 1) {
    const asked = sketch(drawn(i, count) % count);
    let at = performance.now();
    found.push((await similar.near(asked, 0)).length);
    times.push(performance.now() - at);
    at = performance.now();
    await database.rows.sql.all('select * from letter_marks where case_id = ?', [`bench-${drawn(i) % count}`]);
    reference.push(performance.now() - at);
  }
  rows.push({
    letters: count, 'query p50 (ms)': middle(times, 0.5), 'p99 (ms)': middle(times, 0.99), 'look-up by key p50 (ms)': (reference.toSorted((a, b) => a - b)[150]).toFixed(3),
    'found on average': (found.reduce((sum, each) => sum + each, 0) / found.length).toFixed(1), 'put in (letters a second)': Math.round(((count - from) / filling) * 1000),
    'on disk (MB)': Math.round((await size(database)) / 1e6), 'memory (MB)': Math.round(process.resourceUsage().maxRSS / 1024),
  });
  console.log(JSON.stringify(rows.at(-1)));
  await database.close();
}
console.table(rows);
rmSync(folder, { recursive: true, force: true });
