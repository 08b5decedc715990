/**
 * Searching N entries of the Q&A base: two-character words, words being typed, whole questions, and what is suggested for
 * a message; beside LIKE over the same texts in the same run, which is also what finding every two-character word is held
 * against. Texts: ../shared/data where it is, else invented.
 *
 *   node test/bench/search.ts [entries=100000] [dist=../../dist]      (DATABASE_URL: PostgreSQL, an empty database)
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ENTRIES = Number(process.argv[2] ?? 100_000);
const DIST = process.argv[3] ?? '../../dist';
const BUILD = '../../config/build/ensure-built.mjs';
if (!process.argv[3]) ((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

/** Built code, typed by its source. */
const application = (await import(`${DIST}/application.js`)) as typeof import('../../src/application.js');
const { readSettings, projectDirectory } = (await import(`${DIST}/base/settings.js`)) as typeof import('../../src/base/settings.js');
const { StoppedClock } = (await import(`${DIST}/base/clock.js`)) as typeof import('../../src/base/clock.js');
const { Database } = (await import(`${DIST}/base/database/database.js`)) as typeof import('../../src/base/database/database.js');
const { Words } = (await import(`${DIST}/base/words.js`)) as typeof import('../../src/base/words.js');
const { putEntry } = (await import(`${DIST}/knowledge/shelf.js`)) as typeof import('../../src/knowledge/shelf.js');
const { AnswerSearch } = (await import(`${DIST}/views/answer-search.service.js`)) as typeof import('../../src/views/answer-search.service.js');

const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const BATCH = 500;
const ROUNDS = 200;

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'));
const settings = readSettings({ DATA_DIR: folder, WORKERS: '0', LOG_LEVEL: 'error', SQLITE_SYNCHRONOUS: 'NORMAL', ...(process.env['DATABASE_URL'] && { DATABASE_URL: process.env['DATABASE_URL'] }) });
const app = await application.createApplication(settings, new StoppedClock(NOW), { beating: false });
const [database, words, search] = [app.get(Database), app.get(Words), app.get(AnswerSearch)];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

let dice = 7;
const roll = (): number => (dice = (dice * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;

interface Pair {
  readonly subject: string;
  readonly message: string;
  readonly reply: string;
}
const real = join(projectDirectory, '../shared/data/replies.dev.jsonl');
const demo = join(projectDirectory, 'config/demo/messages.jsonl');
const pairs = readFileSync(existsSync(real) ? real : demo, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>)
  .map((row): Pair => ({ subject: row['subject'] ?? (row['text'] ?? '').slice(0, 30), message: row['message'] ?? row['text'] ?? '', reply: row['reply'] ?? row['text'] ?? '' }))
  .filter(({ message, reply }) => message.length > 20 && reply.length > 20);
const sentences = pairs.flatMap(({ reply }) => reply.split(/(?<=[。；])/u)).filter((each) => each.length > 8);

/** A question of one letter, an answer of sentences of several: as many different texts as are wanted. */
const content = () => {
  const { subject, message } = one(pairs);
  return {
    question: `${subject}${message.slice(0, 20)}`.slice(0, 60), similar: [message.slice(0, 40)], answer: Array.from({ length: 4 }, () => one(sentences)).join('').slice(0, 300), region: null, audience: null,
    basis: [], departmentId: null, department: '某局', reviewBy: null,
  };
};

const began = performance.now();
for (let done = 0; done < ENTRIES; done += BATCH) {
  await database.write('relay', async (turn) => {
    for (let index = 0; index < Math.min(BATCH, ENTRIES - done); index += 1) await putEntry(turn, words, content(), { stage: 'approved', draftedBy: 'bench' }, { state: 'public', publicVersion: 1 });
  });
}
if (database.dialect === 'postgresql') await database.rows.sql.all('analyze');
const filled = (performance.now() - began) / 1000;

const measured = async (name: string, questions: readonly string[], ask: (question: string) => Promise<number>): Promise<void> => {
  const times: number[] = [];
  let found = 0;
  for (const question of questions) {
    const start = performance.now();
    found += (await ask(question)) > 0 ? 1 : 0;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
  say(`| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${found} of ${questions.length} |`);
};

const like = async (text: string): Promise<number> =>
  (await database.rows.sql.all('select id from knowledge_entries where state = ? and content like ? limit 20', ['public', `%${text}%`])).length;
const sample = Array.from({ length: ROUNDS }, () => one(pairs));
const topics = sample.map(({ message }) => one(words.topicWords(message).filter((word) => word.length === 2)) ?? '路灯');
say(`${ENTRIES} entries on ${database.dialect}, filled in ${filled.toFixed(0)} s (${((filled / ENTRIES) * 1000).toFixed(2)} ms each)\n`);
say('| asked | p50 ms | p95 ms | p99 ms | found |\n| --- | --- | --- | --- | --- |');
await search.entries('路灯');
await measured('two-character words', topics, async (q) => (await search.entries(q)).length);
await measured('words being typed', topics.map((word) => word.slice(0, 1)), async (q) => (await search.entries(q, { typing: true })).length);
await measured('two words', topics.map((word, index) => `${word} ${topics[(index + 1) % topics.length]}`), async (q) => (await search.entries(q)).length);
await measured('a whole question', sample.map(({ subject }) => subject), async (q) => (await search.entries(q)).length);
await measured('suggestions for a message', sample.map(({ message }) => message), async (q) => (await search.similarTo(q, '')).entries.length);
await measured('LIKE over the same texts (first twenty)', topics, like);
await measured('LIKE, words that stand nowhere', topics.map((word) => `${word}鼗鼗`), like);

/** Pairs of characters cut from anywhere in the texts: what LIKE finds must be found. */
let [both, missed] = [0, 0];
for (let index = 0; index < ROUNDS; index += 1) {
  const { reply } = one(pairs);
  const run = one([...reply.slice(0, 250).matchAll(/\p{Script=Han}{2,}/gu)].map(([text]) => text));
  if (run === undefined) continue;
  const at = Math.floor(roll() * (run.length - 1));
  const pair = run.slice(at, at + 2);
  if ((await like(pair)) === 0) continue;
  both += 1;
  if ((await search.entries(pair)).length === 0) missed += 1;
}
say(`\nof ${both} random pairs of characters that LIKE finds, ${missed} are not found by words`);
await application.closeApplication(app);
rmSync(folder, { recursive: true, force: true });
