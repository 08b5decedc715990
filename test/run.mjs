/**
 * `npm test [-- <jest arguments>]`: types, lint, then jest; the last line counts all three.
 *
 * Every step runs even when an earlier one failed, so that one run tells everything there is to repair.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { together } from './together.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'huiyin-run-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const total = { passed: 0, failed: 0, skipped: 0 };
const children = new Set();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of children) child.kill(signal);
  });
}

// Each of these keeps one core busy: side by side they take half as long. What some tests start as processes of their own is
// built before them.
await Promise.all([types(), typesOfTheConsole().then(lint), build()]);
await tests(process.argv.slice(2));

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.exitCode = total.failed > 0 ? 1 : 0;
process.stderr.write('', () => process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`));

async function types() {
  const memory = join(root, 'node_modules/.cache/test.tsbuildinfo');
  count((await run([bin('typescript', 'tsc'), '--noEmit', '--tsBuildInfoFile', memory])) === 0, 'types');
}

async function typesOfTheConsole() {
  count((await run([bin('vue-tsc', 'vue-tsc'), '--noEmit', '-p', 'src/console/tsconfig.json'])) === 0, 'types of the console');
}

async function lint() {
  count((await run([bin('oxlint', 'oxlint'), '--type-aware', 'src', 'test'])) === 0, 'lint');
}

async function build() {
  count((await run(['config/build/build.mjs'])) === 0, 'build');
}

async function tests(args) {
  const report = join(scratch, 'jest.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const which = args.length > 0 ? args : together(root);
  const code = await run([...flags, bin('jest', 'jest'), '--json', '--outputFile', report, ...which], 'ignore');
  const result = read(report);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.passed += result.numPassedTests;
  total.failed += failed;
  total.skipped += result.numPendingTests + result.numTodoTests;
  // A crash of jest itself, of its set-up or of its teardown shows in no test.
  if (result.numPassedTests + failed === 0) count(false, 'jest ran no tests');
  else if (code !== 0 && failed === 0) count(false, `jest ended with ${code}`);
}

function count(good, name) {
  if (good) total.passed += 1;
  else total.failed += 1;
  process.stderr.write(`${good ? 'ok' : 'FAILED'}: ${name}\n`);
}

/** Runs a program of ours under this Node; its exit code, or 1 when a signal ended it or the run. */
function run(args, stdout = 'inherit') {
  if (interrupted) return 1;
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', stdout, 'inherit'] });
  children.add(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

function bin(name, command) {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const entry = JSON.parse(readFileSync(file, 'utf8')).bin;
  return join(dirname(file), typeof entry === 'string' ? entry : entry[command]);
}

/** jest's report; all noughts when it wrote none. */
function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
    return { ...nothing, numRuntimeErrorTestSuites: 0 };
  }
}
