import { canonicalJson, sha256Hex } from '../core/canonical.js';
import type { Example } from '../core/routing/training.js';
import type { Sql } from '../base/database/rows.query.js';
import { lessonCases, textsOf, wrongAssignments, type LessonRow } from './routing.query.js';

/** What a model was learned from, as it is written down beside it. */
export interface LessonFacts {
  readonly cases: number;
  /** Given back by a department and not yet signed for by another. */
  readonly onlyReturned: number;
  readonly returned: number;
  readonly byDepartment: Readonly<Record<string, number>>;
  /** SHA-256 over case, department and returns of each: the same cases give the same. */
  readonly hash: string;
}

/** The newest so many: what was decided long ago may have moved to another department since. */
const MOST_CASES = 20_000;
const CASES_AT_ONCE = 400;

/** Confirmed assignments with their texts, oldest first; cases whose text was erased are left out. */
export async function readLessons(sql: Sql): Promise<{ examples: Example[]; facts: LessonFacts }> {
  const cases = (await lessonCases(sql, MOST_CASES)).reverse();
  const lessons: Lesson[] = [];
  for (let from = 0; from < cases.length; from += CASES_AT_ONCE) lessons.push(...(await withTexts(sql, cases.slice(from, from + CASES_AT_ONCE))));
  return { examples: lessons.map(({ example }) => example), facts: factsOf(lessons) };
}

interface Lesson {
  readonly id: string;
  readonly example: Example;
}

async function withTexts(sql: Sql, cases: readonly LessonRow[]): Promise<Lesson[]> {
  const ids = cases.map(({ id }) => id);
  const texts = Map.groupBy(await textsOf(sql, ids), ({ case_id }) => case_id);
  const wrong = Map.groupBy(await wrongAssignments(sql, ids), ({ case_id }) => case_id);
  return cases.flatMap(({ id, department_id, author_digest }): Lesson[] => {
    const messages = texts.get(id) ?? [];
    const detail = messages.map(({ text }) => text).join('\n');
    if (detail.trim() === '') return [];
    const returnedBy = [...new Set((wrong.get(id) ?? []).map((each) => each.department_id))].filter((each) => each !== department_id);
    const example = { department: department_id, subject: messages[0]!.subject, detail, returnedBy, together: [author_digest ?? id] };
    return [{ id, example }];
  });
}

function factsOf(lessons: readonly Lesson[]): LessonFacts {
  const byDepartment: Record<string, number> = {};
  for (const { example: { department } } of lessons) if (department !== null) byDepartment[department] = (byDepartment[department] ?? 0) + 1;
  return {
    cases: lessons.length, byDepartment,
    onlyReturned: lessons.filter(({ example }) => example.department === null).length,
    returned: lessons.filter(({ example }) => (example.returnedBy ?? []).length > 0).length,
    hash: sha256Hex(canonicalJson(lessons.map(({ id, example }) => [id, example.department, [...(example.returnedBy ?? [])]]))),
  };
}
