/**
 * Routing on the evaluation messages (not part of the project): cross-validation in five parts, near-duplicates and one
 * writer's messages in the same part. Beside it in the same run: multinomial naive Bayes on the same words, and duty lists
 * alone. Prints a table; times are of a shared machine.
 *
 *   node test/bench/routing.ts [../shared/data/messages.dev.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';

const FILE = process.argv[2] ?? '../shared/data/messages.dev.jsonl';
const DUTIES = 'test/core/routing/seven-departments.yaml';
const BUILD = '../../config/build/ensure-built.mjs';
if (!existsSync(FILE)) {
  process.stdout.write(`skipped: there is no ${FILE}\n`);
  process.exit(0);
}
((await import(BUILD)) as { ensureBuilt: () => void }).ensureBuilt();

/** Built code, typed by its source. */
const DIST = '../../dist/core';
const { train } = (await import(`${DIST}/routing/training.js`)) as typeof import('../../src/core/routing/training.js');
const { routerOf, writeRouter } = (await import(`${DIST}/routing/router-file.js`)) as typeof import('../../src/core/routing/router-file.js');
const { propose } = (await import(`${DIST}/routing/proposing.js`)) as typeof import('../../src/core/routing/proposing.js');
const { figuresOf } = (await import(`${DIST}/routing/figures.js`)) as typeof import('../../src/core/routing/figures.js');
const { groupsOf, partOf } = (await import(`${DIST}/routing/grouping.js`)) as typeof import('../../src/core/routing/grouping.js');
const { wordsOf } = (await import(`${DIST}/routing/letter-words.js`)) as typeof import('../../src/core/routing/letter-words.js');
const { thresholdFor } = (await import(`${DIST}/routing/calibration.js`)) as typeof import('../../src/core/routing/calibration.js');
const { parseDutyLists } = (await import(`${DIST}/judgement/duties.js`)) as typeof import('../../src/core/judgement/duties.js');

interface Row { readonly subject?: string; readonly detail: string; readonly label: string; readonly group?: string; readonly user?: string }
type Figures = ReturnType<typeof figuresOf>;

const PARTS = 5;
const PRECISION = 0.97;
const rows = readFileSync(FILE, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
const names = [...new Set(rows.map(({ label }) => label))].sort();
const examples = rows.map(({ subject, detail, label, group, user }) => ({
  subject, detail, department: label, together: [...(group ? [`group:${group}`] : []), ...(user ? [`user:${user}`] : [])],
}));
const pad = (text: string, width = 30): string => text.padEnd(width);
const tell = (name: string, value: string): void => void process.stdout.write(`${pad(name)} ${value}\n`);
const share = (value: number): string => value.toFixed(4);
const show = (name: string, { macroF1, accuracy, topTwo, autoShare, autoPrecision }: Figures): void =>
  tell(name, `macro-F1 ${share(macroF1)}  accuracy ${share(accuracy)}  top-2 ${share(topTwo)}  auto ${share(autoShare)} at ${share(autoPrecision)}`);

function measured(said: readonly { said: readonly number[]; right: number }[]): Figures {
  const outcomes = said.map((each) => ({ confidence: Math.max(...each.said), right: each.said.indexOf(Math.max(...each.said)) === each.right }));
  return figuresOf(said, names, thresholdFor(outcomes, PRECISION));
}

const began = performance.now();
const processor = process.cpuUsage().user;
const learned = train(examples);
const seconds = (performance.now() - began) / 1000;
const processorSeconds = (process.cpuUsage().user - processor) / 1e6;
const memory = process.memoryUsage().rss;
const router = routerOf(learned);
tell('messages, departments', `${rows.length}, ${names.length}; ${PARTS} parts by near-duplicates, group and writer`);
show('learned', learned.figures);
for (const { department, precision, recall, f1 } of learned.figures.departments) tell(`  ${department}`, `precision ${share(precision)}  recall ${share(recall)}  F1 ${share(f1)}`);
show('naive Bayes on words', measured(naiveBayes()));

const duties = parseDutyLists(parse(readFileSync(DUTIES, 'utf8')));
show('duty lists alone', measured(rows.map((row) => {
  const { ranked } = propose(row, duties, null);
  return { said: names.map((name) => ranked.find(({ department }) => department === name)?.score ?? 0), right: names.indexOf(row.label) };
})));

learningCurve();
speed('proposals with their terms', (row) => void propose(row, [], router));
speed('proposals without terms', (row) => void propose(row, [], router, false));
speed('reference: cutting into words', (row) => void wordsOf(row));
tell('training', `${seconds.toFixed(1)} s, of which processor ${processorSeconds.toFixed(1)} s; memory after it ${(memory / 1e6).toFixed(0)} MB`);
tell('model', `${(writeRouter(router).length / 1e6).toFixed(1)} MB, ${router.vocabulary.hashes.length} features`);

/** A second of processor, of the wall, after one round that is not counted. */
function speed(name: string, work: (row: Row) => void): void {
  rows.forEach(work);
  const [wall, user] = [performance.now(), process.cpuUsage().user];
  rows.forEach(work);
  const [walled, used] = [(performance.now() - wall) / 1000, (process.cpuUsage().user - user) / 1e6];
  tell(name, `${Math.round(rows.length / used)} a second of processor, ${Math.round(rows.length / walled)} of the wall`);
}

/** After so many cases: duty lists and model as they are blended, and each alone. Learned from four parts, tried on the fifth. */
function learningCurve(): void {
  const groups = groupsOf(examples.map(({ subject, detail }) => `${subject ?? ''} ${detail}`), examples.map(({ together }) => together));
  const parts = Array.from(groups, (group) => partOf(String(group), PARTS));
  const lessons = examples.filter((_, i) => parts[i] !== 0).sort((a, b) => partOf(a.detail, 1e6) - partOf(b.detail, 1e6));
  const tried = rows.filter((_, i) => parts[i] === 0);
  const macro = (lists: typeof duties, model: typeof router | null): string => share(figuresOf(tried.map((row) => {
    const { ranked } = propose(row, lists, model, false);
    return { said: names.map((each) => ranked.find(({ department }) => department === each)?.score ?? 0), right: names.indexOf(row.label) };
  }), names, { confidence: 2 }).macroF1);
  tell('after no case', `macro-F1 of the duty lists ${macro(duties, null)}`);
  for (const count of [20, 40, 100, 400, 2000, lessons.length]) {
    const model = routerOf(train(lessons.slice(0, count)));
    tell(`after ${count} cases`, `macro-F1 blended ${macro(duties, model)}, model alone ${macro([], model)}`);
  }
}

/** Multinomial, add-one, on the words alone; the same parts. */
function naiveBayes(): { said: number[]; right: number }[] {
  const groups = groupsOf(examples.map(({ subject, detail }) => `${subject ?? ''} ${detail}`), examples.map(({ together }) => together));
  const parts = Array.from(groups, (group) => partOf(String(group), PARTS));
  const words = rows.map((row) => wordsOf(row));
  const said: { said: number[]; right: number }[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const counts = names.map(() => new Map<string, number>());
    const totals = names.map(() => 0);
    const cases = names.map(() => 0);
    const known = new Set<string>();
    rows.forEach(({ label }, i) => {
      if (parts[i] === part) return;
      const place = names.indexOf(label);
      cases[place]! += 1;
      for (const word of words[i]!) {
        counts[place]!.set(word, (counts[place]!.get(word) ?? 0) + 1);
        totals[place]! += 1;
        known.add(word);
      }
    });
    rows.forEach(({ label }, i) => {
      if (parts[i] !== part) return;
      const scores = names.map((_, d) => words[i]!.reduce((sum, word) => sum + Math.log(((counts[d]!.get(word) ?? 0) + 1) / (totals[d]! + known.size)), Math.log(cases[d]!)));
      const most = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - most));
      const whole = powers.reduce((sum, each) => sum + each, 0);
      said.push({ said: powers.map((each) => each / whole), right: names.indexOf(label) });
    });
  }
  return said;
}
