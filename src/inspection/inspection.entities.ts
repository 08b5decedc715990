import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Harm } from '../core/vocabulary.js';

const p = defineEntity.properties;

/** Who proposed: a purge needs one of each. */
export type PurgeParty = 'administrator' | 'coordinator';

/** An erasure of unlawful or secret content 清除, proposed by one and confirmed by another; the rows stay and verify. */
export const PurgeSchema = defineEntity({
  name: 'Purge',
  tableName: 'purges',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    code: p.string().$type<Harm>(),
    /** Why, and by whose instruction; never what it said. */
    basis: p.string().length(500),
    proposedBy: identifier(),
    proposedAs: p.string().$type<PurgeParty>(),
    proposedAt: instant(),
    confirmedBy: identifier().strictNullable(),
    confirmedAt: instant().strictNullable(),
    /** Rows that lost content, by table. */
    erased: json<Record<string, number>>(),
  },
  indexes: [{ properties: ['confirmedAt'] }],
});
export class Purge extends PurgeSchema.class {}
PurgeSchema.setClass(Purge);
