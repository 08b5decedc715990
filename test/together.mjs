/**
 * Spec files of one folder are run as one where the whole suite runs: jest loads every module anew for each file it runs,
 * and loading the application and opening its first office costs more than most files then need for their tests.
 * A single file or a pattern is run as it stands.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** More would leave one core idle at the end of the run. */
const LARGEST = 5;
/** Hooks of these stand outside any `describe` and would be everybody's. */
const ALONE = /^(?:beforeAll|beforeEach|afterAll|afterEach)\(/m;

/** Writes the groups below `dist/together` and answers what jest must be told to run them. */
export function together(root) {
  const folder = join(root, 'dist', 'together');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, files] of groupsOf(join(root, 'test'))) {
    const lines = files.map((file) => `import '${relative(folder, file).split(sep).join('/').replace(/\.ts$/, '.js')}';`);
    writeFileSync(join(folder, `${name}.spec.mjs`), `${lines.join('\n')}\n`);
  }
  return ['--roots', folder, '--testMatch', '**/*.spec.mjs', '--testSequencer', join(root, 'test', 'longest-first.mjs')];
}

function groupsOf(tests) {
  const groups = new Map();
  const rooms = Map.groupBy(specFilesIn(tests), (file) => relative(tests, dirname(file)).split(sep).join('-') || 'root');
  for (const [room, files] of rooms) {
    const alone = files.filter((file) => ALONE.test(readFileSync(file, 'utf8')));
    const rest = files.filter((file) => !alone.includes(file));
    const parts = [...alone.map((file) => [file]), ...Array.from({ length: Math.ceil(rest.length / LARGEST) }, (_, part) => rest.slice(part * LARGEST, (part + 1) * LARGEST))];
    parts.forEach((part, index) => groups.set(parts.length > 1 ? `${room}-${index + 1}` : room, part));
  }
  return groups;
}

const specFilesIn = (tests) => readdirSync(tests, { recursive: true }).filter((file) => file.endsWith('.spec.ts')).sort((a, b) => (a < b ? -1 : 1)).map((file) => join(tests, file));
