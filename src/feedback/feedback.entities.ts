import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';
import type { DissatisfactionCause, Resolution, Satisfaction } from '../core/vocabulary.js';
import type { ContactWay } from '../handling/handling.entities.js';

const p = defineEntity.properties;

/** What the citizen thinks of the answer 评价; nobody who did not rate counts as satisfied. */
export const RatingSchema = defineEntity({
  name: 'Rating',
  tableName: 'ratings',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    epoch: p.integer(),
    satisfaction: p.string().$type<Satisfaction>(),
    resolved: p.string().$type<Resolution>(),
    text: p.text(),
    at: instant(),
  },
  uniques: [{ properties: ['caseId', 'epoch'] }],
});
export class Rating extends RatingSchema.class {}
RatingSchema.setClass(Rating);

/** 不满意件研判: what a person decided on a bad rating. */
export const StudySchema = defineEntity({
  name: 'Study',
  tableName: 'studies',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    by: identifier(),
    at: instant(),
    decision: p.string().$type<'upheld' | 'not_upheld'>(),
    reason: p.text(),
    /** What the citizen is dissatisfied with, what was found, what is done about it. */
    cause: p.string().$type<DissatisfactionCause>().strictNullable(),
    found: p.text().strictNullable(),
    measure: p.text().strictNullable(),
  },
});
export class Study extends StudySchema.class {}
StudySchema.setClass(Study);

/** 重办: why an answered case is handled once more. */
export const ReopeningSchema = defineEntity({
  name: 'Reopening',
  tableName: 'reopenings',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    /** The round that begins. */
    epoch: p.integer(),
    by: identifier(),
    at: instant(),
    reason: p.text(),
  },
  uniques: [{ properties: ['caseId', 'epoch'] }],
});
export class Reopening extends ReopeningSchema.class {}
ReopeningSchema.setClass(Reopening);

/** 回访: one attempt to hear the citizen on the answer, by someone outside the unit that gave it. */
export const FollowUpSchema = defineEntity({
  name: 'FollowUp',
  tableName: 'follow_ups',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    epoch: p.integer(),
    by: identifier(),
    at: instant(),
    way: p.string().$type<ContactWay>(),
    /** False: 联系不上. Then the citizen said nothing. */
    reached: p.boolean(),
    resolved: p.string().$type<Resolution>().strictNullable(),
    satisfaction: p.string().$type<Satisfaction>().strictNullable(),
    /** May hold personal data and can be erased. */
    note: p.text().strictNullable(),
  },
  indexes: [{ properties: ['caseId', 'epoch'] }, { properties: ['at'] }],
});
export class FollowUp extends FollowUpSchema.class {}
FollowUpSchema.setClass(FollowUp);

/**
 * 挂账: a matter that cannot be settled yet, and each periodic review of it. It counts as answered and unresolved until it is
 * cleared 销账. Source: 济南市 12345 条例 24 条（三）, the measure and the time by which it will be settled are told.
 */
export const TrackingSchema = defineEntity({
  name: 'Tracking',
  tableName: 'trackings',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    /** Who approved it. */
    by: identifier(),
    at: instant(),
    /** Why it cannot be done yet. */
    basis: p.text(),
    /** On what it waits, or by which day it will be done: one of them at least. */
    condition: p.text().strictNullable(),
    until: p.string().length(10).strictNullable(),
    /** How and in which words the citizen was told. */
    told: p.text(),
    /** Reviewed by a later one, or cleared. */
    endedAt: instant().strictNullable(),
    endedBy: identifier().strictNullable(),
    /** What shows that it is settled; null where a review went on with it. */
    evidence: p.text().strictNullable(),
  },
  indexes: [{ name: 'trackings_open', expression: 'create index trackings_open on trackings (case_id) where ended_at is null' }],
});
export class Tracking extends TrackingSchema.class {}
TrackingSchema.setClass(Tracking);

/** 不再重复受理: the matter is done with, for the reason and by the document named. Source: 《信访工作条例》第三十六条. */
export const RepeatsEndedSchema = defineEntity({
  name: 'RepeatsEnded',
  tableName: 'repeats_ended',
  properties: {
    id: identifier().primary(),
    caseId: identifier().unique(),
    by: identifier(),
    at: instant(),
    reason: p.text(),
    basis: p.text(),
  },
});
export class RepeatsEnded extends RepeatsEndedSchema.class {}
RepeatsEndedSchema.setClass(RepeatsEnded);
