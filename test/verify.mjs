// The long forms of what `npm test` samples, one after the other: fifty kills, more random bodies, large data, and the
// tables of the README. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureBuilt, root } from '../config/build/ensure-built.mjs';

ensureBuilt();
const letters = `${root}../shared/data/replies.dev.jsonl`;
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--silent'];
const STEPS = [
  ['fifty kills of the simulation and of an import', ['test/kills/kills.mjs', '50', '7']],
  ['random bodies at the doors', [...jest, 'test/doors/random'], { RANDOM_RUNS: '20000' }],
  ['figures of a month over 1,000,000 cases', ['--disable-warning=ExperimentalWarning', 'test/bench/figures.ts', '1000000']],
  ['durable messages per second against a bare handler', ['test/bench/intake.mjs', '5', '5']],
  ['judging on real replies', ['--disable-warning=ExperimentalWarning', 'test/bench/judging.ts']],
];
if (existsSync(letters)) STEPS.push(['the simulation on all real letters', ['test/bench/simulation.mjs', letters]]);
else console.log('The simulation on real letters is left out: there is no ../shared/data here.');

let failed = 0;
for (const [name, args, environment] of STEPS) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  if (status !== 0) failed += 1;
}
console.log(`\n${STEPS.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
