import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../core/canonical.js';
import type { ActName } from '../core/lifecycle.js';
import type { Instant } from '../base/clock.js';
import type { Turn } from '../base/database/writer.js';
import { actorId, type Actor } from '../identity/actor.js';
import { CaseEvent, Delivery } from './journal.entities.js';

/** Who hears what: act → listeners. The table itself stands in `src/subscriptions.ts`. */
export abstract class Audience {
  abstract listenersOf(act: ActName): readonly string[];
}

/** What is written down of an act. Facts never hold content or personal data. */
export interface Entry {
  readonly caseId: string;
  readonly seq: number;
  readonly previousHash: string;
  readonly act: ActName;
  readonly actor: Actor;
  readonly at: Instant;
  readonly from: string | null;
  readonly to: string;
  readonly facts: Record<string, unknown>;
}

/** The first event of a case has nothing before it. */
export const NO_HASH = '';

/** SHA-256 over everything an event says, the hash before it included. */
export const eventHash = (event: Omit<CaseEvent, 'hash' | 'sealId'>): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        id: event.id, caseId: event.caseId, seq: event.seq, act: event.act, at: event.at, writtenAt: event.writtenAt,
        actorKind: event.actorKind, actorId: event.actorId ?? null, fromState: event.fromState ?? null,
        toState: event.toState, facts: event.facts, previousHash: event.previousHash,
      }),
    )
    .digest('hex');

@Injectable()
export class Journal {
  /** Told after a write that there is something to hear: a hint, never a carrier. */
  private wake: () => void = () => undefined;

  constructor(private readonly audience: Audience) {}

  onEntry(wake: () => void): void {
    this.wake = wake;
  }

  /** One event and a delivery for each of its listeners, in the transaction of the turn. */
  async record(turn: Turn, entry: Entry, options: { silent?: boolean } = {}): Promise<CaseEvent> {
    const unsigned = {
      id: turn.ids.next(), caseId: entry.caseId, seq: entry.seq, act: entry.act, at: entry.at, writtenAt: turn.now,
      actorKind: entry.actor.kind, actorId: actorId(entry.actor), fromState: entry.from, toState: entry.to,
      facts: JSON.parse(JSON.stringify(entry.facts)) as Record<string, unknown>, previousHash: entry.previousHash,
    };
    const event = { ...unsigned, hash: eventHash(unsigned), sealId: null } as CaseEvent;
    await turn.rows.insert(CaseEvent, event);
    if (!options.silent) await this.address(turn, event);
    return event;
  }

  private async address(turn: Turn, event: CaseEvent): Promise<void> {
    for (const listener of this.audience.listenersOf(event.act)) {
      await turn.rows.insert(Delivery, {
        id: turn.ids.next(), caseId: event.caseId, eventId: event.id, listener, attempts: 0, nextTryAt: turn.now,
      });
    }
    this.wake();
  }
}
