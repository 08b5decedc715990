/**
 * The grade of review 审核等级: who must sign before a reply may go out. Source: 国办发〔2018〕123号 四（二）分级分类审核.
 */
import { GRADES, keysOf, type Grade, type Kind, type Urgency } from './vocabulary.js';

/** What the grade is read from. */
export interface GradeFacts {
  readonly urgency: Urgency;
  readonly sensitive: boolean;
  readonly kind: Kind;
  /** 联名群体件 */
  readonly groupMatter: boolean;
  /** How often the same person wrote of the same matter before 重复反映. */
  readonly repeatCount: number;
  /** From a superior or sister system, or with a due time of the sender’s own. */
  readonly fromAbove: boolean;
  /** 批示 */
  readonly hasInstruction: boolean;
}

/**
 * C: sensitive, emergency, a report, a leader’s instruction. B: urgent, of a group, repeated, from above. A: the rest.
 * @example gradeOf({ kind: 'report', … }) // 'C'
 */
export function gradeOf(facts: GradeFacts): Grade {
  if (facts.sensitive || facts.urgency === 'emergency' || facts.kind === 'report' || facts.hasInstruction) return 'C';
  if (facts.urgency === 'urgent' || facts.groupMatter || facts.repeatCount > 0 || facts.fromAbove) return 'B';
  return 'A';
}

const STRICTNESS = keysOf(GRADES);

/** Negative where `a` asks for fewer signatures than `b`, 0 where they are the same, positive where for more. */
export const compareGrades = (a: Grade, b: Grade): number => STRICTNESS.indexOf(a) - STRICTNESS.indexOf(b);

export const stricterGrade = (a: Grade, b: Grade): Grade => (compareGrades(a, b) >= 0 ? a : b);

/**
 * Where the grade goes when the facts it was read from change from giving `before` to giving `after`: it follows the
 * rule, except that a grade a person had raised is not lowered by the way.
 */
export function followedGrade(current: Grade, before: Grade, after: Grade): Grade {
  if (before === after) return current;
  return compareGrades(current, before) > 0 ? stricterGrade(current, after) : after;
}

/** 来源 of the office itself: its own accounts, and its own form for what came by paper, telephone or visit. */
export const OWN_ORIGINS: ReadonlySet<string> = new Set([
  'own', 'form', 'paper', 'letter', 'visit', 'telephone', 'phone', '来信', '来访', '来电', '来信来访来电',
]);

/** Whether a superior or sister system sent the matter (领导留言板, 互联网+督查, 12345, 信访 …). */
export const isFromAbove = (origin: { readonly originSystem: string; readonly imposedDueAt: number | null }): boolean =>
  origin.imposedDueAt !== null || !OWN_ORIGINS.has(origin.originSystem);
