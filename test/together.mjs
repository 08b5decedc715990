/**
 * Spec files are run in few groups where the whole suite runs: jest loads every module anew for each file it runs, and
 * loading the application and starting offices and a browser costs more than most files then need for their tests; the
 * files of a group pass them on. A single file or a pattern is run as it stands.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Groups of those that open offices; as many as keep both cores busy to the end. */
const GROUPS = 7;
/** What needs no application is run last, in small groups: they fill the core that would else be idle. */
const LIGHT = /^(?:core|walls|support|readme)/;
/** Hooks of these stand outside any `describe` and would be everybody's. */
const ALONE = /^(?:beforeAll|beforeEach|afterAll|afterEach)\(/m;
/** Files that take far longer than their length tells, in thousands of its characters. */
const WEIGHTS = { 'kills/kills': 60, 'kills/sweep': 130, 'console/desk.browser': 30, 'console/life.browser': 20 };

/** Writes the groups below `dist/together`, the longest first, and answers what jest must be told to run them. */
export function together(root) {
  const folder = join(root, 'dist', 'together');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  groupsOf(specFilesIn(join(root, 'test'))).forEach(({ name, files }, index) => {
    const lines = files.map(({ path }) => `import '${relative(folder, path).split(sep).join('/').replace(/\.ts$/, '.js')}';`);
    writeFileSync(join(folder, `${String(index + 1).padStart(2, '0')}-${name}.spec.mjs`), `${lines.join('\n')}\n`);
  });
  return ['--roots', folder, '--testMatch', '**/*.spec.mjs', '--testSequencer', join(root, 'test', 'longest-first.mjs')];
}

function groupsOf(files) {
  const light = files.filter(({ name }) => LIGHT.test(name));
  const alone = files.filter(({ text }) => ALONE.test(text));
  const offices = files.filter((file) => !light.includes(file) && !alone.includes(file));
  const groups = [...alone.map((file) => [file]), ...slices(offices, weightOf(offices) / GROUPS)];
  const small = [...Map.groupBy(light, ({ name }) => dirname(name)).values()];
  return [groups, small].flatMap((each) => each.toSorted((one, other) => weightOf(other) - weightOf(one))).map((each) => ({ name: nameOf(each), files: each }));
}

/** One after the other, in slices of about this weight. */
function slices(files, weight) {
  const cut = [];
  let sum = 0;
  for (const file of files) {
    const slice = Math.floor((sum + file.weight / 2) / weight);
    (cut[slice] ??= []).push(file);
    sum += file.weight;
  }
  return cut.filter(Boolean);
}

const weightOf = (files) => files.reduce((sum, { weight }) => sum + weight, 0);
const nameOf = (files) => [...new Set([files[0], files.at(-1)].map(({ name }) => dirname(name).replaceAll('/', '-')))].join('-to-').replace(/^\.$/, 'root');

function specFilesIn(tests) {
  const paths = readdirSync(tests, { recursive: true }).filter((path) => path.endsWith('.spec.ts')).map((path) => path.split(sep).join('/')).sort((a, b) => (a < b ? -1 : 1));
  return paths.map((path) => {
    const name = path.replace(/\.spec\.ts$/, '');
    const text = readFileSync(join(tests, path), 'utf8');
    return { path: join(tests, path), name, text, weight: WEIGHTS[name] ?? text.length / 1000 };
  });
}
