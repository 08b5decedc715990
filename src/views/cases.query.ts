import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { ownersMatching } from '../base/database/full-text.query.js';
import type { Term } from '../core/language/words.js';
import type { State } from '../core/vocabulary.js';
import { anyOf, both, type Condition, type Way } from './visible.query.js';

export interface Page {
  readonly states: readonly State[];
  /** The ways by which the person sees cases; none: sees nothing. */
  readonly ways: readonly Way[];
  readonly where: readonly Condition[];
  /** After this row in the order (nextDueAt, id); rows without a due time come last. */
  readonly after: { readonly nextDueAt: number | null; readonly id: string } | null;
  readonly limit: number;
  /** Cases without a running clock are left out. */
  readonly timed: boolean;
  /** A query of few case ids that leads to the page’s cases. */
  readonly led: Condition | null;
}

type CaseRow = Record<string, unknown> & { readonly id: string; readonly next_due_at: number | string | null };

/**
 * A page of cases in the order of their due times. Each state and each way of seeing is its own walk along an index,
 * so that a page costs the same at a million cases as at a hundred; the walks are merged here.
 */
export async function pageOf(sql: Sql, page: Page): Promise<CaseRow[]> {
  if (page.led) return await foundPageOf(sql, ownersIn(page.led), page);
  const led = await ledBy(sql, page);
  const timed = page.after !== null && page.after.nextDueAt === null ? [] : await walks(sql, page, afterTimed(page.after), 'c.next_due_at, c.id');
  const rows = merged([...led.filter(isTimed), ...timed], page.limit, (a, b) => Number(a.next_due_at) - Number(b.next_due_at) || compareIds(a, b));
  if (rows.length >= page.limit || page.timed) return rows;
  const untimed = await walks(sql, { ...page, limit: page.limit - rows.length }, afterUntimed(page.after), 'c.id');
  return [...rows, ...merged([...led.filter((row) => !isTimed(row)), ...untimed], page.limit - rows.length, compareIds)];
}

const isTimed = (row: CaseRow): boolean => row.next_due_at !== null;
const ownersIn = (led: Condition): Condition => ({ text: `select distinct led.case_id as owner from (${led.text}) led`, parameters: led.parameters });

/** What the ways contribute that lead to few cases by themselves. */
async function ledBy(sql: Sql, page: Page): Promise<CaseRow[]> {
  const found: CaseRow[] = [];
  for (const way of page.ways) if (way.led) found.push(...(await foundPageOf(sql, ownersIn(way.led), { ...page, ways: [way] })));
  return found;
}

/** The cases of these numbers. */
export const ofNumbers = (numbers: readonly string[]): Condition => ({ text: `select x.id as case_id from case_files x where x.number in (${numbers.map(() => '?').join(', ')})`, parameters: numbers });

const compareIds = (a: CaseRow, b: CaseRow): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const afterTimed = (after: Page['after']): Condition =>
  after === null
    ? { text: 'c.next_due_at is not null', parameters: [] }
    : { text: '(c.next_due_at, c.id) > (?, ?)', parameters: [after.nextDueAt, after.id] };

const afterUntimed = (after: Page['after']): Condition =>
  after === null || after.nextDueAt !== null
    ? { text: 'c.next_due_at is null', parameters: [] }
    : { text: 'c.next_due_at is null and c.id > ?', parameters: [after.id] };

async function walks(sql: Sql, { states, ways, where, limit }: Page, after: Condition, order: string): Promise<CaseRow[]> {
  const found: CaseRow[] = [];
  for (const state of states) {
    for (const way of ways.filter(({ led }) => led === null)) {
      const { text, parameters } = both({ text: 'c.state = ?', parameters: [state] }, after, way, ...where);
      found.push(...(await sql.all<CaseRow>(`select c.* from case_files c where ${text} order by ${order} limit ?`, [...parameters, limit])));
    }
  }
  return found;
}

/** Two ways may lead to the same case. */
function merged(rows: readonly CaseRow[], limit: number, order: (a: CaseRow, b: CaseRow) => number): CaseRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort(order).slice(0, limit);
}

/** How many cases a view holds, counted up to a limit: a queue of more than that needs no exact figure. */
export async function countOf(sql: Sql, { states, ways, where, limit, led }: Pick<Page, 'states' | 'ways' | 'where' | 'limit' | 'led'>): Promise<number> {
  if (ways.length === 0 || states.length === 0) return 0;
  const parts: string[] = [];
  const parameters: SqlValue[] = [];
  for (const way of ways) {
    const few = led ?? way.led;
    const condition = both(inStates(states), way, ...where, ...(few ? [{ text: 'c.id = led.case_id', parameters: [] }] : []));
    // A cross join keeps its order: the few rows come first, whatever a planner thinks of them.
    const from = few ? `(select distinct led.case_id from (${few.text}) led) led cross join case_files c` : 'case_files c';
    parts.push(`select id from (select c.id from ${from} where ${condition.text} limit ?) part_${parts.length}`);
    parameters.push(...(few?.parameters ?? []), ...condition.parameters, limit);
  }
  const [row] = await sql.all<{ count: number | string }>(`select count(*) as count from (${parts.join(' union ')}) counted`, parameters);
  return Math.min(Number(row?.count ?? 0), limit);
}

/** What a search asks for: all of the terms, or the writer of this name or contact, by digest. */
export interface Search {
  readonly terms: readonly Term[];
  readonly person: string | null;
}

/**
 * A page of the cases whose words answer to a search, in the order of due times: the words lead to the cases, and each
 * is looked at once, whatever its state. Of a report nobody is told by whom it is: its persons are never searched.
 */
export async function searchPageOf(sql: Sql, { terms, person }: Search, page: Page): Promise<CaseRow[]> {
  if (terms.length === 0) return [];
  const found = ownersMatching(sql.dialect, 'cases', { terms, every: true, person });
  const byText = ownersMatching(sql.dialect, 'cases', { terms, every: true });
  const where = [
    ...page.where, ...(page.led ? [{ text: `c.id in (${page.led.text})`, parameters: page.led.parameters }] : []),
    ...(person ? [{ text: `(c.kind <> 'report' and c.first_kind <> 'report') or c.id in (${byText.text})`, parameters: byText.parameters }] : []),
  ];
  return await foundPageOf(sql, found, { ...page, where });
}

/** A page of the cases that a query of their ids (`owner`) leads to; the cross join keeps that order. */
async function foundPageOf(sql: Sql, found: Condition, { states, ways, where, after, limit, timed }: Page): Promise<CaseRow[]> {
  if (ways.length === 0 || states.length === 0) return [];
  const { text, parameters } = both(
    { text: 'c.id = found.owner', parameters: [] }, inStates(states), anyOf(ways), ...where,
    ...(timed ? [{ text: 'c.next_due_at is not null', parameters: [] }] : []), ...(after ? [afterBoth(after)] : []),
  );
  return await sql.all<CaseRow>(
    `select c.* from (${found.text}) found cross join case_files c where ${text} order by (c.next_due_at is null), c.next_due_at, c.id limit ?`,
    [...found.parameters, ...parameters, limit],
  );
}

const inStates = (states: readonly State[]): Condition => ({ text: `c.state in (${states.map(() => '?').join(', ')})`, parameters: [...states] });

/** Rows without a due time come last. */
const afterBoth = (after: NonNullable<Page['after']>): Condition =>
  after.nextDueAt === null ? afterUntimed(after) : { text: '(c.next_due_at, c.id) > (?, ?) or c.next_due_at is null', parameters: [after.nextDueAt, after.id] };

export const equals = (column: 'department_id' | 'account_id' | 'kind', value: SqlValue): Condition => ({ text: `c.${column} = ?`, parameters: [value] });
export const dueBefore = (instant: number): Condition => ({ text: 'c.next_due_at < ?', parameters: [instant] });
