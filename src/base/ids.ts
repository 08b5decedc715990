import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock, Instant } from './clock.js';

const RANDOM_BYTES = 16;
/** The system is asked for randomness once for so many ids: asking costs more than making one. */
const IDS_AT_ONCE = 256;

/**
 * UUID v7 that never goes backwards within a process, also inside one millisecond and after a clock change:
 * rows sort by the order in which they were made.
 */
export class Ids {
  private millisecond = 0;
  private counter = 0;
  private random = Buffer.alloc(0);

  constructor(private readonly clock: Clock) {}

  next(): string {
    const now = this.clock.now();
    if (now > this.millisecond) {
      this.millisecond = now;
      this.counter = randomBytes(3).readUIntBE(0, 3);
    } else {
      this.counter += 1;
    }
    return v7({ msecs: this.millisecond, seq: this.counter, random: this.randomness() });
  }

  private randomness(): Buffer {
    if (this.random.length < RANDOM_BYTES) this.random = randomBytes(RANDOM_BYTES * IDS_AT_ONCE);
    const taken = this.random.subarray(0, RANDOM_BYTES);
    this.random = this.random.subarray(RANDOM_BYTES);
    return taken;
  }
}

/** The lowest id that can have been made at this instant: rows from it on are those written since. */
export function firstIdAt(instant: Instant): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
