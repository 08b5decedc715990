import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.js';

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
