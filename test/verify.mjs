// The long forms of what `npm test` samples, one after the other: fifty kills, more random bodies, large data, and the
// tables of the README. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuilt, root } from '../config/build/ensure-built.mjs';

ensureBuilt();
const letters = `${root}../shared/data/replies.dev.jsonl`;
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--silent', '--testTimeout=3600000'];
/** @type {{ name: string, args: string[], environment?: Record<string, string> }[]} */
const STEPS = [
  { name: 'fifty kills of the simulation, of an import and of a rebasing', args: ['test/kills/kills.mjs', '50', '7'] },
  { name: 'fifty kills of the sweep, and of three processes at once on PostgreSQL', args: [...jest, 'test/kills/sweep'], environment: { KILLS: '50' } },
  { name: 'due times answered twice', args: [...jest, 'test/core/time/reference'], environment: { DUE_QUESTIONS: '300000' } },
  { name: 'random bodies at the doors', args: [...jest, 'test/doors/random'], environment: { RANDOM_RUNS: '2000' } },
  { name: 'the figures of the demonstration and their lists, recounted by plain SQL', args: [...jest, 'test/cli/demonstration'], environment: { RECOUNT: 'on' } },
  { name: 'figures and reports of a month over 1,000,000 cases', args: ['--expose-gc', '--disable-warning=ExperimentalWarning', 'test/bench/report.ts', '1000000'] },
  { name: 'the same on PostgreSQL', args: ['--expose-gc', '--disable-warning=ExperimentalWarning', 'test/bench/report.ts', '1000000', '--postgres'] },
  { name: 'due times a second, with and without proof, beside a day loop on Date', args: ['test/bench/deadlines.mjs'] },
  { name: 'a year’s notice over 100,000 open clocks', args: ['test/bench/rebase.mjs', '100000'] },
  { name: 'the sweep with up to 1,000,000 open clocks', args: ['--disable-warning=ExperimentalWarning', 'test/bench/sweep.mjs', '10000', '100000', '1000000'] },
  { name: 'the same on PostgreSQL', args: ['--disable-warning=ExperimentalWarning', 'test/bench/sweep.mjs', '--postgres', '10000', '100000', '1000000'] },
  { name: 'the like letters of one among up to 1,000,000', args: ['test/bench/similar.mjs'] },
  { name: 'near-duplicates of a reply among 100,000 earlier ones', args: ['--disable-warning=ExperimentalWarning', 'test/bench/copies.ts', '100000'] },
  { name: 'searching 100,000 entries of the Q&A base', args: ['--disable-warning=ExperimentalWarning', 'test/bench/search.ts', '100000'] },
  { name: 'topics among up to 1,000,000 messages', args: ['--expose-gc', '--max-old-space-size=8000', 'test/bench/topics.mjs'] },
  { name: 'durable messages per second against a bare handler', args: ['test/bench/intake.mjs', '5', '5'] },
];
if (existsSync(letters)) {
  STEPS.push({ name: 'routing: cross-validation, beside naive Bayes and duty lists', args: ['--disable-warning=ExperimentalWarning', 'test/bench/routing.ts'] });
  STEPS.push({ name: 'screening: what it holds of real letters, beside a plain search', args: ['test/bench/screening.mjs'] });
  STEPS.push({ name: 'reply quality on real replies: relevance, labels, codes, speed', args: ['test/bench/quality.mjs'] });
  STEPS.push({ name: 'screening and duty lists on real messages', args: ['test/bench/judging.mjs'] });
  STEPS.push({ name: 'the simulation on all real letters, every figure and list of every month recounted', args: ['--disable-warning=ExperimentalWarning', 'test/bench/simulation.mjs', letters] });
  STEPS.push({ name: 'the same on PostgreSQL', args: ['--disable-warning=ExperimentalWarning', 'test/bench/simulation.mjs', '--postgres', letters] });
} else console.log('Judging and the simulation on real letters are left out: there is no ../shared/data here.');

let failed = 0;
for (const { name, args, environment } of STEPS) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  if (status !== 0) failed += 1;
}
console.log(`\n${STEPS.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
