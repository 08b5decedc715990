import { defineEntity } from '@mikro-orm/core';
import { identifier, instant } from '../base/database/columns.js';

const p = defineEntity.properties;

/** A blocking finding let through by the reviewer with a reason 放行. */
export const ReleaseSchema = defineEntity({
  name: 'Release',
  tableName: 'releases',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    replyId: identifier().index(),
    code: p.string(),
    reason: p.text(),
    by: identifier(),
    at: instant(),
  },
});
export class Release extends ReleaseSchema.class {}
ReleaseSchema.setClass(Release);

/** A reply sent back 退回修改, with what to change. */
export const SendBackSchema = defineEntity({
  name: 'SendBack',
  tableName: 'send_backs',
  properties: {
    id: identifier().primary(),
    caseId: identifier().index(),
    replyId: identifier(),
    by: identifier(),
    at: instant(),
    reason: p.text(),
  },
});
export class SendBack extends SendBackSchema.class {}
SendBackSchema.setClass(SendBack);
