import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Scope } from '../core/judgement/screening.js';
import type { HandOverWay, Harm, Kind, Urgency } from '../core/vocabulary.js';

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
    /** Where the matter belongs that is not ours. */
    scope: p.string().$type<Scope>().strictNullable(),
    /** 联名人数, where the writer gives a number. */
    people: p.integer().strictNullable(),
    /** The same person’s earlier cases that read alike, newest first 重复反映. */
    earlier: json<string[]>(),
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

/** A message hidden 隔离: not deleted, for a named reason and the span that gave it; lifted by whoever accepts it after all. */
export const QuarantineSchema = defineEntity({
  name: 'Quarantine',
  tableName: 'quarantines',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    /** `null`: the system, where the lexicons leave no doubt. */
    by: identifier().strictNullable(),
    at: instant().index(),
    code: p.string().$type<Harm>(),
    /** In `subject + line break + text`; `null` where the whole message is meant. */
    start: p.integer().strictNullable(),
    end: p.integer().strictNullable(),
    note: p.text().strictNullable(),
    liftedBy: identifier().strictNullable(),
    liftedAt: instant().strictNullable(),
    /** Why nothing needs to be handed over, and who decided so. */
    waiver: p.text().strictNullable(),
    waivedBy: identifier().strictNullable(),
  },
});
export class Quarantine extends QuarantineSchema.class {}
QuarantineSchema.setClass(Quarantine);

/** A matter handed over 转送 to the body whose duty it is, until that body’s receipt is written down. */
export const HandOverSchema = defineEntity({
  name: 'HandOver',
  tableName: 'hand_overs',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    /** Whose clock it answers: its own, or that of the quarantine before it. */
    concernsId: identifier(),
    receiver: p.string(),
    receiverPhone: p.string(),
    way: p.string().$type<HandOverWay>(),
    reason: p.text(),
    /** The way the law gives the citizen, as the citizen reads it; `null`: the citizen is not told (a crime in the making). */
    legalWay: p.text().strictNullable(),
    handedBy: identifier(),
    handedAt: instant(),
    receivedBy: p.string().strictNullable(),
    receivedAt: instant().strictNullable(),
    receiptNumber: p.string().strictNullable(),
    confirmedBy: identifier().strictNullable(),
    confirmedAt: instant().strictNullable(),
  },
});
export class HandOver extends HandOverSchema.class {}
HandOverSchema.setClass(HandOver);
