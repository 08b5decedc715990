/**
 * A report held against `recount.sql`: every figure of every line, the lists behind both sides of every figure of every line, and
 * that parts add up to wholes. Shares no code with what it checks; asks the database of an installation, SQLite or PostgreSQL, itself.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Client, types } from 'pg';
import type { Report, Scope } from '../../src/reporting/report.js';
import type { CountedLists } from '../../src/reporting/counted-lists.service.js';

/** What is asked of a calendar; every clock is measured by the one that it was computed with. */
export interface Days {
  isWorking(day: string): boolean;
  iso(instant: number): string;
  instant(text: string): number;
}
export interface Calendars {
  readonly today: Days;
  calendar(hash: string): Days;
}
type Side = 'numerator' | 'denominator' | 'lengths';
interface Row {
  readonly number: string;
  readonly account: string;
  readonly channel: string;
  readonly kind: string;
  readonly department: string;
  readonly imposed: number;
  readonly calendar?: string;
  readonly began?: number;
  readonly ended?: number;
}
type Recounted = Map<string, Partial<Record<Side, readonly Row[]>>>;

const [PREPARATION, ...STATEMENTS] = readFileSync(new URL('recount.sql', import.meta.url), 'utf8').split('\n-- figure: ') as [string, ...string[]];

const TABLES = [...PREPARATION.matchAll(/create temp table (\w+)/g)].map(([, name]) => name!);

const OWNED = (statement: string): string => `select x.*, f.number, a.handle as account, a.platform as channel, f.kind,
    case when f.imposed_due_at is null then 0 else 1 end as imposed, coalesce(d.code, o.code, '') as department
  from (${statement}) x join files f on f.id = x.case_id join accounts a on a.id = f.account_id
  left join departments d on d.id = x.unit left join departments o on o.organisation_id = a.sponsor_id and o.own`;

/** A connection of its own, in which tables are made that nobody else sees. */
interface Connection {
  run(sql: string): Promise<void>;
  all<T>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}

/** The file is opened to be read only: what is made besides lives in memory. */
function embedded(file: string): Connection {
  const database = new Sqlite(file, { readonly: true });
  return { run: async (sql) => void database.exec(sql), all: async <T>(sql: string) => database.prepare(sql).all() as T[], close: async () => void database.close() };
}

/** `bigint` comes as text from this driver; every one here is an instant or a count. */
async function served(url: string): Promise<Connection> {
  const client = new Client({ connectionString: url, types: { getTypeParser: (type: number) => (type === BIGINT ? Number : types.getTypeParser(type)) } });
  await client.connect();
  return { run: async (sql) => void (await client.query(sql)), all: async <T>(sql: string) => (await client.query(sql)).rows as T[], close: async () => await client.end() };
}
const BIGINT = 20;

/** The counting of an installation by plain SQL. */
export class Recount {
  private readonly database: Connection;

  // Written out: node runs this file by leaving the types away, and parameter properties are more than types.
  private constructor(database: Connection) {
    this.database = database;
  }

  /** Where the installation is, as its settings say it. */
  static async of({ DATA_DIR, DATABASE_URL }: Readonly<Record<string, string | undefined>>): Promise<Recount> {
    const recount = new Recount(DATABASE_URL ? await served(DATABASE_URL) : embedded(join(DATA_DIR!, 'huiyin.sqlite')));
    await recount.database.run('create temp table asked (from_at bigint, to_at bigint, as_of bigint)');
    return recount;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  /** Every month from that of the first message to that of the instant, or to the last in which a promise that is open is due. */
  async months(until: number, days: Days): Promise<string[]> {
    const [first] = await this.database.all<{ at: number }>('select min(received_at) as at from case_files');
    const [last] = await this.database.all<{ at: number | null }>("select max(due_at) as at from deadlines where clock = 'answer' and stopped_at is null");
    const end = days.iso(Math.max(until, last!.at ?? 0)).slice(0, 7);
    const months = [days.iso(first!.at).slice(0, 7)];
    while (months.at(-1)! < end) months.push(monthAfter(months.at(-1)!));
    return months;
  }

  async counted(from: number, to: number, asOf: number): Promise<Recounted> {
    await this.database.run(`delete from asked; insert into asked values (${from}, ${to}, ${asOf}); ${TABLES.map((name) => `drop table if exists ${name};`).join(' ')} ${PREPARATION}`);
    const counted: Recounted = new Map();
    for (const text of STATEMENTS) {
      const [head, ...lines] = text.split('\n');
      const words = head!.trim().split(' ');
      const rows = await this.database.all<Row>(OWNED(lines.join('\n').trim().replace(/;$/, '')));
      for (const key of words.slice(0, -1)) counted.set(key, { ...counted.get(key), [words.at(-1) as Side]: rows });
    }
    return counted;
  }

  /** Promises to citizens that stand as of the last instant asked about and have a due time or an end: each falls in one month. */
  async promises(): Promise<number> {
    const [counted] = await this.database.all<{ n: number }>(`select count(*) as n from clocks where clock = 'answer' and (stop_at is not null or due_at is not null)
      and case_id in (select id from case_files where imposed_due_at is null)`);
    return counted!.n;
  }
}

const belongs = ({ kind, id }: Scope, row: Row): boolean => {
  if (kind === 'imposed' || row.imposed) return kind === 'imposed' && row.imposed === 1;
  return kind === 'whole' || row[kind] === id;
};

function workingDays(from: number, to: number, days: Days): number {
  const last = days.iso(to).slice(0, 10);
  let counted = 0;
  for (let day = days.iso(from).slice(0, 10); day < last; ) {
    day = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    if (days.isWorking(day)) counted += 1;
  }
  return counted;
}

const MEASURES: readonly [RegExp, (sorted: readonly number[]) => number][] = [
  [/median$/, (sorted) => (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2],
  [/mean$/, (sorted) => sorted.reduce((sum, each) => sum + each, 0) / sorted.length],
  [/p90$/, (sorted) => sorted.find((day) => sorted.filter((each) => each <= day).length * 10 >= sorted.length * 9)!],
  [/longest$/, (sorted) => sorted.at(-1)!],
];

const PARTS = ['account', 'channel', 'kind', 'department'] as const;

/** Where a report and the recount differ, in words; nothing where they agree. The report carries its lists. */
export function differences(report: Report, counted: Recounted, calendars: Calendars): string[] {
  const found: string[] = [];
  const differ = (what: string, said: unknown, is: unknown): void => {
    if (JSON.stringify(said) !== JSON.stringify(is)) found.push(`${report.from.slice(0, 7)} ${what}: ${JSON.stringify(said)} reported, ${JSON.stringify(is)} recounted`);
  };
  for (const scope of report.scopes) {
    for (const { key, numerator, denominator, value, cases, among } of scope.figures) {
      const name = `${scope.kind} ${scope.id} ${key}`;
      const sides = counted.get(key);
      const rows = (side: Side): readonly Row[] | undefined => sides?.[side]?.filter((row) => belongs(scope, row));
      const [above, below, lengths] = [rows('numerator'), rows('denominator'), rows('lengths')];
      if (lengths) {
        const sorted = lengths.map(({ calendar, began, ended }) => workingDays(began!, ended!, calendars.calendar(calendar!))).toSorted((a, b) => a - b);
        differ(name, [numerator, denominator, value], [null, sorted.length, sorted.length === 0 ? null : MEASURES.find(([ending]) => ending.test(key))![1](sorted)]);
      } else differ(name, [numerator, denominator, value], [above?.length, below?.length ?? null, !below ? above?.length : below.length === 0 ? null : above!.length / below.length]);
      differ(`${name}, its list`, cases, (above ?? lengths)!.map((row) => row.number).toSorted());
      differ(`${name}, what it is of`, among, below?.map((row) => row.number).toSorted());
    }
  }
  const [whole] = report.scopes;
  for (const kind of PARTS) {
    const lines = report.scopes.filter((scope) => scope.kind === kind);
    for (const [index, { key, numerator, denominator }] of whole!.figures.entries()) {
      const sum = (side: 'numerator' | 'denominator') => lines.reduce((total, line) => total + (line.figures[index]![side] ?? 0), 0);
      differ(`${key}, the lines by ${kind} added up`, [numerator ?? 0, denominator ?? 0], [sum('numerator'), sum('denominator')]);
    }
  }
  return found;
}

const monthAfter = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);
const FOUR = ['on_time', 'late', 'open_overdue', 'open_not_due'];

/**
 * Every month of an installation, as of its end and as of now; and that each promise is in exactly one of on time, late, open and overdue, open and not due,
 * in exactly one month.
 */
export async function recountedMonths(lists: Pick<CountedLists, 'opened'>, recount: Recount, calendars: Calendars, now: number): Promise<{ months: number; figures: number; differences: string[] }> {
  const found: string[] = [];
  let [figures, inFour] = [0, 0];
  const days = calendars.today;
  const months = await recount.months(now, days);
  for (const month of months) {
    const [from, to] = [days.instant(`${month}-01`), days.instant(`${monthAfter(month)}-01`)];
    for (const asOf of to < now ? [to, now] : [now]) {
      const report = await lists.opened({ from, to }, { asOf });
      found.push(...differences(report, await recount.counted(from, to, asOf), calendars));
      figures += report.scopes.reduce((sum, scope) => sum + scope.figures.length, 0);
      if (asOf === now) inFour += report.scopes[0]!.figures.filter(({ key }) => FOUR.includes(key)).reduce((sum, { value }) => sum + value!, 0);
    }
  }
  const promises = await recount.promises();
  if (inFour !== promises) found.push(`${promises} promises, and ${inFour} in the four of all months`);
  return { months: months.length, figures, differences: found };
}
