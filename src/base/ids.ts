import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock, Instant } from './clock.js';

/**
 * UUID v7 that never goes backwards within a process, also inside one millisecond and after a clock change:
 * rows sort by the order in which they were made.
 */
export class Ids {
  private millisecond = 0;
  private counter = 0;

  constructor(private readonly clock: Clock) {}

  next(): string {
    const now = this.clock.now();
    if (now > this.millisecond) {
      this.millisecond = now;
      this.counter = randomBytes(3).readUIntBE(0, 3);
    } else {
      this.counter += 1;
    }
    return v7({ msecs: this.millisecond, seq: this.counter });
  }
}

/** The lowest id that can have been made at this instant: rows from it on are those written since. */
export function firstIdAt(instant: Instant): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
