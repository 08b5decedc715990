import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { Directory } from '../registry/directory.js';
import { replayAll } from './replay.js';

export interface ReplayResult {
  readonly at: Instant;
  readonly cases: number;
  readonly clocks: number;
  readonly differences: number;
}

/** Every night each clock is computed again from the events; what does not agree is said in the log and by /health. */
@Injectable()
export class NightlyReplay {
  private readonly logger = new Logger(NightlyReplay.name);
  /** Of the last night; null before the first. */
  last: ReplayResult | null = null;

  constructor(
    private readonly database: Database,
    private readonly rules: Rulebook,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<ReplayResult> {
    await this.directory.refresh(true);
    let differences = 0;
    const { cases, clocks } = await replayAll(this.database, this.rules, (difference) => {
      differences += 1;
      this.logger.error(`Replay differs: ${JSON.stringify(difference)}`);
    });
    return (this.last = { at: this.clock.now(), cases, clocks, differences });
  }
}
