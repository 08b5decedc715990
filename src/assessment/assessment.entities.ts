import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Score } from '../core/assessment.js';
import type { AssessmentScheme } from './assessment-scheme.js';

const p = defineEntity.properties;

/** `drafted` 计分待告知 · `told` 已告知单位，可提异议 · `fixed` 已确定. */
export type AssessmentState = 'drafted' | 'told' | 'fixed';

/** An assessment 考核 of the units of an organisation over a period, by a scheme it keeps whole. Once fixed it stays; a correction is another edition. */
export const AssessmentSchema = defineEntity({
  name: 'Assessment',
  tableName: 'assessments',
  properties: {
    id: identifier().primary(),
    /** organisation, period and edition. */
    key: p.string().unique(),
    organisationId: identifier().index(),
    period: p.string().length(24),
    from: instant(),
    to: instant(),
    asOf: instant(),
    edition: p.integer(),
    correctsId: identifier().strictNullable(),
    /** What the correction changes, and why. */
    reason: p.text().strictNullable(),
    scheme: json<AssessmentScheme>(),
    schemeHash: p.string().length(64),
    state: p.string().length(8).$type<AssessmentState>(),
    createdBy: identifier(),
    createdAt: instant(),
    toldAt: instant().strictNullable(),
    fixedBy: identifier().strictNullable(),
    fixedAt: instant().strictNullable(),
    /** SHA-256 of scheme, scores and every case that counted. */
    hash: p.string().length(64).strictNullable(),
  },
  indexes: [{ properties: ['state', 'from'] }],
});
export class Assessment extends AssessmentSchema.class {}
AssessmentSchema.setClass(Assessment);

/** A unit’s part 单位考核单. */
export const AssessedUnitSchema = defineEntity({
  name: 'AssessedUnit',
  tableName: 'assessed_units',
  properties: {
    id: identifier().primary(),
    assessmentId: identifier(),
    departmentId: identifier().index(),
    score: json<Score>(),
    /** Cases enough to be graded. */
    graded: p.boolean(),
  },
  uniques: [{ properties: ['assessmentId', 'departmentId'] }],
});
export class AssessedUnit extends AssessedUnitSchema.class {}
AssessedUnitSchema.setClass(AssessedUnit);

/** What a case was counted by: the clock with its times, or what the spot check found. */
export type Evidence = { readonly clockId: string; readonly dueAt: number; readonly stoppedAt: number | null } | { readonly checkId: string; readonly mark: number };

/** A case that counted in a criterion of a unit: the frozen list behind every deduction. */
export const AssessedCaseSchema = defineEntity({
  name: 'AssessedCase',
  tableName: 'assessed_cases',
  properties: {
    id: identifier().primary(),
    assessmentId: identifier(),
    departmentId: identifier(),
    criterion: p.string().length(40),
    caseId: identifier().index(),
    bad: p.boolean(),
    evidence: json<Evidence>(),
    excluded: p.boolean(),
    cancelled: p.boolean(),
  },
  indexes: [{ properties: ['assessmentId', 'departmentId', 'criterion'] }],
});
export class AssessedCase extends AssessedCaseSchema.class {}
AssessedCaseSchema.setClass(AssessedCase);

export type ExclusionState = 'proposed' | 'approved' | 'refused';

/** 剔除: a case that is not to count, proposed by one and decided by another, with the ground the scheme allows. */
export const ExclusionSchema = defineEntity({
  name: 'Exclusion',
  tableName: 'exclusions',
  properties: {
    id: identifier().primary(),
    assessmentId: identifier().index(),
    assessedCaseId: identifier(),
    caseId: identifier(),
    departmentId: identifier(),
    ground: p.string().length(40),
    reason: p.text(),
    state: p.string().length(8).$type<ExclusionState>(),
    proposedBy: identifier(),
    proposedAt: instant(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decisionReason: p.text().strictNullable(),
  },
});
export class Exclusion extends ExclusionSchema.class {}
ExclusionSchema.setClass(Exclusion);

export type ObjectionState = 'made' | 'accepted' | 'upheld';

/** 异议: the unit’s word against a case that was counted against it; `accepted`: the deduction is cancelled, `upheld`: it stands. */
export const AssessmentObjectionSchema = defineEntity({
  name: 'AssessmentObjection',
  tableName: 'assessment_objections',
  properties: {
    id: identifier().primary(),
    assessmentId: identifier().index(),
    assessedCaseId: identifier(),
    caseId: identifier(),
    departmentId: identifier(),
    reason: p.text(),
    state: p.string().length(8).$type<ObjectionState>(),
    madeBy: identifier(),
    madeAt: instant(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decisionReason: p.text().strictNullable(),
  },
});
export class AssessmentObjection extends AssessmentObjectionSchema.class {}
AssessmentObjectionSchema.setClass(AssessmentObjection);
