import type { Sql } from '../base/database/rows.query.js';
import type { State } from '../core/vocabulary.js';

/** Co-departments that have not answered yet are let go: their clocks are closed, and they no longer see the case. */
export async function releaseJointHandlings(sql: Sql, caseId: string, by: string, at: number): Promise<number> {
  return await sql.run(
    `update joint_handlings set state = 'released', ended_by = ?, ended_at = ? where case_id = ? and state = 'invited'`,
    [by, at, caseId],
  );
}

/** States in which a department has signed for a case: its assignment is confirmed. */
const SIGNED_FOR: readonly State[] = ['handling', 'clarifying', 'signing', 'in_review', 'approved', 'answered', 'closed'];
/** How an assignment ends that was wrong. */
const WRONG = ['grant_return', 'reassign', 'adjudicate'] as const;
const NO_REPORT = `c.kind <> 'report' and c.first_kind <> 'report' and c.accused is null`;

export interface LessonRow {
  readonly id: string;
  readonly department_id: string | null;
  readonly author_digest: string | null;
}

/**
 * The newest cases that teach who answers for what: past cases with their department, cases a department has signed for, and
 * those that one gave back. Reports never: what they say must not come back out of a model.
 */
export async function lessonCases(sql: Sql, limit: number): Promise<LessonRow[]> {
  return await sql.all<LessonRow>(
    `select c.id, case when ${confirmed()} then c.department_id end as department_id, c.author_digest from case_files c
      where ${NO_REPORT} and (${confirmed()} or (${isOpen()} and c.id in (select a.case_id from assignments a where ${wrong()})))
      order by c.id desc limit ?`,
    [...SIGNED_FOR, ...SIGNED_FOR, ...WRONG, limit],
  );
}

/** How many there are, to tell whether a training is worth while. */
export async function countLessons(sql: Sql): Promise<number> {
  const [row] = await sql.all<{ count: number }>(`select count(*) as count from case_files c where ${NO_REPORT} and ${confirmed()}`, SIGNED_FOR);
  return Number(row?.count ?? 0);
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
const confirmed = (): string => `c.department_id is not null and (c.history or c.state in (${marks(SIGNED_FOR)}))`;
const isOpen = (): string => `c.state in ('queued', 'assigned')`;
const wrong = (): string => `a.ended_by in (${marks(WRONG)})`;

export async function wrongAssignments(sql: Sql, caseIds: readonly string[]): Promise<{ case_id: string; department_id: string }[]> {
  return await sql.all(`select a.case_id, a.department_id from assignments a where ${wrong()} and a.case_id in (${marks(caseIds)})`, [...WRONG, ...caseIds]);
}

export async function textsOf(sql: Sql, caseIds: readonly string[]): Promise<{ case_id: string; subject: string; text: string }[]> {
  return await sql.all(`select m.case_id, m.subject, m.text from messages m where m.case_id in (${marks(caseIds)}) order by m.id`, caseIds);
}

export interface FirstAssignmentCounts {
  readonly department_id: string;
  readonly assignments: number | string;
  readonly accepted: number | string;
  readonly automatic: number | string;
}

/** First assignments of a stretch of time beside what was proposed first, by the department they went to. No reports. */
export async function firstAssignments(sql: Sql, accountIds: readonly string[], from: number, to: number): Promise<FirstAssignmentCounts[]> {
  return await sql.all<FirstAssignmentCounts>(
    // The cross joins keep their order: the stretch of time comes first.
    `select a.department_id, count(*) as assignments,
        sum(case when a.assigned_by is not null and p.department_id = a.department_id then 1 else 0 end) as accepted,
        sum(case when a.assigned_by is null then 1 else 0 end) as automatic
      from assignments a cross join proposals p cross join case_files c
      where p.case_id = a.case_id and c.id = a.case_id and a.assigned_at >= ? and a.assigned_at < ? and ${NO_REPORT} and c.account_id in (${marks(accountIds)})
        and not exists (select 1 from assignments b where b.case_id = a.case_id and b.id < a.id)
      group by a.department_id order by a.department_id`,
    [from, to, ...accountIds],
  );
}
