import type { INestApplicationContext } from '@nestjs/common';
import { Clock, type Instant, type MovableClock } from '../../base/clock.js';
import { Escalation } from '../../escalation/escalation.service.js';
import { Relay } from '../../journal/relay.js';
import { Notices } from '../../notice/notice.service.js';

interface Planned {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => Promise<void>;
}

/**
 * Moves the simulated clock from one instant at which something happens to the next: what people do, rungs and windows,
 * deliveries, mails. Nothing between two instants is skipped, nothing happens at a wrong one.
 */
export class Stage {
  private readonly plan: Planned[] = [];
  private planned = 0;
  private readonly clock: MovableClock;
  private readonly relay: Relay;
  private readonly escalation: Escalation;
  private readonly notices: Notices;
  /** Called when the clock has moved, before anything happens there. */
  onMoved: (now: Instant) => void = () => undefined;

  constructor(app: Pick<INestApplicationContext, 'get'>) {
    this.clock = app.get<MovableClock>(Clock);
    this.relay = app.get(Relay);
    this.escalation = app.get(Escalation);
    this.notices = app.get(Notices);
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** What somebody does then; what should have happened already happens now, in the order it was planned. */
  at(instant: Instant, act: () => Promise<void>): void {
    const entry = { at: Math.max(instant, this.now), order: this.planned++, act };
    this.plan.splice(this.placeOf(entry), 0, entry);
  }

  /** The plan is kept in order, latest first, so that the next one is taken from the end. */
  private placeOf({ at }: Planned): number {
    let [low, high] = [0, this.plan.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.plan[middle]!.at > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Until nothing is planned, no clock has a rung or window left and no mail waits; or until an instant. */
  async run(until = Infinity): Promise<void> {
    try {
      await this.goThrough(until);
    } finally {
      this.notices.tryAgain();
    }
  }

  private async goThrough(until: Instant): Promise<void> {
    for (;;) {
      this.notices.leaveShut();
      const next = await this.nextInstant();
      if (next === null || next > until) return;
      this.moveTo(next);
      let happened = 0;
      for (; this.plan.length > 0 && this.plan.at(-1)!.at <= this.now; happened++) await this.perform();
      happened += await this.settle();
      if (happened === 0 && (await this.isStuck())) throw new Error('停在原地：到期的事项没有进展，见日志 / something that is due does not move; see the log');
    }
  }

  /** A mail that nobody takes, or takes later, has moved on in its own way. */
  private async isStuck(): Promise<boolean> {
    this.notices.leaveShut();
    const next = await this.nextInstant();
    return next !== null && next <= this.now;
  }

  private async perform(): Promise<void> {
    await this.plan.pop()!.act();
    await this.hear();
  }

  private moveTo(instant: Instant): void {
    if (instant <= this.now) return;
    this.clock.moveTo(instant);
    this.onMoved(this.now);
  }

  private async nextInstant(): Promise<Instant | null> {
    const due = await Promise.all([this.relay.nextAt(), this.escalation.nextAt(), this.notices.nextAt()]);
    const instants = [this.plan.at(-1)?.at ?? null, ...due].filter((each) => each !== null);
    return instants.length > 0 ? Math.min(...instants) : null;
  }

  /** Everything due at this instant, and all that follows from it. Returns how much happened. */
  async settle(): Promise<number> {
    return (await this.hear()) + (await this.notices.sendDue());
  }

  /** Events are heard and rungs fire until nothing more follows; mails wait for the end of the instant. */
  private async hear(): Promise<number> {
    let happened = 0;
    for (let moved = 1; moved > 0; happened += moved) moved = (await this.relay.drain()) + (await this.escalation.sweep());
    return happened;
  }
}
