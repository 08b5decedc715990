import { defineEntity } from '@mikro-orm/core';
import type { Gate, Role } from '../core/vocabulary.js';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Finding } from '../handling/handling.entities.js';

const p = defineEntity.properties;

export type GroupReplyState = 'draft' | 'in_review' | 'approved' | 'answered' | 'dropped';

/** A blocking finding of a group reply let through 放行, by whom and why. */
export interface GroupRelease {
  readonly code: string;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/**
 * One text to many citizens about one matter 集中回应: drafted, judged, reviewed and approved as a thing of its own, bound
 * to its words and to the list of cases it answers. It holds nothing of any citizen’s own; each gets a copy under the
 * own number. Source: 国办发〔2018〕123号 三（二） 对网民集中反映的问题集中回应.
 */
export const GroupReplySchema = defineEntity({
  name: 'GroupReply',
  tableName: 'group_replies',
  properties: {
    id: identifier().primary(),
    title: p.text(),
    /** The organisation that answers for the accounts of all its cases. */
    officeId: identifier(),
    /** Counts up with every edit, signature and decision: a stale one is refused. */
    version: p.integer(),
    state: p.string().$type<GroupReplyState>().index(),
    /** Everybody who wrote on it: none of them signs or approves it. */
    drafters: json<string[]>(),
    draftedAt: instant(),
    toCitizen: p.text(),
    publicReply: p.text(),
    score: p.integer(),
    verdict: p.string().$type<'pass' | 'warn' | 'block'>(),
    findings: json<Finding[]>(),
    engine: p.string(),
    releases: json<GroupRelease[]>(),
    sentBack: p.text().strictNullable(),
    answeredAt: instant().strictNullable(),
  },
});
export class GroupReply extends GroupReplySchema.class {}
GroupReplySchema.setClass(GroupReply);

/** `out`: the text leaves an ask of it open, or a person left it out; `passed_over`: it no longer waited when the rest was answered. */
export type GroupMemberState = 'in' | 'out' | 'answered' | 'passed_over';

/** A case a group reply is to answer. */
export const GroupMemberSchema = defineEntity({
  name: 'GroupMember',
  tableName: 'group_members',
  properties: {
    id: identifier().primary(),
    groupReplyId: identifier().index(),
    caseId: identifier().index(),
    state: p.string().$type<GroupMemberState>(),
    /** What it asks and the text does not answer, in its own words. */
    uncovered: json<string[]>(),
    /** The text is surely about something else. */
    offTopic: p.boolean(),
    /** Left out or put back by a person, with the reason. */
    decidedBy: identifier().strictNullable(),
    reason: p.text().strictNullable(),
  },
  uniques: [{ properties: ['groupReplyId', 'caseId'] }],
});
export class GroupMember extends GroupMemberSchema.class {}
GroupMemberSchema.setClass(GroupMember);

/** A name under a group reply; void when its words or its list change. */
export const GroupSignatureSchema = defineEntity({
  name: 'GroupSignature',
  tableName: 'group_signatures',
  properties: {
    id: identifier().primary(),
    groupReplyId: identifier().index(),
    sort: p.string().$type<'sign' | 'approve'>(),
    role: p.string().$type<Role>(),
    userId: identifier(),
    at: instant(),
    copyHash: p.string(),
    gates: json<Gate[]>(),
    note: p.text().strictNullable(),
    voidedAt: instant().strictNullable(),
  },
});
export class GroupSignature extends GroupSignatureSchema.class {}
GroupSignatureSchema.setClass(GroupSignature);
