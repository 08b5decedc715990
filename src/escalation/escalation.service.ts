import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import { InjectSettings } from '../base/settings.provider.js';
import type { Settings } from '../base/settings.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import { Directory } from '../registry/directory.js';
import { BEFORE_ALL, clocksDue, nextRungAt, type RungCursor } from './escalation.query.js';
import { PaperNumbers } from './paper-numbers.js';
import { PaperReading } from '../views/paper-reading.js';
import { Papers } from './papers.js';
import { Rungs } from './rungs.js';

/** Clocks read at once from the index. */
const BATCH = 500;
/**
 * Cases in one transaction: enough to share its reads and its fsync, few enough that a person’s act behind them is not
 * kept waiting after downtime, when a case has many rungs.
 */
const CASES_AT_ONCE = 32;
/** A case whose rungs fail waits, doubling from a minute to an hour, and holds up no other. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/** 催督: fires the rungs that were reached. One index scan when nothing is due. */
@Injectable()
export class Escalation {
  private readonly logger = new Logger(Escalation.name);
  readonly papers: Papers;
  readonly reading: PaperReading;
  private readonly rungs: Rungs;
  private readonly failing = new Map<string, { failures: number; until: Instant }>();
  private sweeping: Promise<number> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    docket: Docket,
    clocks: Clocks,
    sight: Sight,
    rulebook: Rulebook,
    @InjectSettings() settings: Settings,
  ) {
    const numbers = new PaperNumbers(settings.configDirectory, rulebook);
    this.papers = new Papers(docket, directory, numbers);
    this.reading = new PaperReading(database, directory, sight, rulebook);
    this.rungs = new Rungs(docket, clocks, directory, numbers);
  }

  /** Fires every rung reached by now; returns how many were marked. Never overlaps itself. */
  async sweep(): Promise<number> {
    this.sweeping ??= this.work().finally(() => (this.sweeping = undefined));
    return await this.sweeping;
  }

  /** When the next rung fires, or null: the simulation jumps by it. */
  async nextAt(): Promise<Instant | null> {
    return await nextRungAt(this.database.rows.sql);
  }

  private async work(): Promise<number> {
    const seen = new Set<string>();
    let after: RungCursor = BEFORE_ALL;
    let fired = 0;
    for (;;) {
      const due = await clocksDue(this.database.rows.sql, this.clock.now(), after, BATCH);
      if (due.length === 0) return fired;
      await this.directory.refresh();
      const cases = [...new Set(due.map(({ caseId }) => caseId))].filter((caseId) => !seen.has(caseId) && !this.waits(caseId));
      for (const caseId of cases) seen.add(caseId);
      fired += await this.fireAll(cases);
      after = due.at(-1)!;
    }
  }

  private async fireAll(cases: readonly string[]): Promise<number> {
    let fired = 0;
    for (let from = 0; from < cases.length; from += CASES_AT_ONCE) fired += await this.fireTogether(cases.slice(from, from + CASES_AT_ONCE));
    return fired;
  }

  /** All due rungs of these cases in one transaction. What one of them spoils is done again, each case by itself. */
  private async fireTogether(cases: readonly string[]): Promise<number> {
    try {
      const fired = await this.database.write('relay', (turn) => this.rungs.fireDue(turn, cases));
      for (const caseId of cases) this.failing.delete(caseId);
      return fired;
    } catch {
      let fired = 0;
      for (const caseId of cases) fired += await this.fireAlone(caseId);
      return fired;
    }
  }

  /** A fault leaves the case as it was, and the others go on. */
  private async fireAlone(caseId: string): Promise<number> {
    try {
      const fired = await this.database.write('relay', (turn) => this.rungs.fireDue(turn, [caseId]));
      this.failing.delete(caseId);
      return fired;
    } catch (error) {
      const failures = (this.failing.get(caseId)?.failures ?? 0) + 1;
      this.failing.set(caseId, { failures, until: this.clock.now() + Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) });
      this.logger.error(`The rungs of case ${caseId} could not fire (${failures}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return 0;
    }
  }

  private waits(caseId: string): boolean {
    return (this.failing.get(caseId)?.until ?? 0) > this.clock.now();
  }
}
