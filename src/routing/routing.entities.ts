import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';

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

/** What the duty lists say of a case 分办建议: a proposal, no more. */
export const ProposalSchema = defineEntity({
  name: 'Proposal',
  tableName: 'proposals',
  properties: {
    id: identifier().primary(),
    caseId: identifier().unique(),
    at: instant(),
    ranked: json<{ departmentId: string; score: number }[]>(),
    why: json<string[]>(),
    confidence: p.double(),
    engine: p.string(),
  },
});
export class Proposal extends ProposalSchema.class {}
ProposalSchema.setClass(Proposal);

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
