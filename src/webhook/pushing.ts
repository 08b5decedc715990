import { randomInt } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Clock, Instant } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Secrets } from '../base/secrets.js';
import { signedHeaders } from '../core/standard-webhook.js';
import type { Answer, Courier } from '../base/courier.js';
import { Webhook, WebhookMessage } from './webhook.entities.js';
import { claimMessage, dropWaiting, holdBack, messagesDue } from './webhook.query.js';

/** Waits after each failed try, in seconds. Source: Standard Webhooks 1.0.0, retry schedule. */
const WAITS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const CLAIM_MS = 5 * 60_000;
const AT_ONCE = 8;
/** A busy receiver is given time: what it asks for, or twice the usual wait. */
const SLOW_DOWN: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const GONE = 410;
/** An endpoint that gives no answer is not tried with anything for so long at most. */
const LEFT_ALONE_MS = 5 * 60_000;

/** What became of one try; where nobody is there the rest of the lane need not be tried. */
type Fate = 'sent' | 'failed' | 'nobody there';

/** Carries queued messages to their endpoints, each try signed anew, and stamps what became of each. */
export class Pushing {
  private readonly logger = new Logger('Webhooks');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly courier: Courier,
  ) {}

  async pushDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const claimed = await this.claim();
      if (claimed.length === 0) return sent;
      // Endpoints side by side, each in the order in which things happened.
      const lanes = [...Map.groupBy(claimed, ({ webhookId }) => webhookId).values()];
      const done = await Promise.all(lanes.map((lane) => this.pushInOrder(lane)));
      sent += done.reduce((sum, count) => sum + count, 0);
    }
  }

  private async pushInOrder(lane: readonly WebhookMessage[]): Promise<number> {
    let sent = 0;
    for (const message of lane) {
      const fate = await this.push(message);
      if (fate === 'sent') sent += 1;
      if (fate === 'nobody there') break;
    }
    return sent;
  }

  private async claim(): Promise<WebhookMessage[]> {
    if ((await messagesDue(this.database.rows.sql, this.clock.now(), 1)).length === 0) return [];
    return await this.database.write('relay', async (turn) => {
      const claimed: WebhookMessage[] = [];
      for (const due of await messagesDue(turn.sql, turn.now, AT_ONCE)) {
        if (!(await claimMessage(turn.sql, due, turn.now + CLAIM_MS))) continue;
        claimed.push((await turn.rows.one(WebhookMessage, { id: due.id }))!);
      }
      return claimed;
    });
  }

  private async push(message: WebhookMessage): Promise<Fate> {
    const webhook = await this.database.rows.one(Webhook, { id: message.webhookId });
    if (!webhook?.active) return await this.stamp(message, { state: 'dropped', nextTryAt: null });
    const headers = {
      'content-type': 'application/json', 'user-agent': 'Huiyin',
      ...signedHeaders(this.secrets.decrypt(webhook.secret), message.id, this.clock.now(), message.body),
    };
    const answer = await this.courier.post(webhook.url, headers, message.body);
    if (answer.status === GONE) return await this.switchOff(message);
    const now = this.clock.now();
    const changes = this.changesOf(message, answer, now);
    const fate = await this.stamp(message, changes);
    if (answer.status !== null && !SLOW_DOWN.has(answer.status)) return fate;
    // Neither what else waits for this endpoint nor other endpoints are kept waiting by its silence again and again.
    const until = Math.min(changes.nextTryAt ?? Infinity, now + LEFT_ALONE_MS);
    await this.database.write('relay', (turn) => holdBack(turn.sql, message.webhookId, until));
    return 'nobody there';
  }

  private changesOf({ attempts }: WebhookMessage, { status, error, retryAfter }: Answer, now: Instant): Partial<WebhookMessage> {
    const known = { attempts: attempts + 1, lastStatus: status, lastError: error ?? (status !== null && status >= 300 ? `HTTP ${status}` : null) };
    if (status !== null && status >= 200 && status < 300) return { ...known, state: 'sent', sentAt: now, nextTryAt: null };
    const wait = WAITS[attempts];
    if (wait === undefined) return { ...known, state: 'dead', nextTryAt: null };
    const busy = status !== null && SLOW_DOWN.has(status);
    const seconds = busy ? Math.max(retryAfter ?? 0, wait * 2) : wait;
    return { ...known, nextTryAt: now + Math.round(seconds * (900 + randomInt(300))) };
  }

  /** 410: the other side wants nothing more. */
  private async switchOff(message: WebhookMessage): Promise<Fate> {
    this.logger.warn(`Endpoint ${message.webhookId} answered 410 Gone and is switched off`);
    await this.database.write('relay', async (turn) => {
      await turn.rows.update(Webhook, message.webhookId, { active: false, offReason: '对方答复 410（已停用）/ the other side answered 410 Gone' });
      await turn.rows.update(WebhookMessage, message.id, { state: 'dead', nextTryAt: null, attempts: message.attempts + 1, lastStatus: GONE, lastError: `HTTP ${GONE}` });
      await dropWaiting(turn.sql, message.webhookId);
    });
    return 'nobody there';
  }

  private async stamp({ id }: WebhookMessage, changes: Partial<WebhookMessage>): Promise<Fate> {
    await this.database.write('relay', (turn) => turn.rows.updateWhere(WebhookMessage, { id, state: 'queued' }, changes));
    return changes.state === 'sent' ? 'sent' : 'failed';
  }
}
