import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { ActName } from '../core/lifecycle.js';

const p = defineEntity.properties;

/** Another system that is told of what happens 推送接口. The secret is kept encrypted and shown once. */
export const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  properties: {
    id: identifier().primary(),
    name: p.string(),
    url: p.text(),
    secret: p.text(),
    /** Which acts it hears; empty: all that are told. */
    acts: json<ActName[]>(),
    /** Cases of these accounts alone; empty: of all. */
    accountIds: json<string[]>(),
    active: p.boolean(),
    /** Why it was switched off, if the other side did (410) or a person. */
    offReason: p.text().strictNullable(),
    createdBy: identifier(),
    createdAt: instant(),
  },
});
export class Webhook extends WebhookSchema.class {}
WebhookSchema.setClass(Webhook);

export type WebhookState = 'queued' | 'sent' | 'dead' | 'dropped';

/** One message to one endpoint: once for each event, the same id at every try. */
export const WebhookMessageSchema = defineEntity({
  name: 'WebhookMessage',
  tableName: 'webhook_messages',
  properties: {
    /** `webhook-id`: the receiver recognises a repeat by it. */
    id: identifier().primary(),
    webhookId: identifier(),
    eventId: identifier(),
    act: p.string(),
    body: p.text(),
    state: p.string().$type<WebhookState>(),
    nextTryAt: instant().strictNullable(),
    attempts: p.integer(),
    lastStatus: p.integer().strictNullable(),
    lastError: p.text().strictNullable(),
    createdAt: instant(),
    sentAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['webhookId', 'eventId'] }],
  indexes: [
    { name: 'webhook_messages_queued', expression: "create index webhook_messages_queued on webhook_messages (next_try_at, id) where state = 'queued'" },
    { properties: ['webhookId', 'createdAt'] },
  ],
});
export class WebhookMessage extends WebhookMessageSchema.class {}
WebhookMessageSchema.setClass(WebhookMessage);
