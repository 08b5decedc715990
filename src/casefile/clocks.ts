import { Injectable } from '@nestjs/common';
import type { ClockFacts, ClockState } from '../core/clock-state.js';
import { turnClocks, type Turned } from '../core/clocks.js';
import type { ClockStep } from '../core/lifecycle.js';
import type { ClockName } from '../core/vocabulary.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { RuleVersions } from '../registry/rule-versions.js';
import { CaseFile, Deadline, FormerDeadline, RungMark } from './casefile.entities.js';

/** How often a case may be asked about, where its policy says nothing else: 一次性告知; 退单至多两次，第二次只能裁定. */
const MOST = { clarification: 1, return_decision: 2 } as const satisfies Partial<Record<ClockName, number>>;

/** Stores what `core/clocks` says: the clock rows, what they said before, the silent rungs, and the versions they pin. */
@Injectable()
export class Clocks {
  constructor(
    readonly rules: Rulebook,
    private readonly versions: RuleVersions,
  ) {}

  /** How often the act that starts a clock may happen to a case. */
  mostOf({ policy }: Pick<CaseFile, 'policy'>, clock: keyof typeof MOST): number {
    const { clocks } = this.rules.policy(this.rules.policyHashOf(policy));
    return clocks.find((rule) => rule.clock === clock)?.limit ?? MOST[clock];
  }

  async of(turn: Turn, caseId: string): Promise<ClockState[]> {
    return (await this.ofAll(turn, [caseId])).get(caseId) ?? [];
  }

  /** The clocks of many cases by case, each in the order in which they were opened. */
  async ofAll(turn: Turn, caseIds: readonly string[]): Promise<ReadonlyMap<string, ClockState[]>> {
    const clocks = await turn.rows.find(Deadline, { caseId: caseIds }, { orderBy: 'id' });
    await this.versions.know(turn, clocks);
    return Map.groupBy(clocks, ({ caseId }) => caseId) as unknown as ReadonlyMap<string, ClockState[]>;
  }

  /** Turns the clocks of a case and writes what changed. */
  async turn(turn: Turn, caseId: string, before: readonly ClockState[], steps: readonly ClockStep[], facts: ClockFacts): Promise<Turned> {
    const turned = turnClocks(before, steps, facts, this.rules);
    const former = new Map(before.map((clock) => [clock.id, clock]));
    for (const clock of turned.changed) {
      await this.versions.keepUsed(turn, clock);
      if (turned.opened.has(clock.id)) await turn.rows.insert(Deadline, { ...clock, caseId } as never);
      else await this.move(turn, caseId, former.get(clock.id)!, clock, facts);
    }
    for (const { clockId, epoch, revision, rung } of turned.suppressed) {
      await turn.rows.insert(RungMark, {
        id: turn.ids.next(), deadlineId: clockId, caseId, epoch, revision, rung: rung.key, at: rung.at, markedAt: turn.now, suppressed: true,
      });
    }
    return turned;
  }

  private async move(turn: Turn, caseId: string, before: ClockState, clock: ClockState, facts: ClockFacts): Promise<void> {
    await turn.rows.update(Deadline, clock.id, withoutId(clock) as never);
    const endMoved = before.stoppedAt === null ? clock.stoppedAt !== null && clock.stoppedAt < facts.at : clock.stoppedAt !== before.stoppedAt;
    if (before.proofHash === clock.proofHash && !endMoved) return;
    const { revision, policyHash, calendarHash, amount, unit, dueAt, originalDueAt, dueDay, provisional, stoppedAt, stopAct, verdict, proof, proofHash } = before;
    await turn.rows.insert(FormerDeadline, {
      id: turn.ids.next(), deadlineId: clock.id, caseId, revision, policyHash, calendarHash, amount, unit, dueAt, originalDueAt, dueDay,
      provisional, stoppedAt, stopAct, verdict, proof, proofHash, endedBy: facts.act, endedAt: facts.at,
    });
  }
}

const withoutId = ({ id: _id, ...clock }: ClockState): Omit<ClockState, 'id'> => clock;

/** The order of queues: the earliest due time among the clocks that somebody of the office must heed. */
export const nextDueOf = (clocks: readonly ClockState[]): number | null => {
  const dues = clocks.filter((clock) => clock.stoppedAt === null && !clock.window && clock.dueAt !== null).map((clock) => clock.dueAt!);
  return dues.length ? Math.min(...dues) : null;
};
