import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Opinion } from '../core/second-opinion.js';

const p = defineEntity.properties;

/** What a language model said of a reply 第二意见: apart from the score, with whom it was asked of and in which words. */
export const SecondOpinionSchema = defineEntity({
  name: 'SecondOpinion',
  tableName: 'second_opinions',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    /** The version of the reply it is about; none while it was being written. */
    replyVersion: p.integer().strictNullable(),
    askedBy: identifier(),
    askedAt: instant(),
    model: p.string(),
    promptVersion: p.string(),
    /** `null` where there was no usable answer: the sentence says why. */
    opinion: json<Opinion>().strictNullable(),
    failure: p.text().strictNullable(),
    tookMs: p.integer(),
  },
});
export class SecondOpinion extends SecondOpinionSchema.class {}
SecondOpinionSchema.setClass(SecondOpinion);
