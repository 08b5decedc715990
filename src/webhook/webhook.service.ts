import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Secrets } from '../base/secrets.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { actRow } from '../core/lifecycle.js';
import { refuseUnless } from '../core/refusal.js';
import { secretText } from '../core/standard-webhook.js';
import type { Person } from '../identity/actor.js';
import { Ears } from '../journal/ears.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { Directory } from '../registry/directory.js';
import { Courier } from '../base/courier.js';
import { Pushing } from './pushing.js';
import type { RegisterWebhookDto } from './webhook.dto.js';
import { Webhook, WebhookMessage } from './webhook.entities.js';
import { dropWaiting } from './webhook.query.js';
import { refuseField } from '../base/shapes.js';

/** An endpoint as people see it: without its secret. */
export type WebhookView = Omit<Webhook, 'secret'>;

/** 推送: tells other systems what happened to a case, thinly and signed; they ask for the rest. */
@Injectable()
export class Webhooks implements OnApplicationBootstrap {
  readonly listener: Listener = listener({ name: 'webhook', hear: async (turn, event) => await this.queue(turn, event) });
  private readonly pushing: Pushing;
  private readonly courier: Courier;
  private underway: Promise<number> | undefined;

  constructor(
    private readonly database: Database,
    clock: Clock,
    private readonly secrets: Secrets,
    private readonly directory: Directory,
    private readonly rules: Rulebook,
    private readonly ears: Ears,
    @InjectSettings() settings: Settings,
  ) {
    this.courier = new Courier(settings.webhookNetworks);
    this.pushing = new Pushing(database, clock, secrets, this.courier);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  /** The secret is in this answer and in no other. @throws Refusal `wrong_shape` | `unknown_account` */
  async register(person: Person, { name, url, acts = [], accounts = [] }: RegisterWebhookDto): Promise<WebhookView & { secret: string }> {
    this.refuseWrong(url);
    await this.directory.refresh();
    const accountIds = accounts.map((handle) => this.directory.accountByHandle(handle).id);
    const secret = secretText(randomBytes(32));
    this.ears.open = true;
    return await this.database.write('person', async (turn) => {
      const webhook = {
        id: turn.ids.next(), name, url, secret: this.secrets.encrypt(secret), acts: [...acts], accountIds, active: true, offReason: null,
        createdBy: person.id, createdAt: turn.now,
      } as Webhook;
      await turn.rows.insert(Webhook, webhook);
      return { ...viewOf(webhook), secret };
    });
  }

  async list(): Promise<WebhookView[]> {
    return (await this.database.rows.find(Webhook, {}, { orderBy: 'id' })).map(viewOf);
  }

  /** What waits for an endpoint that is switched off is dropped. @throws Refusal `not_found` */
  async switch(id: string, active: boolean, reason: string | null): Promise<WebhookView> {
    if (active) this.ears.open = true;
    return await this.database.write('person', async (turn) => {
      const webhook = await turn.rows.one(Webhook, { id });
      refuseUnless(webhook, 'not_found', { webhook: id });
      const changes = { active, offReason: active ? null : reason };
      await turn.rows.update(Webhook, id, changes);
      if (!active) await dropWaiting(turn.sql, id);
      return viewOf({ ...webhook, ...changes });
    });
  }

  async messages(id: string): Promise<WebhookMessage[]> {
    return await this.database.rows.find(WebhookMessage, { webhookId: id }, { orderBy: 'createdAt', descending: true, limit: 200 });
  }

  /** Again from the first try, with the same id. @throws Refusal `not_found` */
  async resend(messageId: string): Promise<WebhookMessage> {
    return await this.database.write('person', async (turn) => {
      const message = await turn.rows.one(WebhookMessage, { id: messageId });
      refuseUnless(message, 'not_found', { message: messageId });
      const changes = { state: 'queued' as const, nextTryAt: turn.now, attempts: 0, lastError: null };
      await turn.rows.update(WebhookMessage, messageId, changes);
      return { ...message, ...changes };
    });
  }

  /** Sends what may leave; never overlaps itself. */
  async pushDue(): Promise<number> {
    this.underway ??= this.listen().then(() => this.pushing.pushDue()).finally(() => (this.underway = undefined));
    return await this.underway;
  }

  /** Another process may have registered or switched off an endpoint. */
  private async listen(): Promise<void> {
    this.ears.open = (await this.database.rows.one(Webhook, { active: true })) !== undefined;
  }

  private refuseWrong(url: string): void {
    refuseField(
      this.courier.mayAddress(url), 'url',
      '应为 https:// 开头、不含用户名和密码的地址；内网地址须先列入设置 WEBHOOK_NETWORKS',
      'must be an https:// address without user or password; internal addresses must be listed in WEBHOOK_NETWORKS',
    );
  }

  private async queue(turn: Parameters<Listener['hear']>[0], event: CaseEvent): Promise<void> {
    const webhooks = (await turn.rows.find(Webhook, { active: true })).filter(({ acts }) => acts.length === 0 || acts.includes(event.act));
    if (webhooks.length === 0) return;
    const file = (await turn.rows.one(CaseFile, { id: event.caseId }))!;
    // Who looks into a report may tell who is meant: reports stay in the house.
    if (file.kind === 'report' || file.firstKind === 'report') return;
    const body = JSON.stringify(this.payloadOf(event, file));
    for (const webhook of webhooks.filter(({ accountIds }) => accountIds.length === 0 || accountIds.includes(file.accountId))) {
      if (await turn.rows.one(WebhookMessage, { webhookId: webhook.id, eventId: event.id })) continue;
      await turn.rows.insert(WebhookMessage, {
        id: turn.ids.next(), webhookId: webhook.id, eventId: event.id, act: event.act, body, state: 'queued', nextTryAt: turn.now, attempts: 0, createdAt: turn.now,
      });
    }
  }

  /** Thin: what happened to which case. Nothing the citizen wrote, nobody’s name. */
  private payloadOf({ act, at, fromState, toState, seq, hash }: CaseEvent, file: CaseFile) {
    const time = (instant: number): string => this.rules.today.iso(instant);
    return {
      type: `case.${act}`, timestamp: time(at),
      data: {
        caseNumber: file.number, account: this.directory.account(file.accountId).handle, act, name: { zh: actRow(act).zh, en: actRow(act).en }, from: fromState,
        to: toState, kind: file.kind, urgency: file.urgency, department: this.directory.departmentName(file.departmentId) || null,
        dueAt: file.nextDueAt === null ? null : time(file.nextDueAt), originNumber: file.originNumber, seq, hash,
      },
    };
  }
}

const viewOf = ({ secret: _secret, ...webhook }: Webhook): WebhookView => webhook;
