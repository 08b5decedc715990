import { Injectable } from '@nestjs/common';
import type { ClockFacts, ClockState } from '../core/clock-state.js';
import { turnClocks, type Turned } from '../core/clocks.js';
import type { ClockStep } from '../core/lifecycle.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { RuleVersion } from '../registry/registry.entities.js';
import { Database } from '../base/database/database.js';
import { Deadline, RungMark } from './casefile.entities.js';

/** Stores what `core/clocks` says: the clock rows, the silent rungs, and every rule version that was ever used. */
@Injectable()
export class Clocks {
  constructor(
    readonly rules: Rulebook,
    private readonly database: Database,
  ) {}

  /** Keeps the versions in force and makes older ones findable. Once at start. */
  async keepVersions(now: number): Promise<void> {
    const known = await this.database.rows.find(RuleVersion, {});
    const contents = new Map(known.map((version) => [`${version.sort}:${version.hash}`, version.content]));
    this.rules.lookInto((sort, hash) => {
      const content = contents.get(`${sort}:${hash}`);
      return content === undefined ? undefined : JSON.parse(content);
    });
    const missing = this.rules.versions().filter(({ sort, hash }) => !contents.has(`${sort}:${hash}`));
    if (missing.length === 0) return;
    await this.database.write('person', async (turn) => {
      for (const { sort, name, hash, content } of missing) {
        if (await turn.rows.one(RuleVersion, { hash })) continue;
        await turn.rows.insert(RuleVersion, { hash, sort, name, content: JSON.stringify(content), firstUsedAt: now });
      }
    });
  }

  async of(turn: Turn, caseId: string): Promise<ClockState[]> {
    return (await turn.rows.find(Deadline, { caseId }, { orderBy: 'id' })) as unknown as ClockState[];
  }

  /** The due time moved: the miss no longer stands. */
  async withdrawMiss(turn: Turn, clock: ClockState): Promise<void> {
    await turn.rows.update(Deadline, clock.id, { missedAt: null });
  }

  /** Turns the clocks of a case and writes what changed. */
  async turn(turn: Turn, caseId: string, before: readonly ClockState[], steps: readonly ClockStep[], facts: ClockFacts): Promise<Turned> {
    const turned = turnClocks(before, steps, facts, this.rules);
    for (const clock of turned.changed) {
      if (turned.opened.has(clock.id)) await turn.rows.insert(Deadline, { ...clock, caseId } as never);
      else await turn.rows.update(Deadline, clock.id, withoutId(clock) as never);
    }
    for (const { clockId, epoch, revision, rung } of turned.suppressed) {
      await turn.rows.insert(RungMark, {
        id: turn.ids.next(), deadlineId: clockId, caseId, epoch, revision, rung: rung.key, at: rung.at, markedAt: turn.now, suppressed: true,
      });
    }
    return turned;
  }
}

const withoutId = ({ id: _id, ...clock }: ClockState): Omit<ClockState, 'id'> => clock;

/** The order of queues: the earliest due time among the clocks that somebody of the office must heed. */
export const nextDueOf = (clocks: readonly ClockState[]): number | null => {
  const dues = clocks.filter((clock) => clock.stoppedAt === null && !clock.window && clock.dueAt !== null).map((clock) => clock.dueAt!);
  return dues.length ? Math.min(...dues) : null;
};
