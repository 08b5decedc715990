import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json, POSTGRES_ONLY } from '../base/database/columns.js';
import type { ClockName, Grade, Kind, Publicity, State, Urgency } from '../core/vocabulary.js';
import type { ClockVerdict, Extension, Hold } from '../core/clock-state.js';

const p = defineEntity.properties;

/** All that a month’s figures ask of a clock by which somebody was told. */
const TOLD = 'start_at, verdict, stop_act, case_id, epoch, department_id, calendar_hash, original_due_at, extension, id';

/** The handling of one matter 留言办理件; the only thing that moves, and only the docket moves it. */
export const CaseFileSchema = defineEntity({
  name: 'CaseFile',
  tableName: 'case_files',
  properties: {
    id: identifier().primary(),
    /** `YYYYMMDD-<account>-nnnn` */
    number: p.string().unique(),
    accountId: identifier(),
    state: p.string().$type<State>(),
    version: p.integer(),
    kind: p.string().$type<Kind>(),
    /** As it stood at intake: compared when closing (re-labelling guard). */
    firstKind: p.string().$type<Kind>(),
    urgency: p.string().$type<Urgency>(),
    grade: p.string().$type<Grade>(),
    sensitive: p.boolean(),
    groupMatter: p.boolean(),
    repeatCount: p.integer(),
    publicity: p.string().$type<Publicity>(),
    subject: p.text(),
    /** Digest of account and author: finds the same person without naming them. */
    authorDigest: p.string().strictNullable(),
    contactable: p.boolean(),
    anonymous: p.boolean(),
    /** 来源: own account, a form for what came by paper or telephone, a superior or sister system. */
    originSystem: p.string(),
    originNumber: p.string().strictNullable(),
    /** The sender’s own due time: never recomputed, extended only by the sender. */
    imposedDueAt: instant().strictNullable(),
    hasInstruction: p.boolean(),
    /** Supervisions and instructions not done yet: they keep an answered case from being closed. */
    openPapers: p.integer().default(0),
    departmentId: identifier().strictNullable(),
    handlerId: identifier().strictNullable(),
    leadId: identifier().strictNullable(),
    /** The citizen’s earlier case this one follows, once that was answered. */
    previousId: identifier().strictNullable(),
    /** Organisations and departments named by a report, once confirmed. `null`: not confirmed yet. */
    accused: json<string[]>().strictNullable(),
    rejectionProposedBy: identifier().strictNullable(),
    returns: p.integer(),
    clarifications: p.integer(),
    extensions: p.integer(),
    reopenings: p.integer(),
    currentReplyId: identifier().strictNullable(),
    epoch: p.integer(),
    policy: p.string(),
    occurredAt: instant(),
    receivedAt: instant(),
    answeredAt: instant().strictNullable(),
    closedAt: instant().strictNullable(),
    /** The earliest due time of the clocks that run now: the order of every queue. */
    nextDueAt: instant().strictNullable(),
    history: p.boolean(),
    lastSeq: p.integer(),
    lastHash: p.string(),
  },
  indexes: [
    { properties: ['state', 'nextDueAt', 'id'] },
    { properties: ['departmentId', 'state', 'nextDueAt', 'id'] },
    { properties: ['accountId', 'receivedAt'] },
    { properties: ['receivedAt'] },
    { properties: ['leadId'] },
    { properties: ['authorDigest', 'receivedAt'] },
    // The queues that hold few of many: who handles, what was proposed, reports to be opened, what comes from above.
    { name: 'case_files_handled', expression: 'create index case_files_handled on case_files (handler_id, state, next_due_at, id) where handler_id is not null' },
    { name: 'case_files_rejecting', expression: 'create index case_files_rejecting on case_files (rejection_proposed_by) where rejection_proposed_by is not null' },
    { name: 'case_files_unconfirmed', expression: `create index case_files_unconfirmed on case_files (state, next_due_at, id) where kind = 'report' and accused is null` },
    { name: 'case_files_from_above', expression: `create index case_files_from_above on case_files (state, next_due_at, id) where origin_system <> 'own'` },
    // Past cases have no clock to be found by: the month’s figures find their answers here.
    { name: 'case_files_history_answered', expression: 'create index case_files_history_answered on case_files (answered_at) where history' },
  ],
});
export class CaseFile extends CaseFileSchema.class {}
CaseFileSchema.setClass(CaseFile);

/** A clock 时限 on a case: a promise that may be disputed, with the versions it was computed by and its proof. */
export const DeadlineSchema = defineEntity({
  name: 'Deadline',
  tableName: 'deadlines',
  properties: {
    id: identifier().primary(),
    caseId: identifier(),
    clock: p.string().$type<ClockName>(),
    epoch: p.integer(),
    departmentId: identifier().strictNullable(),
    /** What the clock belongs to beside the case: a joint handling, a document, a return. */
    concernsId: identifier().strictNullable(),
    policyHash: p.string(),
    calendarHash: p.string(),
    startAct: p.string(),
    startAt: instant(),
    amount: p.integer(),
    unit: p.string(),
    window: p.boolean(),
    dueAt: instant().strictNullable(),
    /** Before any extension: the other of the two rates. */
    originalDueAt: instant().strictNullable(),
    dueDay: p.string().length(10).strictNullable(),
    provisional: p.boolean(),
    imposedAt: instant().strictNullable(),
    capAt: instant().strictNullable(),
    pauses: json<Hold[]>(),
    extension: json<Extension[]>(),
    revision: p.integer(),
    stoppedAt: instant().strictNullable(),
    stopAct: p.string().strictNullable(),
    verdict: p.string().$type<ClockVerdict>().strictNullable(),
    /** The due instant that passed; withdrawn when a calendar notice moved it. */
    missedAt: instant().strictNullable(),
    ladder: p.string().strictNullable(),
    nextRungAt: instant().strictNullable(),
    proof: p.text(),
    proofHash: p.string(),
  },
  indexes: [
    { properties: ['caseId', 'clock', 'epoch'] },
    { name: 'deadlines_next_rung', expression: 'create index deadlines_next_rung on deadlines (next_rung_at, id) where next_rung_at is not null' },
    // With all that a clock is judged by: a month's figures read some hundred thousand clocks and never their wide rows.
    { properties: ['clock', 'dueAt', 'stoppedAt', 'verdict', 'startAt', 'departmentId', 'caseId', 'id'] },
    { properties: ['clock', 'stoppedAt', 'dueAt', 'verdict', 'startAt', 'departmentId', 'caseId', 'id'] },
    // What a change of rules must look at: the open ones alone, case by case.
    { name: 'deadlines_open', expression: 'create index deadlines_open on deadlines (case_id) where stopped_at is null' },
    { properties: ['departmentId', 'clock', 'dueAt'] },
    // A server reads a wide row page by page where SQLite reads on: what the citizen’s own clock says besides is found without them.
    // SQLite would take these through the clocks of all cases where a case’s own were asked for.
    { name: 'deadlines_told_stopped', expression: `create index deadlines_told_stopped on deadlines (clock, stopped_at, due_at) include (${TOLD}) where clock in ('answer', 'acknowledge')`, options: POSTGRES_ONLY },
    { name: 'deadlines_told_due', expression: `create index deadlines_told_due on deadlines (due_at, stopped_at) include (${TOLD}) where clock = 'answer'`, options: POSTGRES_ONLY },
  ],
});
export class Deadline extends DeadlineSchema.class {}
DeadlineSchema.setClass(Deadline);

/**
 * What a clock said before it moved: an extension, a pause, another label, another edition of the rules. Whoever disputes
 * a date finds what was promised first, with its proof; a report as of an earlier instant finds it too. An end that was undone
 * (a case restored) or that was set back in time (a leg, to its last sign-off) is such a move as well.
 */
export const FormerDeadlineSchema = defineEntity({
  name: 'FormerDeadline',
  tableName: 'former_deadlines',
  properties: {
    id: identifier().primary(),
    deadlineId: identifier(),
    caseId: identifier(),
    revision: p.integer(),
    policyHash: p.string(),
    calendarHash: p.string(),
    amount: p.integer(),
    unit: p.string(),
    dueAt: instant().strictNullable(),
    originalDueAt: instant().strictNullable(),
    dueDay: p.string().length(10).strictNullable(),
    provisional: p.boolean(),
    /** How it had ended, if it had. */
    stoppedAt: instant().strictNullable(),
    stopAct: p.string().strictNullable(),
    verdict: p.string().$type<ClockVerdict>().strictNullable(),
    proof: p.text(),
    proofHash: p.string(),
    /** The act that moved it, and when. */
    endedBy: p.string(),
    endedAt: instant(),
  },
  // By the instant it ended: a report as of an earlier one reads what has moved since.
  indexes: [{ properties: ['deadlineId', 'revision', 'endedAt'] }, { properties: ['caseId'] }, { properties: ['endedAt'] }],
});
export class FormerDeadline extends FormerDeadlineSchema.class {}
FormerDeadlineSchema.setClass(FormerDeadline);

/** A rung that was reached: once for each clock, epoch, revision and rung, whatever restarts in between. */
export const RungMarkSchema = defineEntity({
  name: 'RungMark',
  tableName: 'rung_marks',
  properties: {
    id: identifier().primary(),
    deadlineId: identifier(),
    caseId: identifier(),
    epoch: p.integer(),
    revision: p.integer(),
    rung: p.string(),
    /** The rung’s own instant, also when it was found later. */
    at: instant(),
    markedAt: instant(),
    suppressed: p.boolean(),
  },
  uniques: [{ properties: ['deadlineId', 'epoch', 'revision', 'rung'] }],
  indexes: [{ properties: ['caseId'] }],
});
export class RungMark extends RungMarkSchema.class {}
RungMarkSchema.setClass(RungMark);

/** The last number given to a case of an account on a day. */
export const CaseCounterSchema = defineEntity({
  name: 'CaseCounter',
  tableName: 'case_counters',
  properties: { id: p.string().primary(), last: p.integer() },
});
export class CaseCounter extends CaseCounterSchema.class {}
CaseCounterSchema.setClass(CaseCounter);
