import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

/** What gave rise to it: a year’s notice was loaded, or a person ordered it for a policy or for the calendar. */
export type RebasingSort = 'notice' | 'policy' | 'calendar';

/** A case whose time limits could not be computed anew, and why. */
export interface RebasingFault {
  readonly caseId: string;
  readonly reason: string;
}

/** Computing running time limits anew 重算时限: ordered once, worked off in batches, resumed where it stood. */
export const RebasingSchema = defineEntity({
  name: 'Rebasing',
  tableName: 'rebasings',
  properties: {
    id: identifier().primary(),
    sort: p.string().$type<RebasingSort>(),
    /** The policy’s name, the year of the notice, or nothing. */
    subject: p.string().strictNullable(),
    /** For this unit and those below it; `null`: everywhere. */
    organisationId: identifier().strictNullable(),
    reason: p.text(),
    orderedBy: p.string(),
    orderedAt: instant(),
    /** The last case that is done. */
    reached: p.string(),
    cases: p.integer(),
    clocks: p.integer(),
    /** Clocks whose due time moved. */
    moved: p.integer(),
    faults: json<RebasingFault[]>(),
    finishedAt: instant().strictNullable(),
  },
  indexes: [{ properties: ['finishedAt'] }],
});
export class Rebasing extends RebasingSchema.class {}
RebasingSchema.setClass(Rebasing);
