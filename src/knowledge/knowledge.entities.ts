import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { EntryContent, EntryState } from '../core/knowledge.js';

const p = defineEntity.properties;

/** A mark on an entry that rests on a document which no longer holds 依据失效. */
export interface RepealMark {
  readonly repealId: string;
  readonly title: string | null;
  readonly number: string | null;
  readonly reason: string;
  readonly at: number;
}

/** An entry of the Q&A base 答问. `content` is what the public sees, or the latest version while it has seen none. */
export const KnowledgeEntrySchema = defineEntity({
  name: 'KnowledgeEntry',
  tableName: 'knowledge_entries',
  properties: {
    id: identifier().primary(),
    number: p.integer().unique(),
    /** The name another system or a file knows it by; importing it again meets it here. */
    key: p.string().strictNullable().unique(),
    state: p.string().$type<EntryState>(),
    /** The latest version, and the one the public sees. */
    version: p.integer(),
    publicVersion: p.integer().strictNullable(),
    content: json<EntryContent>(),
    contentHash: p.string(),
    departmentId: identifier().strictNullable(),
    reviewBy: p.string().length(10).strictNullable(),
    reviewedBy: identifier().strictNullable(),
    reviewedAt: instant().strictNullable(),
    offlineReason: p.text().strictNullable(),
    /** When its people were told that its review date comes near, or that its basis was repealed. */
    warnedAt: instant().strictNullable(),
    repealed: json<RepealMark[]>(),
    /** Its place in the order of changes: what other bases ask for. */
    change: instant(),
    uses: p.integer(),
    hits: p.integer(),
    helpful: p.integer(),
    unhelpful: p.integer(),
    /** Mirrored from another base: read only here. */
    sourceId: identifier().strictNullable(),
    originId: p.string().strictNullable(),
    originNumber: p.integer().strictNullable(),
    fromPublicationId: identifier().strictNullable().unique(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  uniques: [{ properties: ['sourceId', 'originId'] }],
  indexes: [
    { properties: ['state', 'id'] },
    { properties: ['departmentId', 'state', 'id'] },
    { properties: ['state', 'reviewBy'] },
    { properties: ['change'] },
  ],
});
export class KnowledgeEntry extends KnowledgeEntrySchema.class {}
KnowledgeEntrySchema.setClass(KnowledgeEntry);

/** `superseded`: edited before anybody decided. */
export type VersionStage = 'draft' | 'in_review' | 'returned' | 'approved' | 'superseded';

/** Every version of an entry, for ever: who wrote it, who decided on exactly these words. */
export const KnowledgeVersionSchema = defineEntity({
  name: 'KnowledgeVersion',
  tableName: 'knowledge_versions',
  properties: {
    id: identifier().primary(),
    entryId: identifier(),
    version: p.integer(),
    stage: p.string().$type<VersionStage>(),
    content: json<EntryContent>(),
    contentHash: p.string(),
    draftedBy: p.string(),
    draftedAt: instant(),
    submittedAt: instant().strictNullable(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    note: p.text().strictNullable(),
  },
  uniques: [{ properties: ['entryId', 'version'] }],
  indexes: [{ properties: ['stage', 'id'] }],
});
export class KnowledgeVersion extends KnowledgeVersionSchema.class {}
KnowledgeVersionSchema.setClass(KnowledgeVersion);

/** An entry was put into the reply of a case 引用: once for each case. */
export const KnowledgeUseSchema = defineEntity({
  name: 'KnowledgeUse',
  tableName: 'knowledge_uses',
  properties: {
    id: identifier().primary(),
    entryId: identifier(),
    caseId: identifier(),
    version: p.integer(),
    usedBy: identifier(),
    at: instant().index(),
  },
  uniques: [{ properties: ['entryId', 'caseId'] }],
});
export class KnowledgeUse extends KnowledgeUseSchema.class {}
KnowledgeUseSchema.setClass(KnowledgeUse);

/** What was looked for on a day, and how often something was found: the hit rate 命中率 of the report. */
export const KnowledgeDaySchema = defineEntity({
  name: 'KnowledgeDay',
  tableName: 'knowledge_days',
  properties: { day: p.string().length(10).primary(), searches: p.integer(), answered: p.integer(), helpful: p.integer(), unhelpful: p.integer() },
});
export class KnowledgeDay extends KnowledgeDaySchema.class {}
KnowledgeDaySchema.setClass(KnowledgeDay);

/** The last number of each sort: of entries, and of changes. Its row is locked until the act is committed. */
export const KnowledgeCounterSchema = defineEntity({
  name: 'KnowledgeCounter',
  tableName: 'knowledge_counters',
  properties: { id: p.string().primary(), last: instant() },
});
export class KnowledgeCounter extends KnowledgeCounterSchema.class {}
KnowledgeCounterSchema.setClass(KnowledgeCounter);

/** 依据失效: a document that no longer holds, marked once for everything that rests on it. */
export const KnowledgeRepealSchema = defineEntity({
  name: 'KnowledgeRepeal',
  tableName: 'knowledge_repeals',
  properties: {
    id: identifier().primary(),
    title: p.text().strictNullable(),
    number: p.text().strictNullable(),
    reason: p.text(),
    markedBy: identifier(),
    markedAt: instant(),
    entries: p.integer(),
  },
});
export class KnowledgeRepeal extends KnowledgeRepealSchema.class {}
KnowledgeRepealSchema.setClass(KnowledgeRepeal);

/** Another base that this one mirrors 对接联通. */
export const KnowledgeSourceSchema = defineEntity({
  name: 'KnowledgeSource',
  tableName: 'knowledge_sources',
  properties: {
    id: identifier().primary(),
    name: p.string(),
    /** Where its changes are asked for. */
    url: p.text(),
    everyMinutes: p.integer(),
    active: p.boolean(),
    /** Up to where its changes were taken. */
    cursor: p.string(),
    etag: p.text().strictNullable(),
    nextPullAt: instant(),
    pulledAt: instant().strictNullable(),
    lastError: p.text().strictNullable(),
    failures: p.integer(),
    createdBy: identifier(),
    createdAt: instant(),
  },
});
export class KnowledgeSource extends KnowledgeSourceSchema.class {}
KnowledgeSourceSchema.setClass(KnowledgeSource);
