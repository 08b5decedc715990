import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';

const p = defineEntity.properties;

/** 送达: delivered to the citizen, on the public page only, the platform’s window closed, failed. */
export type DeliveryState = 'waiting' | 'delivered' | 'public_only' | 'window_closed' | 'failed';

/** A reply that went out 发布: for the citizen of one case, with the public redacted copy where it is public. */
export const PublicationSchema = defineEntity({
  name: 'Publication',
  tableName: 'publications',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    /** Citizens who were merged into a case have copies of its reply. */
    replyId: identifier().index(),
    epoch: p.integer(),
    publishedBy: identifier().strictNullable(),
    publishedAt: instant(),
    public: p.boolean(),
    publicSubject: p.text(),
    publicMessage: p.text(),
    publicReply: p.text(),
    toCitizen: p.text(),
    deliveryState: p.string().$type<DeliveryState>(),
    deliveryKey: p.string().unique(),
    deliveredAt: instant().strictNullable(),
    deliveryNote: p.text().strictNullable(),
    /** 更正: the copies are the corrected ones from then on. */
    correctedAt: instant().strictNullable(),
    retractedAt: instant().strictNullable(),
  },
  indexes: [{ properties: ['public', 'publishedAt'] }, { properties: ['deliveryState'] }],
});
export class Publication extends PublicationSchema.class {}
PublicationSchema.setClass(Publication);

/** A notice to the citizen from an approved template 告知: receipt, rejection, extension, clarification. */
export const CitizenNoticeSchema = defineEntity({
  name: 'CitizenNotice',
  tableName: 'citizen_notices',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    template: p.string(),
    text: p.text(),
    at: instant(),
    eventId: identifier().unique(),
  },
});
export class CitizenNotice extends CitizenNoticeSchema.class {}
CitizenNoticeSchema.setClass(CitizenNotice);
