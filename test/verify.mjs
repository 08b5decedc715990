// The long forms of what `npm test` samples, one after the other: fifty kills, more random bodies, large data, and the
// figures of the README. A step that fails does not stop the next; the end says what passed, what failed and what was left out.
//
//   npm run verify                    all of them
//   npm run verify -- kills search    those with one of these words in name or command
//   npm run verify -- --list          what there is, and how long each takes
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuilt, root } from '../config/build/ensure-built.mjs';

const letters = `${root}../shared/data/replies.dev.jsonl`;
const quiet = '--disable-warning=ExperimentalWarning';
const jest = ['--experimental-vm-modules', quiet, 'node_modules/jest/bin/jest.js', '--silent', '--testTimeout=3600000'];
/**
 * `minutes`: about, on two cores with nothing beside; `letters`: needs the real letters.
 * @type {{ name: string, minutes: number, args: string[], environment?: Record<string, string>, letters?: boolean }[]}
 */
const STEPS = [
  { name: 'fifty kills of the simulation, of an import and of a rebasing', minutes: 10, args: ['test/kills/kills.mjs', '50', '7'] },
  { name: 'fifty kills of the sweep, and of three processes at once on PostgreSQL', minutes: 6, args: [...jest, 'test/kills/sweep'], environment: { KILLS: '50' } },
  { name: 'due times answered twice', minutes: 1, args: [...jest, 'test/core/time/reference'], environment: { DUE_QUESTIONS: '300000' } },
  { name: 'random bodies at the doors', minutes: 2, args: [...jest, 'test/doors/random'], environment: { RANDOM_RUNS: '2000' } },
  { name: 'the figures of the demonstration and their lists, recounted by plain SQL', minutes: 1, args: [...jest, 'test/cli/demonstration'], environment: { RECOUNT: 'on' } },
  { name: 'figures and reports of a month over 1,000,000 cases', minutes: 10, args: ['--expose-gc', quiet, 'test/bench/report.ts', '1000000'] },
  { name: 'figures and reports of a month over 1,000,000 cases, on PostgreSQL', minutes: 12, args: ['--expose-gc', quiet, 'test/bench/report.ts', '1000000', '--postgres'] },
  { name: 'due times a second, with and without proof, beside a day loop on Date', minutes: 1, args: ['test/bench/deadlines.mjs'] },
  { name: 'a year’s notice over 100,000 open clocks', minutes: 4, args: ['test/bench/rebase.mjs', '100000'] },
  { name: 'the sweep with up to 1,000,000 open clocks', minutes: 2, args: [quiet, 'test/bench/sweep.mjs', '10000', '100000', '1000000'] },
  { name: 'the sweep with up to 1,000,000 open clocks, on PostgreSQL', minutes: 3, args: [quiet, 'test/bench/sweep.mjs', '--postgres', '10000', '100000', '1000000'] },
  { name: 'the like letters of one among up to 1,000,000', minutes: 3, args: ['test/bench/similar.mjs'] },
  { name: 'near-duplicates of a reply among 100,000 earlier ones', minutes: 1, args: [quiet, 'test/bench/copies.ts', '100000'] },
  { name: 'searching 100,000 entries of the Q&A base', minutes: 5, args: [quiet, 'test/bench/search.ts', '100000'] },
  { name: 'topics among up to 1,000,000 messages', minutes: 16, args: ['--expose-gc', '--max-old-space-size=8000', 'test/bench/topics.mjs'] },
  { name: 'durable messages per second against a bare handler', minutes: 1, args: ['test/bench/intake.mjs', '5', '5'] },
  { name: 'routing: cross-validation, beside naive Bayes and duty lists', minutes: 1, args: [quiet, 'test/bench/routing.ts'], letters: true },
  { name: 'screening: what it holds of real letters, beside a plain search', minutes: 1, args: ['test/bench/screening.mjs'], letters: true },
  { name: 'reply quality on real replies: relevance, labels, codes, speed', minutes: 1, args: ['test/bench/quality.mjs'], letters: true },
  { name: 'screening and duty lists on real messages', minutes: 1, args: ['test/bench/judging.mjs'], letters: true },
  { name: 'the simulation on all real letters, every figure and list of every month recounted', minutes: 4, args: [quiet, 'test/bench/simulation.mjs', letters], letters: true },
  { name: 'the simulation on all real letters and its recount, on PostgreSQL', minutes: 8, args: [quiet, 'test/bench/simulation.mjs', '--postgres', letters], letters: true },
];

const say = (line) => console.log(line);
const words = process.argv.slice(2).filter((word) => word !== '--list');
const chosen = STEPS.filter(({ name, args }) => words.length === 0 || words.some((word) => `${name} ${args.join(' ')}`.toLowerCase().includes(word.toLowerCase())));

if (process.argv.includes('--list')) {
  for (const { name, minutes } of chosen) say(`${String(minutes).padStart(3)} min  ${name}`);
  process.exit(0);
}
if (chosen.length === 0) {
  console.error(`No step is named ${words.join(', ')}; npm run verify -- --list`);
  process.exit(1);
}

ensureBuilt();
const run = chosen.filter((step) => !step.letters || existsSync(letters));
/** @type {string[]} */
const [passed, failed] = [[], []];
for (const [index, { name, minutes, args, environment }] of run.entries()) {
  say(`\n== ${index + 1} of ${run.length}: ${name} (about ${minutes} min)`);
  const begun = performance.now();
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  const line = `${name} (${((performance.now() - begun) / 1000).toFixed(0)} s${status === 0 ? '' : `, ended with ${status ?? signal}`})`;
  (status === 0 ? passed : failed).push(line);
  say(`${status === 0 ? '✓' : '✗'} ${line}`);
}

say('');
for (const line of passed) say(`✓ ${line}`);
for (const line of failed) say(`✗ ${line}`);
for (const { name } of chosen.filter((step) => !run.includes(step))) say(`– ${name}: left out, there are no real letters in ../shared/data`);
const leftOut = chosen.length > run.length ? `, ${chosen.length - run.length} left out` : '';
say(`\n${passed.length} passed, ${failed.length} failed${leftOut}`);
process.exit(failed.length === 0 ? 0 : 1);
