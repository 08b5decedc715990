import { defineEntity } from '@mikro-orm/core';
import type { Way } from './ways.js';
import { identifier, instant, json } from '../base/database/columns.js';

const p = defineEntity.properties;

/** `collected`: an item that went out in a digest. `dropped`: nobody to send it to. `dead`: refused for good. */
export type NoticeState = 'queued' | 'sent' | 'dead' | 'dropped' | 'collected';

/** A notice to one person 通知, once for each event and person; the mail’s Message-ID is derived from its key. */
export const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notices',
  properties: {
    id: identifier().primary(),
    /** event, template and person: a second hearing of the event finds it here. */
    key: p.string().unique(),
    caseId: identifier().strictNullable().index(),
    /** The issued report whose files go with it. */
    reportId: identifier().strictNullable(),
    template: p.string(),
    userId: identifier().index(),
    way: p.string().length(8).$type<Way>(),
    /** Mail address, WeCom account or telephone number. */
    address: p.string(),
    subject: p.text(),
    text: p.text(),
    html: p.text(),
    /** A delivery report names it. */
    messageId: p.string().index(),
    /** Leaves at once and alone. */
    urgent: p.boolean(),
    state: p.string().$type<NoticeState>(),
    /** Office hours: not before this instant. */
    nextTryAt: instant().strictNullable(),
    attempts: p.integer(),
    createdAt: instant(),
    sentAt: instant().strictNullable(),
    /** 已读: opened by its reader, or reported as read by the gateway. */
    readAt: instant().strictNullable(),
    lastError: p.text().strictNullable(),
  },
  indexes: [
    { name: 'notices_queued', expression: "create index notices_queued on notices (next_try_at, id) where state = 'queued'" },
    { name: 'notices_late', expression: "create index notices_late on notices (user_id, created_at) where state = 'queued' and template = 'late_item'" },
    { name: 'notices_rare', expression: "create index notices_rare on notices (state, id) where state in ('dead', 'dropped')" },
    { name: 'notices_sent', expression: "create index notices_sent on notices (user_id, sent_at) where state = 'sent'" },
  ],
});
export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice);

/** A working day whose morning mails are written: once, by whichever process was first. */
export const MorningSchema = defineEntity({
  name: 'Morning',
  tableName: 'mornings',
  properties: { day: p.string().length(10).primary(), gatheredAt: instant() },
});
export class Morning extends MorningSchema.class {}
MorningSchema.setClass(Morning);

/** One telephone call of an emergency: to whom, when, and what came of it. */
export const EmergencyCallSchema = defineEntity({
  name: 'EmergencyCall',
  tableName: 'emergency_calls',
  properties: {
    id: identifier().primary(),
    eventId: identifier(),
    caseId: identifier().index(),
    userId: identifier(),
    /** 1 for the first in line, and on round the line. */
    turn: p.integer(),
    line: json<string[]>(),
    toCallAt: instant(),
    /** When the next is called, unless somebody has it by then. */
    passAt: instant(),
    passedOnAt: instant().strictNullable(),
    acknowledgedAt: instant().strictNullable(),
    note: p.text().strictNullable(),
    recordedBy: identifier().strictNullable(),
    recordedAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['eventId', 'turn'] }],
  indexes: [{ name: 'emergency_calls_open', expression: 'create index emergency_calls_open on emergency_calls (pass_at) where acknowledged_at is null and passed_on_at is null' }],
});
export class EmergencyCall extends EmergencyCallSchema.class {}
EmergencyCallSchema.setClass(EmergencyCall);
