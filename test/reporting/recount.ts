/**
 * A report held against `recount.sql`: every figure of every line, the lists behind the figures, and that parts add up
 * to wholes. Shares no code with what it checks; runs on the SQLite file of an installation.
 */
import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
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
    f.imposed_due_at is not null as imposed, coalesce(d.code, o.code, '') as department
  from (${statement}) x join main.case_files f on f.id = x.case_id join main.accounts a on a.id = f.account_id
  left join main.departments d on d.id = x.unit left join main.departments o on o.organisation_id = a.sponsor_id and o.own`;

/** The installation’s file, read only: what is made besides lives in memory. */
export class Recount {
  private readonly database: Sqlite.Database;

  constructor(file: string) {
    this.database = new Sqlite(file, { readonly: true });
    this.database.exec('create temp table asked (from_at integer, to_at integer, as_of integer)');
  }

  close(): void {
    this.database.close();
  }

  /** Every month from that of the first message to that of the instant. */
  months(until: number, days: Days): string[] {
    const { first } = this.database.prepare('select min(received_at) as first from case_files').get() as { first: number };
    const months = new Set<string>();
    for (let at = first; at < until; at += 86_400_000) months.add(days.iso(at).slice(0, 7));
    return [...months.add(days.iso(until).slice(0, 7))];
  }

  counted(from: number, to: number, asOf: number): Recounted {
    this.database.exec('delete from asked');
    this.database.prepare('insert into asked values (?, ?, ?)').run(from, to, asOf);
    this.database.exec(`${TABLES.map((name) => `drop table if exists temp.${name};`).join(' ')} ${PREPARATION}`);
    const counted: Recounted = new Map();
    for (const text of STATEMENTS) {
      const [head, ...lines] = text.split('\n');
      const words = head!.trim().split(' ');
      const rows = this.database.prepare(OWNED(lines.join('\n').trim().replace(/;$/, ''))).all() as Row[];
      for (const key of words.slice(0, -1)) counted.set(key, { ...counted.get(key), [words.at(-1) as Side]: rows });
    }
    return counted;
  }

  /** Promises to citizens that stand as of the last instant asked about and have a due time or an end: each falls in one month. */
  promises(): number {
    const { n } = this.database.prepare(`select count(*) as n from clocks where clock = 'answer' and (stop_at is not null or due_at is not null)
      and case_id in (select id from main.case_files where imposed_due_at is null)`).get() as { n: number };
    return n;
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

/** Where a report and the recount differ, in words; nothing where they agree. The report’s whole carries its lists. */
export function differences(report: Report, counted: Recounted, calendars: Calendars): string[] {
  const found: string[] = [];
  const differ = (what: string, said: unknown, is: unknown): void => {
    if (JSON.stringify(said) !== JSON.stringify(is)) found.push(`${report.from.slice(0, 7)} ${what}: ${JSON.stringify(said)} reported, ${JSON.stringify(is)} recounted`);
  };
  for (const scope of report.scopes) {
    for (const { key, numerator, denominator, value, cases } of scope.figures) {
      const name = `${scope.kind} ${scope.id} ${key}`;
      const sides = counted.get(key);
      const rows = (side: Side): readonly Row[] | undefined => sides?.[side]?.filter((row) => belongs(scope, row));
      const [above, below, lengths] = [rows('numerator'), rows('denominator'), rows('lengths')];
      if (lengths) {
        const sorted = lengths.map(({ calendar, began, ended }) => workingDays(began!, ended!, calendars.calendar(calendar!))).toSorted((a, b) => a - b);
        differ(name, [numerator, denominator, value], [null, sorted.length, sorted.length === 0 ? null : MEASURES.find(([ending]) => ending.test(key))![1](sorted)]);
      } else differ(name, [numerator, denominator, value], [above?.length, below?.length ?? null, !below ? above?.length : below.length === 0 ? null : above!.length / below.length]);
      if (cases) differ(`${name}, its list`, cases, (above ?? lengths)!.map((row) => row.number).toSorted());
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
const aheadOf = (month: string, many: number): string[] => (many === 0 ? [] : [monthAfter(month), ...aheadOf(monthAfter(month), many - 1)]);
const FOUR = ['on_time', 'late', 'open_overdue', 'open_not_due'];

/**
 * Every month of an installation, as of its end and as of now; and that each promise is in exactly one of on time, late, open and overdue, open and not due,
 * in exactly one month.
 */
export async function recountedMonths(lists: Pick<CountedLists, 'opened'>, recount: Recount, calendars: Calendars, now: number): Promise<{ months: number; figures: number; differences: string[] }> {
  const found: string[] = [];
  let [figures, inFour] = [0, 0];
  const days = calendars.today;
  const months = recount.months(now, days);
  // What is open may be due in months to come.
  for (const month of [...months, ...aheadOf(months.at(-1)!, 6)]) {
    const [from, to] = [days.instant(`${month}-01`), days.instant(`${monthAfter(month)}-01`)];
    for (const asOf of to < now ? [to, now] : [now]) {
      const report = await lists.opened({ from, to }, { asOf });
      found.push(...differences(report, recount.counted(from, to, asOf), calendars));
      figures += report.scopes.reduce((sum, scope) => sum + scope.figures.length, 0);
      if (asOf === now) inFour += report.scopes[0]!.figures.filter(({ key }) => FOUR.includes(key)).reduce((sum, { value }) => sum + value!, 0);
    }
  }
  if (inFour !== recount.promises()) found.push(`${recount.promises()} promises, and ${inFour} in the four of all months`);
  return { months: months.length, figures, differences: found };
}
