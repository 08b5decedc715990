import { Injectable, Logger } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { CaseEvent, Delivery } from './journal.entities.js';
import { casesWaiting, claimCase, countParked, nextDeliveryAt } from './relay.query.js';

/**
 * A listener. `prepare` runs before the transaction (judging, rendering, the outside world); `hear` writes what follows
 * from the event in one commit with the mark that it was heard. Hearing the same event again must change nothing.
 */
export interface Listener<Prepared = unknown> {
  readonly name: string;
  prepare?(event: CaseEvent, delivery: Delivery): Promise<Prepared>;
  hear(turn: Turn, event: CaseEvent, prepared: Prepared, delivery: Delivery): Promise<void>;
}

/** A listener with its own preparation, as the relay carries it: what `prepare` gave is what `hear` gets. */
export const listener = <Prepared = undefined>(own: Listener<Prepared>): Listener => own as Listener;

export abstract class Listeners {
  abstract named(name: string): Listener | undefined;
}

const ATTEMPTS_BEFORE_PARKING = 10;
const CASES_AT_ONCE = 64;

/** Waits double from two seconds to an hour, with jitter so that many failures do not return together. */
const backOff = (attempts: number): number => Math.min(2000 * 2 ** attempts, 3_600_000) * (0.8 + randomInt(400) / 1000);

/** Carries events to their listeners: whole cases, in order, each hearing committed with its mark. */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private draining: Promise<number> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly listeners: Listeners,
  ) {}

  /** Delivers all that is due now, what follows from it included. Returns how many were heard. */
  async drain(): Promise<number> {
    this.draining ??= this.work().finally(() => (this.draining = undefined));
    return await this.draining;
  }

  async nextAt(): Promise<Instant | null> {
    return await nextDeliveryAt(this.database.rows.sql);
  }

  async parked(): Promise<number> {
    return await countParked(this.database.rows.sql);
  }

  private async work(): Promise<number> {
    let heard = 0;
    for (;;) {
      const cases = await casesWaiting(this.database.rows.sql, this.clock.now(), CASES_AT_ONCE);
      const counts = await Promise.all(cases.map((caseId) => this.deliverCase(caseId)));
      const progress = counts.reduce((sum, each) => sum + each, 0);
      heard += progress;
      if (progress === 0) return heard;
    }
  }

  /** Returns how many deliveries moved on (heard, put off or parked); zero when another process holds the case. */
  private async deliverCase(caseId: string): Promise<number> {
    const waiting = await this.database.rows.find(Delivery, { caseId, doneAt: null }, { orderBy: 'id' });
    const blocked = new Set<string>();
    let moved = 0;
    for (const delivery of waiting) {
      if (blocked.has(delivery.listener)) continue;
      const due = delivery.parkedAt === null && (delivery.nextTryAt ?? 0) <= this.clock.now();
      const outcome = due ? await this.deliver(delivery) : 'waits';
      if (outcome !== 'heard') blocked.add(delivery.listener);
      if (outcome === 'heard' || outcome === 'failed') moved += 1;
    }
    return moved;
  }

  private async deliver(delivery: Delivery): Promise<'heard' | 'failed' | 'waits'> {
    try {
      const listener = this.listeners.named(delivery.listener);
      if (!listener) throw new Error(`Nobody listens under the name ${delivery.listener}`);
      const event = await this.database.rows.one(CaseEvent, { id: delivery.eventId });
      if (!event) throw new Error('The event is missing');
      const prepared = await listener.prepare?.(event, delivery);
      return await this.database.write('relay', async (turn) => {
        if (!(await claimCase(turn.sql, delivery.caseId))) return 'waits';
        const fresh = await turn.rows.one(Delivery, { id: delivery.id });
        if (!fresh || fresh.doneAt !== null) return 'heard';
        await listener.hear(turn, event, prepared, fresh);
        await turn.rows.update(Delivery, delivery.id, { doneAt: turn.now });
        return 'heard';
      });
    } catch (error) {
      return await this.putOff(delivery, error);
    }
  }

  private async putOff(delivery: Delivery, error: unknown): Promise<'failed'> {
    const attempts = delivery.attempts + 1;
    const parked = attempts >= ATTEMPTS_BEFORE_PARKING;
    const lastError = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.database.write('relay', (turn) =>
      turn.rows.update(Delivery, delivery.id, {
        attempts, lastError, nextTryAt: Math.round(turn.now + backOff(attempts)), ...(parked && { parkedAt: turn.now }),
      }),
    );
    this.logger[parked ? 'error' : 'warn'](
      `${parked ? 'Parked' : 'Put off'}: ${delivery.listener} of event ${delivery.eventId} after ${attempts} attempts (${lastError})`,
    );
    return 'failed';
  }
}
