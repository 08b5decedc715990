/**
 * The SQL of the figures: one statement a source, driven by an index on an instant, grouped by account, kind, unit and
 * imposed origin. What is counted stands in `core/figures.ts`; here stands how a part is told from the columns.
 */
import { SOURCES, type LengthName, type PartOf, type SourceName } from '../core/figures.js';
import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { CLOCKS_NOW, CLOCKS_THEN, KIND_NOW, KIND_THEN, LENGTH_ROWS, ROWS, STATE_NOW, STATE_THEN, UNIT_NOW, UNIT_THEN } from './sources.query.js';

/** What is counted over: [from, to) as of an instant, ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  /** The instant is now: state, kind and unit are read from the cases; for an earlier one they are told as they were. */
  readonly live: boolean;
  /** Only the whole is asked for, in which a case counts alike whoever held it, or whatever kind it was. */
  readonly alike?: readonly ('unit' | 'kind')[];
  /** Minutes east of UTC: where a day begins. */
  readonly zoneOffsetMinutes: number;
}

/** Whose rows a number is of. No unit: the own office of the account. */
export interface Owner {
  readonly accountId: string;
  readonly kind: string;
  readonly departmentId: string | null;
  readonly imposed: boolean;
}
export interface Cell extends Owner {
  readonly counts: Readonly<Record<string, number>>;
}
/** So many clocks from one day to another, days as numbers since 1970, by the calendar that they were computed with. */
export interface Span extends Owner {
  readonly calendarHash: string;
  readonly fromDay: number;
  readonly toDay: number;
  readonly count: number;
}
/** A case that was counted, with what decides who may know of it. */
export interface Counted extends Owner {
  readonly caseId: string;
  readonly number: string;
  /** As they are now: they decide who may know of it. */
  readonly state: string;
  readonly kindNow: string;
  readonly holderId: string | null;
  readonly accused: readonly string[] | null;
  /** The asking person’s department was asked to join. */
  readonly joint: boolean;
}

type Conditions<S extends SourceName> = Record<PartOf<S>, string>;

const STOPPED = 'x.stopped_at is not null';
/** On every clock alike. */
const FOUR: Conditions<'leg'> = {
  on_time: `${STOPPED} and x.verdict = 'on_time'`,
  late: `${STOPPED} and x.verdict = 'late'`,
  open_overdue: 'x.stopped_at is null and x.due_at < :asOf',
  open_not_due: 'x.stopped_at is null and (x.due_at is null or x.due_at >= :asOf)',
};

const ENDED = "x.state in ('filed', 'rejected', 'withdrawn', 'quarantined')";
const VALID = `(x.answered = 1 or not ${ENDED})`;
const unanswered = (state: string): string => `x.answered = 0 and x.state = '${state}'`;
const UNSCREENED = "x.answered = 0 and not x.history and x.state in ('received', 'held')";
const JUDGED = '(x.stopped_at is not null or x.due_at < :asOf)';
/** 挂账 counts as unresolved whatever the citizen said. */
const resolved = (said: string, consultation: boolean): string =>
  `x.resolved = '${said}' and x.tracked = 0 and x.kind ${consultation ? '=' : '<>'} 'consultation'`;

/** Total by type: a part without its condition does not compile. */
const CONDITIONS: { readonly [S in SourceName]: Conditions<S> } = {
  received: {
    received: '1 = 1', valid: VALID, accepted: `${VALID} and not (${UNSCREENED})`, unscreened: UNSCREENED,
    filed: unanswered('filed'), rejected: unanswered('rejected'), withdrawn: unanswered('withdrawn'), quarantined: unanswered('quarantined'),
    merged: "x.state = 'merged'", answered: 'x.answered = 1', repeated: `${VALID} and x.repeat_count > 0`, anonymous: 'x.anonymous',
    history: 'x.history', screened: 'x.screened is not null', held: "x.screened = 'hold'", after_end: 'x.after_end = 1',
  },
  answer: {
    ...FOUR,
    on_time_original: `${FOUR.on_time} and x.stopped_at <= coalesce(x.original_due_at, x.due_at)`,
    finished: `${STOPPED} and x.answering = 1`, extended: `${JUDGED} and x.extended = 1`,
    urged: `${JUDGED} and x.urged = 1`, supervised: `${JUDGED} and x.supervised = 1`,
  },
  answered: {
    answered: '1 = 1', rated: 'x.satisfaction is not null', satisfied: "x.satisfaction = 'satisfied'", fairly: "x.satisfaction = 'fairly'",
    dissatisfied: "x.satisfaction = 'dissatisfied'", rated_matter: "x.satisfaction is not null and x.kind <> 'consultation'",
    resolved_matter: resolved('yes', false), partly_matter: resolved('partly', false),
    rated_consultation: "x.satisfaction is not null and x.kind = 'consultation'", resolved_consultation: resolved('yes', true),
    partly_consultation: resolved('partly', true), reopened: 'x.reopened = 1', followed_up: 'x.followed_up = 1',
  },
  history: { answered: '1 = 1' },
  carried: {
    carried: '1 = 1', finished: 'x.stopped_at < :to and x.answering = 1', open: 'x.stopped_at is null',
  },
  stock: { open: '1 = 1', overdue: 'x.due_at < :asOf', still: 'x.due_at is null' },
  leg: FOUR, acknowledge: FOUR, contact: FOUR, contribution: FOUR, screen: FOUR, dispatch: FOUR, review: FOUR, publish: FOUR,
  return_decision: FOUR, study: FOUR,
  acknowledged: { acknowledged: '1 = 1', not_contactable: 'not x.contactable' },
  assignments: { assigned: '1 = 1' },
  returns: { asked: '1 = 1', upheld: "x.decision = 'granted'", refused: "x.decision = 'refused'", adjudicated: "x.decision = 'adjudicated'" },
  extensions: { asked: '1 = 1', granted: "x.decision = 'granted'" },
  relabels: { relabelled: '1 = 1', downwards: 'x.downwards' },
  quarantines: {
    hidden: '1 = 1', by_system: 'x."by" is null', secret: "x.code = 'secret'", unlawful: "x.code = 'unlawful'", threat: "x.code = 'threat'",
    personal_data: "x.code = 'personal_data'", abuse: "x.code = 'abuse'", advertising: "x.code = 'advertising'", malice: "x.code = 'malice'",
  },
  purges: { purged: '1 = 1', secret: "x.code = 'secret'", unlawful: "x.code = 'unlawful'" },
  papers: {
    urged: "x.sort = 'urge' and x.issued = 1", supervised: "x.sort = 'supervision' and x.issued = 1",
    drafted: "x.sort = 'supervision' and x.drafted = 1", instructed: "x.sort = 'instruction' and x.issued = 1",
  },
  events: { reopened: "x.act = 'reopen'", clarified: "x.act = 'ask_citizen'", released: "x.act in ('release', 'release_group_reply')", tracked: "x.act = 'track'", cleared: "x.act = 'clear'", repeats_ended: "x.act = 'end_repeats'" },
  follow_ups: {
    attempted: '1 = 1', reached: 'x.reached', resolved: "x.resolved = 'yes'", partly: "x.resolved = 'partly'", satisfied: "x.satisfaction = 'satisfied'", fairly: "x.satisfaction = 'fairly'",
    contacted: 'x.reached and x.contacted = 1',
  },
  spot_checks: { checked: '1 = 1', good: 'x.good' },
  tracking: { open: '1 = 1', past_review: 'x.due_at < :asOf' },
  knowledge: { used: '1 = 1' },
  publications: { answered_publicly: 'x."public"', answered_privately: 'not x."public"' },
};

/** The conditions of a source by part. */
export const partConditions = (source: SourceName): Readonly<Record<string, string>> => CONDITIONS[source];

interface OwnerRow {
  account_id: string;
  kind: string;
  department_id: string | null;
  imposed: number;
}
const OWNER = 'x.account_id, x.kind, x.department_id, x.imposed';
const ownerOf = (row: OwnerRow): Owner => ({
  accountId: row.account_id, kind: row.kind, departmentId: row.department_id, imposed: Number(row.imposed) === 1,
});

/** The names of a window and others. */
export const bound = (sql: string, { from, to, asOf }: Window, more: Readonly<Record<string, SqlValue>> = {}): [string, SqlValue[]] =>
  named(sql, { from, to, asOf, yes: true, no: false, ...more });

/** Names become parameters in the order in which they stand. */
export function named(sql: string, values: Readonly<Record<string, SqlValue>>): [string, SqlValue[]] {
  const parameters: SqlValue[] = [];
  const text = sql.replace(/:(\w+)/g, (_, name: string) => {
    parameters.push(values[name]!);
    return '?';
  });
  return [text, parameters];
}

/** What a text says of state, clocks, kind and unit is told as of the instant of the window. */
export const toldAsOf = (rows: string, { live, alike }: Window): string =>
  rows.replaceAll(':state', live ? STATE_NOW : STATE_THEN).replaceAll(':clocks', live ? CLOCKS_NOW : CLOCKS_THEN)
    .replaceAll(':kind', live || alike?.includes('kind') ? KIND_NOW : KIND_THEN).replaceAll(':unit', live || alike?.includes('unit') ? UNIT_NOW : UNIT_THEN);

/** Whether what is counted of a source depends on the kind of the case, beyond the line it counts in. */
const kindDecides = (source: SourceName): boolean =>
  [ROWS[source].replace(':kind as kind', ''), ...Object.values<string>(CONDITIONS[source])].some((text) => /:kind|x\.kind/.test(text));

/** Rows that ask other tables are materialised: else SQLite asks again for each part that mentions the answer. */
const ASKING: ReadonlySet<SourceName> = new Set<SourceName>(['received', 'answer', 'answered']);
export const rowsOf = (source: SourceName, window: Window): string => {
  const alike = (window.alike ?? []).filter((what) => what === 'unit' || !kindDecides(source));
  const rows = toldAsOf(ROWS[source], { ...window, alike });
  return `with x as ${ASKING.has(source) ? 'materialized' : 'not materialized'} (${rows})`;
};

/** The counts of every part of a source, by account, kind, unit and imposed origin. */
export async function cellsOf(sql: Sql, source: SourceName, window: Window): Promise<Cell[]> {
  const parts = SOURCES[source];
  const sums = parts.map((part, index) => `sum(case when ${partConditions(source)[part]} then 1 else 0 end) as n${index}`);
  const text = `${rowsOf(source, window)} select ${OWNER}, ${sums.join(', ')} from x group by ${OWNER}`;
  const rows = await sql.all<OwnerRow & Record<string, unknown>>(...bound(text, window));
  return rows.map((row) => ({
    ...ownerOf(row), counts: Object.fromEntries(parts.map((part, index) => [part, Number(row[`n${index}`])])),
  }));
}

/** The days between which clocks ran (duration) or stood overdue, counted by pairs of days. */
export async function spansOf(sql: Sql, name: LengthName, window: Window): Promise<Span[]> {
  const day = (instant: string): string => `cast((${instant} + ${window.zoneOffsetMinutes * 60_000}) / 86400000 as bigint)`;
  const text = `select ${OWNER}, x.calendar_hash, x.from_day, x.to_day, count(*) as count from (
    select ${OWNER}, x.calendar_hash, ${day('x.began')} as from_day, ${day('x.ended')} as to_day from (${toldAsOf(LENGTH_ROWS[name], window)}) x) x
    group by ${OWNER}, x.calendar_hash, x.from_day, x.to_day`;
  type Row = OwnerRow & { calendar_hash: string; from_day: unknown; to_day: unknown; count: unknown };
  return (await sql.all<Row>(...bound(text, window))).map((row) => ({
    ...ownerOf(row), calendarHash: row.calendar_hash, fromDay: Number(row.from_day), toDay: Number(row.to_day), count: Number(row.count),
  }));
}

/** The cases behind some parts of a source, each as often as it was counted, by number. */
export async function countedCases(sql: Sql, source: SourceName, parts: readonly string[], window: Window, departmentId: string | null): Promise<Counted[]> {
  const which = parts.map((part) => `(${partConditions(source)[part]!})`).join(' or ');
  const text = `${rowsOf(source, window)} select ${OWNER}, g.id as case_id, g.number, g.state, g.kind as kind_now, g.department_id as holder_id, g.accused,
      case when exists (select 1 from joint_handlings j where j.case_id = g.id and j.department_id = :department and j.state <> 'released')
        then 1 else 0 end as joint
    from x join case_files g on g.id = x.case_id where ${which} order by g.number`;
  type Row = OwnerRow & { case_id: string; number: string; state: string; kind_now: string; holder_id: string | null; accused: string | null; joint: number };
  return (await sql.all<Row>(...bound(text, window, { department: departmentId ?? '' }))).map((row) => ({
    ...ownerOf(row), caseId: row.case_id, number: row.number, state: row.state, kindNow: row.kind_now, holderId: row.holder_id,
    accused: row.accused === null ? null : (JSON.parse(row.accused) as string[]), joint: Number(row.joint) === 1,
  }));
}
