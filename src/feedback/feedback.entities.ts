import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';
import type { Resolution, Satisfaction } from '../core/vocabulary.js';

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
