import { compareGrades, gradeOf, isFromAbove } from '../core/grade.js';
import { keysOf, URGENCIES, type Grade, type Kind, type Urgency } from '../core/vocabulary.js';
import type { CaseFile } from '../casefile/casefile.entities.js';

/** What moderation says of a case. */
export interface Labels {
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly grade: Grade;
  readonly sensitive: boolean;
}

/** The fields a relabelling may name; what is absent stays. */
export type Wanted = { readonly [Field in keyof Labels]?: Labels[Field] | undefined };

export const labelsOf = ({ kind, urgency, grade, sensitive }: Labels): Labels => ({ kind, urgency, grade, sensitive });

const LADDER = keysOf(URGENCIES);
export const compareUrgencies = (a: Urgency, b: Urgency): number => LADDER.indexOf(a) - LADDER.indexOf(b);
export const moreUrgent = (a: Urgency, b: Urgency): Urgency => (compareUrgencies(a, b) >= 0 ? a : b);

/** Kinds that ask the office to do something, and those that can be answered with a sentence. */
const ASKING: ReadonlySet<Kind> = new Set<Kind>(['complaint', 'report', 'help']);
const TELLING: ReadonlySet<Kind> = new Set<Kind>(['consultation', 'suggestion', 'other']);

/** The grade the rules give to a case with these labels. */
export const ruledGrade = (file: CaseFile, labels: Omit<Labels, 'grade'>): Grade =>
  gradeOf({
    ...labels, groupMatter: file.groupMatter, repeatCount: file.repeatCount, hasInstruction: file.hasInstruction, fromAbove: isFromAbove(file),
  });

export interface Downwards {
  readonly kind: boolean;
  readonly urgency: boolean;
  readonly sensitive: boolean;
  readonly grade: boolean;
}

/**
 * Where a relabelling makes less of a case: kind, urgency and the mark “sensitive” by themselves, and the grade. A case
 * that ceases to be a report loses the informant’s protection, whatever it becomes.
 */
export const downwardsFrom = (before: Labels, after: Labels): Downwards => ({
  kind: (ASKING.has(before.kind) && TELLING.has(after.kind)) || (before.kind === 'report' && after.kind !== 'report'),
  urgency: compareUrgencies(after.urgency, before.urgency) < 0,
  sensitive: before.sensitive && !after.sensitive,
  grade: compareGrades(after.grade, before.grade) < 0,
});

export const isSame = (before: Labels, after: Labels): boolean =>
  (Object.keys(labelsOf(before)) as (keyof Labels)[]).every((field) => before[field] === after[field]);
