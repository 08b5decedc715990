import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

/**
 * What a person is writing on a case 草稿: kept on the server as it is typed, so that it outlives a reload, a session, a
 * reassignment and a merge. One a person, case and act; nobody else reads it. `content` is what the form holds.
 */
export const DraftSchema = defineEntity({
  name: 'Draft',
  tableName: 'drafts',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    userId: identifier(),
    act: p.string().length(60),
    content: json<Record<string, unknown>>(),
    /** The version of the case it was begun on. */
    caseVersion: p.integer(),
    savedAt: instant(),
  },
  uniques: [{ properties: ['userId', 'caseId', 'act'] }],
});
export class Draft extends DraftSchema.class {}
DraftSchema.setClass(Draft);

/** Filters under a name 常用视图: a person’s own, or shared with the colleagues of the same organisation. */
export const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_views',
  properties: {
    id: identifier().primary(),
    ownerId: identifier().index(),
    organisationId: identifier().index().strictNullable(),
    name: p.string().length(60),
    query: json<Record<string, string>>(),
    shared: p.boolean(),
    savedAt: instant(),
  },
});
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView);

export const DOINGS = ['looking', 'writing'] as const;
export type Doing = (typeof DOINGS)[number];

/**
 * Who has a case open 正在查看. Who writes holds the pen until `penUntil` and renews it while typing; another may take it
 * over, and then the first one is told. It keeps nobody from acting: that is what versions are for.
 */
export const PresenceSchema = defineEntity({
  name: 'Presence',
  tableName: 'presences',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    userId: identifier(),
    doing: p.string().length(10).$type<Doing>(),
    seenAt: instant().index(),
    penUntil: instant().strictNullable(),
  },
  uniques: [{ properties: ['caseId', 'userId'] }],
});
export class Presence extends PresenceSchema.class {}
PresenceSchema.setClass(Presence);
