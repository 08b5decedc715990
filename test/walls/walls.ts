/**
 * The walls of the house, as README draws it: who may import whom, and what may be done where.
 *
 * `breaches` works on a map of path → text, so that each wall is tested on a planted violation.
 */
import { posix } from 'node:path';
import { readSource, type Fact, type Source } from './source.js';

/** The line, in the order in which a case walks it. */
const LINE = ['intake', 'moderation', 'routing', 'handling', 'review', 'publication', 'feedback'];
const BESIDE = ['rules', 'escalation', 'notice', 'webhook', 'knowledge', 'opinion', 'insight', 'reporting', 'inspection', 'assessment', 'rota', 'public', 'desk'];
/** From the ground up; a folder of `src` stands on exactly one of them. */
const FLOORS = [['core'], ['base'], ['identity'], ['registry'], ['journal'], ['casefile'], LINE, ['views'], BESIDE];
const [LINE_FLOOR, VIEWS_FLOOR, BESIDE_FLOOR] = [FLOORS.indexOf(LINE), FLOORS.length - 2, FLOORS.length - 1];
const ROOT_FLOOR = FLOORS.length;
/** Root files, and the sub-commands of `cli.ts`. */
const ROOT_FILE = /^src\/([^/]+|cli\/.+)$/;

/** Pure libraries core may use; everything else core needs is an argument. */
const CORE_LIBRARIES = ['node:crypto', '@node-rs/jieba'];

const SQL_FILE = /\.query\.ts$|\/migrations\//;
const SETTINGS_FILE = 'src/base/settings.ts';
const CLOCK_FILE = 'src/base/clock.ts';
const TIMER_FILE = /^src\/(heartbeat\.ts$|base\/|intake\/channels\/)/;
const DEFAULT_EXPORT_FILE = /\.config\.ts$|\/migrations\//;
const HOMELESS_FOLDER = /^(common|shared|utils?|helpers?|managers?)$/;
const TIMERS = /^(setTimeout|setInterval|@Cron|@Interval|@Timeout)$/;
const TIMER_MODULES = /^(node:)?timers(\/promises)?$/;
const DATABASE_CLOCK = /(?<![.\w])now\(\)|\bcurrent_timestamp\b|\b(date|time|datetime|julianday|unixepoch)\('now'/i;

/**
 * SQL is written in capitals or begins with its verb in small letters; "Select the file from your disk" is a sentence.
 */
const SQL = [
  /\bSELECT\b[\s\S]+?\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\b[\s\S]+?\bSET\b|\bDELETE\s+FROM\b/,
  /^\s*(with\b[\s\S]+?)?(select\b[\s\S]+?\bfrom\b|insert\s+(or\s+\w+\s+)?into\b|update\b[\s\S]+?\bset\b|delete\s+from\b)/,
];

export interface Breach {
  wall: string;
  /** `src/intake/intake.service.ts:12` */
  where: string;
  what: string;
}

interface Room {
  floor: number;
  name: string;
}

/** Every breach of every wall in these files (path from the repository's root → text). */
export function breaches(files: ReadonlyMap<string, string>): Breach[] {
  const sources = new Map<string, Source>();
  for (const [path, text] of files) sources.set(path, readSource(path, text));
  const found = [...sources].flatMap(([path, source]) => [
    ...placeBreaches(path),
    ...importBreaches(path, source),
    ...(isConsole(path) ? [] : habitBreaches(path, source)),
  ]);
  return [...found, ...ringBreaches(sources)];
}

/** Guides, not laws: what a reader might look at. */
export function guides(files: ReadonlyMap<string, string>): string[] {
  const long = [...files].map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }));
  const strays = [...files.keys()].filter((path) => path.startsWith('src/views/') && !path.endsWith('.query.ts'));
  return [
    ...long.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines} lines (guide: 250)`),
    ...strays.map((path) => `${path}: views holds *.query.ts`),
  ];
}

function placeBreaches(path: string): Breach[] {
  const folders = path.split('/').slice(1, -1);
  const found: [boolean, string, string][] = [
    [path.endsWith('/index.ts'), 'no barrel', 'a file named index.ts'],
    [folders.some((folder) => HOMELESS_FOLDER.test(folder)), 'no homeless folder', `in ${folders.join('/')}/`],
    [!isConsole(path) && !roomOf(path), 'floors', `${folders[0]} stands on no floor: name it in walls.ts`],
  ];
  return found.filter(([broken]) => broken).map(([, wall, what]) => ({ wall, where: path, what }));
}

function importBreaches(path: string, { imports }: Source): Breach[] {
  return imports.flatMap(({ line, text, types }) => {
    const target = targetOf(path, text);
    const wall = target === undefined ? libraryWall(path, text) : importWall(path, target, types);
    return wall ? [{ wall, where: `${path}:${line}`, what: `imports ${target ?? text}` }] : [];
  });
}

/** The wall that stands between two files of ours, if one does. */
function importWall(path: string, target: string, types: boolean): string | undefined {
  if (isConsole(path) || isConsole(target)) {
    const known = isConsole(target) || (types && target.endsWith('.controller.ts'));
    return isConsole(path) && known ? undefined : 'the console talks only to the HTTP API';
  }
  if (!target.startsWith('src/')) return target.endsWith('.json') ? undefined : 'src stands alone';
  const [from, to] = [roomOf(path), roomOf(target)];
  if (!from || !to || from.name === to.name || from.floor === ROOT_FLOOR) return undefined;
  const isEntities = target.endsWith('.entities.ts');
  if (from.floor === LINE_FLOOR && to.floor === LINE_FLOOR) {
    if (LINE.indexOf(to.name) > LINE.indexOf(from.name)) return 'never to the right';
    return isEntities ? undefined : 'a room never calls another room';
  }
  if (from.floor >= VIEWS_FLOOR && to.floor !== ROOT_FLOOR && isEntities) return undefined;
  if (from.floor === BESIDE_FLOOR && to.floor === BESIDE_FLOOR) return 'a room never calls another room';
  if (to.floor > from.floor) return 'lower floors only';
  return to.floor === LINE_FLOOR ? 'a room never calls another room' : undefined;
}

function libraryWall(path: string, name: string): string | undefined {
  if (isConsole(path)) {
    return /^(@nestjs|@mikro-orm)\//.test(name) ? 'the console talks only to the HTTP API' : undefined;
  }
  if (TIMER_MODULES.test(name) && !TIMER_FILE.test(path)) return 'timers';
  const isPure = CORE_LIBRARIES.some((library) => name === library || name.startsWith(`${library}/`));
  return roomOf(path)?.name === 'core' && !isPure ? 'core is pure' : undefined;
}

/** What a file does that only some files may do. */
function habitBreaches(path: string, source: Source): Breach[] {
  const isSql = (text: string) => SQL.some((pattern) => pattern.test(text));
  const habits: [string, boolean, Fact[]][] = [
    ['no default export', DEFAULT_EXPORT_FILE.test(path), source.defaultExports],
    ['no forwardRef', false, source.names.filter(({ text }) => text === 'forwardRef')],
    ['timers', TIMER_FILE.test(path), source.names.filter(({ text }) => TIMERS.test(text))],
    ['process.env', path === SETTINGS_FILE, source.environment],
    ['the clock', path === CLOCK_FILE, source.clockReads],
    ['the clock', /\/migrations\//.test(path), source.texts.filter(({ text }) => DATABASE_CLOCK.test(text))],
    ['SQL', SQL_FILE.test(path), source.texts.filter(({ text }) => isSql(text))],
  ];
  return habits.flatMap(([wall, allowed, facts]) =>
    allowed ? [] : facts.map(({ line, text }) => ({ wall, where: `${path}:${line}`, what: text.trim().slice(0, 80) })),
  );
}

/** Files that import each other round in a ring: Tarjan's strongly connected components. */
function ringBreaches(sources: ReadonlyMap<string, Source>): Breach[] {
  const number = new Map<string, number>();
  const open: string[] = [];
  const rings: string[][] = [];
  /** The smallest number that can be reached from here among the files still open. */
  const visit = (path: string): number => {
    const mine = number.size;
    number.set(path, mine);
    open.push(path);
    const targets = (sources.get(path)?.imports ?? []).map(({ text }) => targetOf(path, text) ?? '');
    let low = mine;
    for (const target of targets.filter((file) => sources.has(file))) {
      if (!number.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, number.get(target) ?? low);
    }
    if (low < mine) return low;
    const ring = open.splice(open.indexOf(path));
    if (ring.length > 1 || targets.includes(path)) rings.push(ring.toSorted());
    return mine;
  };
  for (const path of sources.keys()) if (!number.has(path)) visit(path);
  return rings.map((ring) => ({ wall: 'no ring', where: ring[0] ?? '', what: ring.join(' ↔ ') }));
}

/** The file a relative import means; nothing for a library. */
function targetOf(path: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined;
  return posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts');
}

function roomOf(path: string): Room | undefined {
  if (ROOT_FILE.test(path)) return { floor: ROOT_FLOOR, name: 'root' };
  const name = path.split('/')[1] ?? '';
  const floor = FLOORS.findIndex((rooms) => rooms.includes(name));
  return floor < 0 ? undefined : { floor, name };
}

function isConsole(path: string): boolean {
  return path.startsWith('src/console/');
}
