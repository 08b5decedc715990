import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Gate, Label, Procedure, Role } from '../core/vocabulary.js';

const p = defineEntity.properties;

/** By which way the citizen was contacted. */
export const CONTACT_WAYS = {
  telephone: { zh: '电话', en: 'telephone' },
  message: { zh: '私信、短信', en: 'private message' },
  mail: { zh: '电子邮件', en: 'e-mail' },
  visit: { zh: '上门、当面', en: 'in person' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Label>;
export type ContactWay = keyof typeof CONTACT_WAYS;

/** The first contact with the citizen 先行联系; the note may hold personal data and can be erased. */
export const ContactSchema = defineEntity({
  name: 'Contact',
  tableName: 'contacts',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    by: identifier(),
    at: instant(),
    way: p.string().$type<ContactWay>(),
    reached: p.boolean(),
    note: p.text(),
  },
});
export class Contact extends ContactSchema.class {}
ContactSchema.setClass(Contact);

export type ReturnState = 'asked' | 'granted' | 'refused' | 'adjudicated';

/** “Not ours” 退单: signed by the unit’s head, with the duty it rests on and a unit that should have it. */
export const ReturnRequestSchema = defineEntity({
  name: 'ReturnRequest',
  tableName: 'return_requests',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    departmentId: identifier().index(),
    signedBy: identifier(),
    askedAt: instant().index(),
    basis: p.text(),
    suggestedDepartmentId: identifier().strictNullable(),
    state: p.string().$type<ReturnState>(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decision: p.text().strictNullable(),
  },
});
export class ReturnRequest extends ReturnRequestSchema.class {}
ReturnRequestSchema.setClass(ReturnRequest);

export type JointState = 'invited' | 'contributed' | 'declined' | 'waived' | 'released';

/** A co-department’s part 协办, with a clock of its own. */
export const JointHandlingSchema = defineEntity({
  name: 'JointHandling',
  tableName: 'joint_handlings',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    departmentId: identifier().index(),
    invitedBy: identifier(),
    invitedAt: instant(),
    ask: p.text(),
    state: p.string().$type<JointState>(),
    text: p.text().strictNullable(),
    endedBy: identifier().strictNullable(),
    endedAt: instant().strictNullable(),
  },
  // A unit’s part in one case, whatever the number of its parts in others.
  indexes: [{ properties: ['caseId', 'departmentId'] }, { name: 'joint_handlings_open', expression: `create index joint_handlings_open on joint_handlings (department_id, case_id) where state = 'invited'` }],
});
export class JointHandling extends JointHandlingSchema.class {}
JointHandlingSchema.setClass(JointHandling);

export type ExtensionState = 'asked' | 'granted' | 'refused';

/** 延期: asked before the due time, granted by another person, capped, told to the citizen at once. */
export const ExtensionRequestSchema = defineEntity({
  name: 'ExtensionRequest',
  tableName: 'extension_requests',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    askedBy: identifier(),
    askedAt: instant().index(),
    amount: p.integer(),
    reason: p.text(),
    /** 目前进展, told to the citizen with the new date; nothing is said of it where nothing was written. */
    progress: p.text().strictNullable(),
    state: p.string().$type<ExtensionState>(),
    decidedBy: identifier().strictNullable(),
    decidedAt: instant().strictNullable(),
    decision: p.text().strictNullable(),
    dueBefore: instant().strictNullable(),
    dueAfter: instant().strictNullable(),
  },
  indexes: [{ name: 'extension_requests_open', expression: `create index extension_requests_open on extension_requests (case_id) where state = 'asked'` }],
});
export class ExtensionRequest extends ExtensionRequestSchema.class {}
ExtensionRequestSchema.setClass(ExtensionRequest);

export type ClarificationState = 'proposed' | 'asked' | 'answered' | 'unanswered';

/** 待补充: once, with the text approved, for a limited time. */
export const ClarificationSchema = defineEntity({
  name: 'Clarification',
  tableName: 'clarifications',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    proposedBy: identifier(),
    proposedAt: instant(),
    question: p.text(),
    state: p.string().$type<ClarificationState>(),
    approvedBy: identifier().strictNullable(),
    askedAt: instant().strictNullable(),
    answer: p.text().strictNullable(),
    answeredAt: instant().strictNullable(),
  },
  indexes: [{ name: 'clarifications_open', expression: `create index clarifications_open on clarifications (case_id) where state = 'proposed'` }],
});
export class Clarification extends ClarificationSchema.class {}
ClarificationSchema.setClass(Clarification);

/** 法定程序: a hearing, a consultation, an appraisal whose time the law does not count. */
export const LegalProcedureSchema = defineEntity({
  name: 'LegalProcedure',
  tableName: 'legal_procedures',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    procedure: p.string().$type<Procedure>(),
    /** The article that lays it down, and why it is needed here: the citizen reads both. */
    basis: p.text(),
    reason: p.text(),
    begunBy: identifier(),
    begunAt: instant(),
    endedBy: identifier().strictNullable(),
    endedAt: instant().strictNullable(),
    outcome: p.text().strictNullable(),
  },
});
export class LegalProcedure extends LegalProcedureSchema.class {}
LegalProcedureSchema.setClass(LegalProcedure);

export interface Finding {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly why: string;
  readonly hint: string;
}

export interface ReplyAsk {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly answered: boolean;
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
}

/** A version of a reply 答复稿. Approval is bound to the hash of what goes out: public copy, private copy, attachments. */
export const ReplySchema = defineEntity({
  name: 'Reply',
  tableName: 'replies',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    version: p.integer(),
    drafterId: identifier(),
    departmentId: identifier().strictNullable(),
    submittedAt: instant(),
    toCitizen: p.text(),
    toSuperior: p.text().strictNullable(),
    /** The public redacted copies: of the message and of the reply. */
    publicMessage: p.text(),
    publicReply: p.text(),
    attachments: json<Attachment[]>(),
    /** Joint handlings this reply rests on: every contribution or waiver. */
    contributions: json<{ departmentId: string; state: string }[]>(),
    copyHash: p.string(),
    score: p.integer(),
    verdict: p.string().$type<'pass' | 'warn' | 'block'>(),
    findings: json<Finding[]>(),
    /** What the message asks for, and which of it the reply answers. */
    asks: json<ReplyAsk[]>().strictNullable(),
    /** The form it was held to: comment, message, mailbox. */
    form: p.string().strictNullable(),
    engine: p.string(),
  },
  uniques: [{ properties: ['caseId', 'version'] }],
});
export class Reply extends ReplySchema.class {}
ReplySchema.setClass(Reply);

/** `return_inside` is a head’s no: void from the start, its reason in the note. */
export type SignatureSort = 'sign_off' | 'return_inside' | 'sign' | 'approve';

/** A name under a reply 签名: of the unit, of a leader, of the reviewer; void when the copy it names changes. */
export const SignatureSchema = defineEntity({
  name: 'Signature',
  tableName: 'signatures',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    replyId: identifier().index(),
    sort: p.string().$type<SignatureSort>(),
    role: p.string().$type<Role>(),
    userId: identifier(),
    at: instant(),
    copyHash: p.string(),
    gates: json<Gate[]>(),
    note: p.text().strictNullable(),
    voidedAt: instant().strictNullable(),
  },
});
export class Signature extends SignatureSchema.class {}
SignatureSchema.setClass(Signature);
