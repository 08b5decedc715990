import { defineEntity } from '@mikro-orm/core';
import type { Finding } from '../handling/handling.entities.js';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

export type InterimState = 'proposed' | 'told' | 'refused';

/** 阶段性答复: what is known and when the next step comes; the final answer stays due. Its text is erasable, its hash stays. */
export const InterimSchema = defineEntity({
  name: 'Interim',
  tableName: 'interims',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    draftedBy: identifier(),
    draftedAt: instant(),
    text: p.text(),
    /** Salted: the journal names it when the text goes out. */
    salt: p.string(),
    contentHash: p.string(),
    state: p.string().$type<InterimState>(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decision: p.text().strictNullable(),
    erasedAt: instant().strictNullable(),
  },
});
export class Interim extends InterimSchema.class {}
InterimSchema.setClass(Interim);

export type AmendmentSort = 'correct' | 'retract';
export type AmendmentState = 'proposed' | 'done' | 'refused';

/** 更正、撤下 of what was published: proposed by one person, decided by another; what stood there before is kept. */
export const AmendmentSchema = defineEntity({
  name: 'Amendment',
  tableName: 'amendments',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    publicationId: identifier(),
    sort: p.string().$type<AmendmentSort>(),
    reason: p.text(),
    /** The corrected text, for the citizen and redacted for the public; empty where the answer is taken down. */
    text: p.text(),
    publicText: p.text(),
    salt: p.string(),
    contentHash: p.string(),
    /** What the judge said of the corrected text; nothing where the answer is taken down. */
    score: p.integer(),
    verdict: p.string().$type<'pass' | 'warn' | 'block'>(),
    engine: p.string(),
    findings: json<Finding[]>(),
    formerText: p.text(),
    formerPublicText: p.text(),
    proposedBy: identifier(),
    proposedAt: instant(),
    state: p.string().$type<AmendmentState>(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decision: p.text().strictNullable(),
    erasedAt: instant().strictNullable(),
  },
  indexes: [{ name: 'amendments_open', expression: `create index amendments_open on amendments (case_id) where state = 'proposed'` }],
});
export class Amendment extends AmendmentSchema.class {}
AmendmentSchema.setClass(Amendment);
