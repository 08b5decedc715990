import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { SampleSize } from '../core/spot-check.js';
import type { Marks } from '../core/spot-check-results.js';
import type { Kind } from '../core/vocabulary.js';

const p = defineEntity.properties;

export type SpotCheckState = 'checking' | 'closed';

/** A spot check 抽查 of the answers of a period: a stratified sample with its seed and the population it was drawn from. */
export const SpotCheckSchema = defineEntity({
  name: 'SpotCheck',
  tableName: 'spot_checks',
  properties: {
    id: identifier().primary(),
    organisationId: identifier().index(),
    title: p.string().length(120),
    /** `2026-03`, `2026-Q1`, `2026-03-01/2026-03-15`. */
    period: p.string().length(24),
    from: instant(),
    to: instant(),
    seed: p.string().length(64),
    size: json<SampleSize>(),
    /** case, unit, kind of each case that could have been drawn. Frozen. */
    population: json<[caseId: string, unit: string, kind: Kind][]>(),
    populationHash: p.string().length(64),
    populationCount: p.integer(),
    /** The edition of `config/spot-check.yaml` it was made by, whole. */
    settings: json<Record<string, unknown>>(),
    settingsVersion: p.string().length(40),
    settingsHash: p.string().length(64),
    state: p.string().length(8).$type<SpotCheckState>(),
    drawnBy: identifier(),
    drawnAt: instant(),
    pool: json<string[]>(),
    closedBy: identifier().strictNullable(),
    closedAt: instant().strictNullable(),
    /** SHA-256 of the settled marks, once closed. */
    resultsHash: p.string().length(64).strictNullable(),
  },
  indexes: [{ properties: ['state', 'from'] }],
});
export class SpotCheck extends SpotCheckSchema.class {}
SpotCheckSchema.setClass(SpotCheck);

/** A case of the sample. */
export const SpotCheckCaseSchema = defineEntity({
  name: 'SpotCheckCase',
  tableName: 'spot_check_cases',
  properties: {
    id: identifier().primary(),
    checkId: identifier(),
    caseId: identifier().index(),
    accountId: identifier(),
    unit: identifier(),
    kind: p.string().$type<Kind>(),
    /** Is or was a report 举报: a row of its own, for those alone who may open it. */
    report: p.boolean(),
    answeredAt: instant(),
    /** What both said, or the third where they differed. */
    settled: json<Marks>().strictNullable(),
    settledAt: instant().strictNullable(),
    /** No finding in `overall`. */
    good: p.boolean().strictNullable(),
  },
  uniques: [{ properties: ['checkId', 'caseId'] }],
  indexes: [{ properties: ['answeredAt'] }],
});
export class SpotCheckCase extends SpotCheckCaseSchema.class {}
SpotCheckCaseSchema.setClass(SpotCheckCase);

export type SheetState = 'open' | 'handed_in' | 'recused';

/** A review sheet 评查表: what one checker says of one case. Two are blind to each other, the third sees both. */
export const ReviewSheetSchema = defineEntity({
  name: 'ReviewSheet',
  tableName: 'review_sheets',
  properties: {
    id: identifier().primary(),
    checkId: identifier().index(),
    caseId: identifier(),
    checkerId: identifier(),
    /** The third settles 裁定. */
    third: p.boolean(),
    state: p.string().length(10).$type<SheetState>(),
    marks: json<Marks>().strictNullable(),
    /** Why; may speak of what the citizen wrote. */
    note: p.text().strictNullable(),
    assignedAt: instant(),
    handedInAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['checkId', 'caseId', 'checkerId'] }],
  indexes: [{ properties: ['checkerId', 'state'] }],
});
export class ReviewSheet extends ReviewSheetSchema.class {}
ReviewSheetSchema.setClass(ReviewSheet);
