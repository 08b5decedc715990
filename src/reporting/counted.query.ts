/**
 * One row a case with everything it was counted in: the frozen list behind a report. It is one statement, so that it sees
 * one state of the database; the figures of a document are added up from these rows and so agree with them.
 */
import { SOURCES, SOURCE_NAMES, type LengthName, type SourceName } from '../core/figures.js';
import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { bound, named, partConditions, rowsOf, toldAsOf, type Owner, type Window } from './figures.query.js';
import { ANSWERED_IN, DUE_THEN, KIND_THEN, UNIT_THEN } from './sources.query.js';
import type { CountedEntry } from './document.js';

/** A case with what it counted in. `counted` is `source/bits/unit` once a row of a source, parted by blanks; bit n is the n-th part of the source. */
export interface CountedCase {
  readonly caseId: string;
  readonly accountId: string;
  readonly kind: string;
  readonly imposed: boolean;
  readonly counted: string;
}

type Row = { case_id: string; account_id: string; kind: string; imposed: number; counted: string };
const caseOf = (row: Row): CountedCase => ({
  caseId: row.case_id, accountId: row.account_id, kind: row.kind, imposed: Number(row.imposed) === 1, counted: row.counted,
});

function entriesSql(source: SourceName, window: Window): string {
  const conditions = partConditions(source);
  const bits = SOURCES[source].map((part, index) => `case when ${conditions[part]!} then ${2 ** index} else 0 end`).join(' + ');
  return `select case_id, account_id, kind, imposed, '${source}/' || bits || '/' || coalesce(department_id, '') as entry
    from (${rowsOf(source, window)} select x.case_id, x.account_id, x.kind, x.imposed, x.department_id, ${bits} as bits from x) ${source}_rows where bits > 0`;
}

/** Every case that counts in any figure of the window, over some accounts or all. */
export async function countedRows(sql: Sql, window: Window): Promise<CountedCase[]> {
  const gathered = sql.dialect === 'postgresql' ? "string_agg(entry, ' ' order by entry)" : "group_concat(entry, ' ')";
  const text = `select case_id, account_id, kind, max(imposed) as imposed, ${gathered} as counted from (
    ${SOURCE_NAMES.map((source) => entriesSql(source, window)).join('\n union all \n')}) entries
    group by case_id, account_id, kind order by case_id`;
  return (await sql.all<Row>(...bound(text, window))).map(caseOf).map((each) => ({ ...each, counted: each.counted.split(' ').toSorted().join(' ') }));
}

export const entriesOf = (counted: string): CountedEntry[] =>
  counted.split(' ').map((entry) => {
    const [source, bits, unit] = entry.split('/');
    return { source: source as SourceName, bits: Number(bits), departmentId: unit === '' ? null : unit! };
  });

/** Keeps the rows for ever, many in a statement. */
export async function freeze(sql: Sql, reportId: string, cases: readonly CountedCase[]): Promise<void> {
  const AT_ONCE = 100;
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const some = cases.slice(from, from + AT_ONCE);
    await sql.run(
      `insert into report_cases (report_id, case_id, account_id, kind, imposed, counted) values ${some.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
      some.flatMap((each): SqlValue[] => [reportId, each.caseId, each.accountId, each.kind, each.imposed, each.counted]),
    );
  }
}

/** What is needed besides to name a case in a list, and to judge who may know of it. */
export interface ListedCase {
  readonly caseId: string;
  readonly number: string;
  /** As they are now: they decide who may know of it. */
  readonly state: string;
  readonly kindNow: string;
  readonly holderId: string | null;
  /** Then or now. */
  readonly report: boolean;
  readonly accountId: string;
  /** As they were at the instant. */
  readonly kind: string;
  readonly departmentId: string | null;
  readonly accused: readonly string[] | null;
  readonly receivedAt: number;
  readonly dueAt: number | null;
  readonly answeredAt: number | null;
  readonly satisfaction: string | null;
  readonly joint: boolean;
}

/** The cases by id, with their last answer clock as of an instant. */
export async function listedCases(sql: Sql, ids: readonly string[], asOf: number, departmentId: string | null = null): Promise<Map<string, ListedCase>> {
  const listed = new Map<string, ListedCase>();
  const AT_ONCE = 500;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const rows = await sql.all<Record<string, unknown>>(
      ...named(`select f.id, f.number, f.state, f.account_id, f.kind as kind_now, ${KIND_THEN} as kind, f.first_kind, f.department_id as holder_id, ${UNIT_THEN} as department_id,
        f.accused, f.received_at, ${DUE_THEN} as due_at,
        case when d.stopped_at <= :asOf then d.stopped_at when f.history and f.answered_at <= :asOf then f.answered_at end as answered_at,
        (select r.satisfaction from ratings r where r.case_id = f.id and r.at <= :asOf order by r.epoch desc limit 1) as satisfaction,
        case when exists (select 1 from joint_handlings j where j.case_id = f.id and j.department_id = :department and j.state <> 'released') then 1 else 0 end as joint
      from case_files f left join deadlines d on d.case_id = f.id and d.clock = 'answer' and d.start_at <= :asOf
        and d.epoch = (select max(e.epoch) from deadlines e where e.case_id = f.id and e.clock = 'answer' and e.start_at <= :asOf)
      where f.id in (${some.map((_, index) => `:id${index}`).join(', ')}) order by f.id, d.start_at`, { asOf, department: departmentId ?? '', ...Object.fromEntries(some.map((id, index) => [`id${index}`, id])) }),
    );
    for (const row of rows) listed.set(String(row['id']), listedOf(row));
  }
  return listed;
}

const number = (value: unknown): number | null => (value === null ? null : Number(value));
const listedOf = (row: Record<string, unknown>): ListedCase => ({
  caseId: String(row['id']), number: String(row['number']), state: String(row['state']), kindNow: String(row['kind_now']), holderId: row['holder_id'] as string | null,
  report: [row['kind'], row['kind_now'], row['first_kind']].includes('report'),
  accountId: String(row['account_id']), kind: String(row['kind']), departmentId: row['department_id'] as string | null,
  accused: typeof row['accused'] === 'string' ? (JSON.parse(row['accused']) as string[]) : null, receivedAt: Number(row['received_at']), dueAt: number(row['due_at']),
  answeredAt: number(row['answered_at']), satisfaction: row['satisfaction'] as string | null, joint: Number(row['joint']) === 1,
});

/** Received and answered by owner in [from, to), counted as the figures of these names are. */
export async function stepCounts(sql: Sql, window: Window): Promise<(Owner & { readonly received: number; readonly answered: number })[]> {
  const text = `select account_id, kind, department_id, sum(received) as received, sum(answered) as answered from (
    select f.account_id, :kind as kind, :unit as department_id, 1 as received, 0 as answered from case_files f
      where f.received_at >= :from and f.received_at < :to and f.received_at <= :asOf and f.imposed_due_at is null
    union all select f.account_id, :kind, :unit, 0, 1 from deadlines d cross join case_files f where ${ANSWERED_IN} and f.imposed_due_at is null
    union all select h.account_id, h.kind, h.department_id, 0, 1 from (${rowsOf('history', window)} select x.account_id, x.kind, x.department_id, x.imposed from x) h where h.imposed = 0) m
    group by account_id, kind, department_id`;
  type Row = { account_id: string; kind: string; department_id: string | null; received: unknown; answered: unknown };
  return (await sql.all<Row>(...bound(toldAsOf(text, window), window))).map((row) => ({
    accountId: row.account_id, kind: row.kind, departmentId: row.department_id, imposed: false, received: Number(row.received), answered: Number(row.answered),
  }));
}

/** Kept rows of a report. */
export async function frozenRows(sql: Sql, reportId: string): Promise<CountedCase[]> {
  return (await sql.all<Row>('select case_id, account_id, kind, case when imposed then 1 else 0 end as imposed, counted from report_cases where report_id = ? order by case_id', [reportId])).map(caseOf);
}

/** Lengths that a document shows and the figures measure. */
export const DOCUMENT_LENGTHS: readonly LengthName[] = ['duration', 'overdue', 'ageing'];
