import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';

const p = defineEntity.properties;

export type PaperSort = 'urge' | 'supervision' | 'instruction';
export type SupervisionLevel = 'ordinary' | 'raised' | 'talk';
export type PaperState = 'draft' | 'issued' | 'replied' | 'accepted' | 'returned' | 'concluded' | 'lapsed';

/** A document that must be answered 催办单、督办单、批示件: numbered when issued; a supervision is drafted by the ladder and signed by a person. */
export const PaperSchema = defineEntity({
  name: 'Paper',
  tableName: 'papers',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    sort: p.string().$type<PaperSort>(),
    number: p.string().strictNullable(),
    state: p.string().$type<PaperState>(),
    departmentId: identifier().strictNullable(),
    reason: p.text(),
    /** What is asked 办理要求; the instruction’s own words 批示内容. */
    asked: p.text().strictNullable(),
    /** 批示领导, by name and office as the document has them. */
    leader: p.string().strictNullable(),
    level: p.string().$type<SupervisionLevel>(),
    /** Why it was raised 提级、约谈, the last time. */
    levelReason: p.text().strictNullable(),
    /** The rung that made it, if a ladder did: a second pass can never make it twice. */
    rungKey: p.string().strictNullable(),
    issuedBy: identifier().strictNullable(),
    issuedAt: instant().strictNullable().index(),
    reply: p.text().strictNullable(),
    repliedBy: identifier().strictNullable(),
    repliedAt: instant().strictNullable(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decision: p.text().strictNullable(),
    createdAt: instant().index(),
  },
  uniques: [{ properties: ['rungKey'] }, { properties: ['number'] }],
  indexes: [{ properties: ['sort', 'state', 'departmentId'] }],
});
export class Paper extends PaperSchema.class {}
PaperSchema.setClass(Paper);

export const PaperCounterSchema = defineEntity({
  name: 'PaperCounter',
  tableName: 'paper_counters',
  properties: { id: p.string().primary(), last: p.integer() },
});
export class PaperCounter extends PaperCounterSchema.class {}
PaperCounterSchema.setClass(PaperCounter);
