import type { Sql } from '../base/database/rows.query.js';
import { anyOf, type Condition } from '../views/visible.query.js';

export interface AnsweredRow {
  readonly case_id: string;
  readonly number: string;
  readonly account_id: string;
  readonly kind: string;
  readonly report: number;
  readonly department_id: string | null;
  readonly answered_at: number | string;
}

/**
 * The cases answered in [from, to) that the person may know of: their own reply was published, or they were answered by
 * group. Merged ones have no reply of their own; what was erased cannot be read.
 */
export async function answeredCases(sql: Sql, ways: readonly Condition[], from: number, to: number): Promise<AnsweredRow[]> {
  const seen = anyOf(ways);
  return await sql.all<AnsweredRow>(
    // The cross join keeps its order: the answers of the period lead to their cases, not all cases of the accounts to them.
    `select c.id as case_id, c.number, c.account_id, c.kind, case when c.kind = 'report' or c.first_kind = 'report' then 1 else 0 end as report, c.department_id, a.answered_at
     from (select d.case_id, max(d.stopped_at) as answered_at from deadlines d
           where d.clock = 'answer' and d.stopped_at >= ? and d.stopped_at < ? and d.stop_act in ('publish', 'answer_by_group') group by d.case_id) a
     cross join case_files c
     where c.id = a.case_id and not c.history and (${seen.text}) and exists (select 1 from publications p where p.case_id = c.id)
       and not exists (select 1 from purges u where u.case_id = c.id and u.confirmed_at is not null)
     order by c.id`,
    [from, to, ...seen.parameters],
  );
}

/** Who did anything on these cases. */
export async function handsOn(sql: Sql, caseIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const hands = new Map<string, Set<string>>();
  for (let start = 0; start < caseIds.length; start += 500) {
    const some = caseIds.slice(start, start + 500);
    const rows = await sql.all<{ case_id: string; actor_id: string }>(
      `select distinct case_id, actor_id from case_events where actor_kind = 'person' and case_id in (${some.map(() => '?').join(', ')})`, some,
    );
    for (const { case_id, actor_id } of rows) hands.set(case_id, (hands.get(case_id) ?? new Set()).add(actor_id));
  }
  return hands;
}

/** How many of these cases the person may know of now. */
export async function seenOf(sql: Sql, ways: readonly Condition[], caseIds: readonly string[]): Promise<Set<string>> {
  const condition = anyOf(ways);
  const seen = new Set<string>();
  for (let start = 0; start < caseIds.length; start += 500) {
    const some = caseIds.slice(start, start + 500);
    const rows = await sql.all<{ id: string }>(`select c.id from case_files asked cross join case_files c where c.id = asked.id and asked.id in (${some.map(() => '?').join(', ')}) and (${condition.text})`, [...some, ...condition.parameters]);
    for (const { id } of rows) seen.add(id);
  }
  return seen;
}

/** Numbers of cases, and whether each is (or became) a report. */
export async function numbersOf(sql: Sql, caseIds: readonly string[]): Promise<Map<string, { number: string; report: boolean }>> {
  const numbers = new Map<string, { number: string; report: boolean }>();
  for (let start = 0; start < caseIds.length; start += 500) {
    const some = caseIds.slice(start, start + 500);
    const rows = await sql.all<{ id: string; number: string; kind: string; first_kind: string; accused: string | null }>(
      `select id, number, kind, first_kind, accused from case_files where id in (${some.map(() => '?').join(', ')})`, some,
    );
    for (const { id, number, kind, first_kind, accused } of rows) numbers.set(id, { number, report: kind === 'report' || first_kind === 'report' || accused !== null });
  }
  return numbers;
}
