import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Kind, Urgency } from '../core/vocabulary.js';

const p = defineEntity.properties;

export interface Reason {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The machine’s opinion on a message 审看意见: it may pass or hold, never reject. */
export const ScreeningSchema = defineEntity({
  name: 'Screening',
  tableName: 'screenings',
  properties: {
    id: identifier().primary(),
    caseId: identifier().unique(),
    at: instant(),
    verdict: p.string().$type<'pass' | 'hold'>(),
    kind: p.string().$type<Kind>(),
    urgency: p.string().$type<Urgency>(),
    sensitive: p.boolean(),
    reasons: json<Reason[]>(),
    engine: p.string(),
  },
});
export class Screening extends ScreeningSchema.class {}
ScreeningSchema.setClass(Screening);

/** A proposal not to accept 不予受理, decided by another person. */
export const RejectionSchema = defineEntity({
  name: 'Rejection',
  tableName: 'rejections',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    proposedBy: identifier(),
    proposedAt: instant(),
    reason: p.text(),
    legalWay: p.text(),
    template: p.string(),
    text: p.text(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
  },
});
export class Rejection extends RejectionSchema.class {}
RejectionSchema.setClass(Rejection);

/** A change of kind, urgency or grade 改类别: downgrades are reported. */
export const RelabelSchema = defineEntity({
  name: 'Relabel',
  tableName: 'relabels',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    by: identifier(),
    at: instant().index(),
    before: json<Record<string, string>>(),
    after: json<Record<string, string>>(),
    downwards: p.boolean(),
    reason: p.text().strictNullable(),
  },
});
export class Relabel extends RelabelSchema.class {}
RelabelSchema.setClass(Relabel);

/** Filed without action 阅存: who, when and why; samples are drawn from these rows. */
export const FilingSchema = defineEntity({
  name: 'Filing',
  tableName: 'filings',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    filedBy: identifier(),
    filedAt: instant(),
    reason: p.text(),
    restoredAt: instant().strictNullable(),
  },
});
export class Filing extends FilingSchema.class {}
FilingSchema.setClass(Filing);
