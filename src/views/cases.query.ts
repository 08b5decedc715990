import type { Sql, SqlValue } from '../base/database/rows.query.js';
import { ownersMatching } from '../base/database/full-text.query.js';
import type { Term } from '../core/language/words.js';
import type { State } from '../core/vocabulary.js';
import { anyOf, both, type Condition } from './visible.query.js';

export interface Page {
  readonly states: readonly State[];
  /** The ways by which the person sees cases; none: sees nothing. */
  readonly ways: readonly Condition[];
  readonly where: readonly Condition[];
  /** After this row in the order (nextDueAt, id); rows without a due time come last. */
  readonly after: { readonly nextDueAt: number | null; readonly id: string } | null;
  readonly limit: number;
  /** Cases without a running clock are left out. */
  readonly timed: boolean;
}

type CaseRow = Record<string, unknown> & { readonly id: string; readonly next_due_at: number | string | null };

/**
 * A page of cases in the order of their due times. Each state and each way of seeing is its own walk along an index,
 * so that a page costs the same at a million cases as at a hundred; the walks are merged here.
 */
export async function pageOf(sql: Sql, page: Page): Promise<CaseRow[]> {
  const timed = page.after !== null && page.after.nextDueAt === null ? [] : await walks(sql, page, afterTimed(page.after), 'c.next_due_at, c.id');
  const rows = merged(timed, page.limit, (a, b) => Number(a.next_due_at) - Number(b.next_due_at) || compareIds(a, b));
  if (rows.length >= page.limit || page.timed) return rows;
  const untimed = await walks(sql, { ...page, limit: page.limit - rows.length }, afterUntimed(page.after), 'c.id');
  return [...rows, ...merged(untimed, page.limit - rows.length, compareIds)];
}

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
    for (const way of ways) {
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
export async function countOf(sql: Sql, { states, ways, where, limit }: Pick<Page, 'states' | 'ways' | 'where' | 'limit'>): Promise<number> {
  if (ways.length === 0 || states.length === 0) return 0;
  const parts: string[] = [];
  const parameters: SqlValue[] = [];
  const inStates: Condition = { text: `c.state in (${states.map(() => '?').join(', ')})`, parameters: [...states] };
  for (const way of ways) {
    const condition = both(inStates, way, ...where);
    parts.push(`select id from (select c.id from case_files c where ${condition.text} limit ?) part_${parts.length}`);
    parameters.push(...condition.parameters, limit);
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
export async function searchPageOf(sql: Sql, { terms, person }: Search, { states, ways, where, after, limit, timed }: Page): Promise<CaseRow[]> {
  if (terms.length === 0 || ways.length === 0 || states.length === 0) return [];
  const found = ownersMatching(sql.dialect, 'cases', { terms, every: true, person });
  const byText = ownersMatching(sql.dialect, 'cases', { terms, every: true });
  const { text, parameters } = both(
    { text: `c.state in (${states.map(() => '?').join(', ')})`, parameters: [...states] },
    anyOf(ways),
    ...(person ? [{ text: `(c.kind <> 'report' and c.first_kind <> 'report') or c.id in (${byText.text})`, parameters: byText.parameters }] : []),
    ...where,
    ...(timed ? [{ text: 'c.next_due_at is not null', parameters: [] }] : []),
    ...(after ? [afterBoth(after)] : []),
  );
  return await sql.all<CaseRow>(
    `select c.* from (${found.text}) found join case_files c on c.id = found.owner
     where ${text} order by (c.next_due_at is null), c.next_due_at, c.id limit ?`,
    [...found.parameters, ...parameters, limit],
  );
}

/** Rows without a due time come last. */
const afterBoth = (after: NonNullable<Page['after']>): Condition =>
  after.nextDueAt === null ? afterUntimed(after) : { text: '(c.next_due_at, c.id) > (?, ?) or c.next_due_at is null', parameters: [after.nextDueAt, after.id] };

export const equals = (column: 'department_id' | 'account_id' | 'kind', value: SqlValue): Condition => ({ text: `c.${column} = ?`, parameters: [value] });
export const dueBefore = (instant: number): Condition => ({ text: 'c.next_due_at < ?', parameters: [instant] });
