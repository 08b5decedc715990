import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { TellingTerm } from '../core/judgement/ranking.js';
import type { Threshold } from '../core/routing/calibration.js';
import type { Comparison } from '../core/routing/comparing.js';
import type { RoutingFigures } from '../core/routing/figures.js';
import type { LessonFacts } from './lessons.js';

const p = defineEntity.properties;

/** A case given to a department 分办（派单）. */
export const AssignmentSchema = defineEntity({
  name: 'Assignment',
  tableName: 'assignments',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    departmentId: identifier().index(),
    assignedBy: identifier().strictNullable(),
    assignedAt: instant().index(),
    note: p.text().strictNullable(),
    endedAt: instant().strictNullable(),
    endedBy: p.string().strictNullable(),
  },
});
export class Assignment extends AssignmentSchema.class {}
AssignmentSchema.setClass(Assignment);

/** What duty lists and the learned model say of a case 分办建议: a proposal, no more. */
export const ProposalSchema = defineEntity({
  name: 'Proposal',
  tableName: 'proposals',
  properties: {
    id: identifier().primary(),
    caseId: identifier().unique(),
    at: instant(),
    /** The first of `ranked`; `null` where nothing speaks for any. */
    departmentId: identifier().strictNullable(),
    /** At most three, best first; scores 0–1. */
    ranked: json<{ departmentId: string; score: number }[]>(),
    /** Words of the message that speak for the first, each with its part. */
    terms: json<TellingTerm[]>(),
    confidence: p.double(),
    /** At or above the confidence from which the model may assign by itself, where the office lets it. */
    auto: p.boolean(),
    /** A second department that stands out 协办建议. */
    jointDepartmentId: identifier().strictNullable(),
    /** The learned model it came from; `null`: duty lists alone. */
    modelVersion: p.integer().strictNullable(),
    /** Duty lists and model together: the beginning of their hash. */
    basis: p.string(),
    engine: p.string(),
  },
  indexes: [{ properties: ['departmentId', 'at'] }],
});
export class Proposal extends ProposalSchema.class {}
ProposalSchema.setClass(Proposal);

/** A model learned from confirmed assignments 派单模型. Never changed; which one is asked, the last switch says. */
export const RoutingModelSchema = defineEntity({
  name: 'RoutingModel',
  tableName: 'routing_models',
  properties: {
    id: identifier().primary(),
    version: p.integer().unique(),
    trainedAt: instant(),
    /** SHA-256 of the model’s bytes. */
    hash: p.string(),
    bytes: p.integer(),
    engine: p.string(),
    /** What it was learned from; of the cases only a hash. */
    lessons: json<LessonFacts>(),
    /** Held back in turn while it was learned. */
    figures: json<RoutingFigures>(),
    threshold: json<Threshold>(),
    /** Beside the one in use before, on cases that neither was trained on. */
    comparison: json<Comparison>(),
  },
});
export class RoutingModel extends RoutingModelSchema.class {}
RoutingModelSchema.setClass(RoutingModel);

/** The bytes of a model, apart from its facts: lists need not read them. */
export const RoutingModelContentSchema = defineEntity({
  name: 'RoutingModelContent',
  tableName: 'routing_model_contents',
  properties: { id: identifier().primary(), content: p.blob() },
});
export class RoutingModelContent extends RoutingModelContentSchema.class {}
RoutingModelContentSchema.setClass(RoutingModelContent);

/** Another model is asked from now on. Append-only: the last one holds, and any can be gone back to. */
export const RoutingSwitchSchema = defineEntity({
  name: 'RoutingSwitch',
  tableName: 'routing_switches',
  properties: {
    id: identifier().primary(),
    at: instant(),
    /** `null`: the duty lists alone. */
    version: p.integer().strictNullable(),
    before: p.integer().strictNullable(),
    /** A person, or who let it be trained. */
    by: p.string(),
    reason: p.text(),
  },
});
export class RoutingSwitch extends RoutingSwitchSchema.class {}
RoutingSwitchSchema.setClass(RoutingSwitch);

export type TrainingOutcome = 'switched' | 'kept_former' | 'too_few_cases' | 'failed';

/** A training asked for, under way or done. Whoever works on it holds it for a while; cut off, it is begun anew. */
export const RoutingTrainingSchema = defineEntity({
  name: 'RoutingTraining',
  tableName: 'routing_trainings',
  properties: {
    id: identifier().primary(),
    askedBy: p.string(),
    askedAt: instant(),
    heldUntil: instant().strictNullable(),
    finishedAt: instant().strictNullable(),
    outcome: p.string().$type<TrainingOutcome>().strictNullable(),
    /** Confirmed cases there were. */
    cases: p.integer().strictNullable(),
    modelVersion: p.integer().strictNullable(),
    fault: p.text().strictNullable(),
  },
});
export class RoutingTraining extends RoutingTrainingSchema.class {}
RoutingTrainingSchema.setClass(RoutingTraining);

/** Whether an office lets the machine assign by itself 自动分办. Append-only: the last of an office holds; none: off. */
export const AutomaticAssigningSchema = defineEntity({
  name: 'AutomaticAssigning',
  tableName: 'automatic_assignings',
  properties: {
    id: identifier().primary(),
    /** The sponsor of the accounts it holds for. */
    organisationId: identifier().index(),
    on: p.boolean(),
    by: identifier(),
    at: instant(),
    reason: p.text(),
  },
});
export class AutomaticAssigning extends AutomaticAssigningSchema.class {}
AutomaticAssigningSchema.setClass(AutomaticAssigning);

/** A case joined to another 并单. */
export const MergeSchema = defineEntity({
  name: 'Merge',
  tableName: 'merges',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    leadId: identifier().index(),
    mergedBy: identifier(),
    mergedAt: instant(),
    reason: p.text(),
    undoneAt: instant().strictNullable(),
    /** `null` where the system did it because the lead ended unanswered. */
    undoneBy: identifier().strictNullable(),
    undoneReason: p.text().strictNullable(),
  },
});
export class Merge extends MergeSchema.class {}
MergeSchema.setClass(Merge);

/** A case handled by a body outside 转外部, until its result comes back or we take the case back. */
export const TransferSchema = defineEntity({
  name: 'Transfer',
  tableName: 'transfers',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    receiver: p.string(),
    receiverPhone: p.string(),
    /** Its number there, where it gave one. */
    receiverNumber: p.string().strictNullable(),
    reason: p.text(),
    transferredBy: identifier(),
    transferredAt: instant(),
    endedAt: instant().strictNullable(),
    endedBy: identifier().strictNullable(),
    /** `result`: what the citizen is to be answered came back. */
    outcome: p.string().$type<'result' | 'taken_back'>().strictNullable(),
    endReason: p.text().strictNullable(),
  },
});
export class Transfer extends TransferSchema.class {}
TransferSchema.setClass(Transfer);
