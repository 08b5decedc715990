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
const database = await Database.open(settings, ENTITIES, clock, new Ids(clock));
const similar = new SimilarLetters(database, null, null, settings);
const columns = ['case_id', 'received_at', 'marks', ...Array.from({ length: 12 }, (_, i) => `band${i}`), 'place0', 'place1', 'place2'];
const insert = `insert into letter_marks (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
const size = async () => database.dialect === 'sqlite'
  ? statSync(join(folder, 'huiyin.sqlite'), { throwIfNoEntry: false })?.size ?? 0
  : Number((await database.rows.sql.all(`select pg_total_relation_size('letter_marks') as size`))[0].size);

const middle = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)].toFixed(1);
const rows = [];
let count = 0;
for (const goal of process.argv.slice(2).map(Number).filter(Boolean).length ? process.argv.slice(2).map(Number) : [100_000, 1_000_000]) {
  const [begun, from] = [performance.now(), count];
  while (count < goal) {
    await database.write('person', async (turn) => {
      for (const end = Math.min(goal, count + 10_000); count < end; count += 1) {
        const marks = { caseId: `bench-${count}`, receivedAt: clock.now(), ...stored(sketch(count)) };
        await turn.sql.run(insert, [marks.caseId, marks.receivedAt, marks.marks, ...Array.from({ length: 12 }, (_, i) => marks[`band${i}`]), marks.place0, marks.place1, marks.place2]);
      }
    });
  }
  const filling = performance.now() - begun;
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
    'on disk (MB)': Math.round((await size()) / 1e6), 'memory (MB)': Math.round(process.resourceUsage().maxRSS / 1024),
  });
  console.log(JSON.stringify(rows.at(-1)));
}
console.table(rows);
await database.close();
rmSync(folder, { recursive: true, force: true });
