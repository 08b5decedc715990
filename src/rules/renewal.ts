import { dueTimesOf, resolvedRule, type DueTimes } from '../core/clock-due.js';
import type { ClockState, Rebase } from '../core/clock-state.js';
import type { Rulebook } from '../base/policy.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import type { Directory } from '../registry/directory.js';
import type { Rebasing } from './rules.entities.js';

/** Which rules take the place of which: what a rebasing was ordered for. */
export type Target = Pick<Rebasing, 'sort' | 'subject' | 'organisationId'> & {
  /** A calendar that is not in force yet: only to see what it would move. */
  readonly calendarHash?: string;
};

/** A running clock under its pinned versions and under those that would take their place. */
export interface Renewed {
  readonly clock: ClockState;
  readonly before: DueTimes;
  readonly after: DueTimes;
  readonly policyHash: string;
  readonly calendarHash: string;
}

type Traits = Pick<CaseFile, 'kind' | 'urgency' | 'accountId'>;

/** Says, case by case, which clocks other versions of the rules would pin, and what that moves. Changes nothing. */
export class Renewal {
  constructor(
    private readonly rules: Rulebook,
    private readonly directory: Directory,
    private readonly target: Target,
  ) {}

  concerns({ accountId }: Pick<CaseFile, 'accountId'>): boolean {
    const { organisationId } = this.target;
    return organisationId === null || this.pathOf(accountId).includes(organisationId);
  }

  /**
   * The clocks of a case that are to change. A notice touches those alone whose date or mark it moves: the others keep
   * their pins, and notices count for them too whenever an act computes them again.
   */
  of(file: Traits, clocks: readonly ClockState[]): Renewed[] {
    if (!this.concerns(file)) return [];
    const renewed = clocks.filter((clock) => clock.stoppedAt === null && clock.imposedAt === null).flatMap((clock) => this.renewed(file, clock) ?? []);
    return this.target.sort === 'notice' ? renewed.filter(moves) : renewed;
  }

  private renewed(file: Traits, clock: ClockState): Renewed | undefined {
    const policyHash = this.policyFor(clock);
    const calendarHash = this.calendarFor(file, clock);
    if (policyHash === clock.policyHash && calendarHash === clock.calendarHash) return undefined;
    const rule = resolvedRule(this.rules.policy(policyHash), clock.clock, { ...file, act: clock.startAct });
    const { amount, unit } = rule && rule.amount !== null ? { amount: rule.amount, unit: rule.unit } : clock;
    const { dueAt, originalDueAt, dueDay, provisional } = clock;
    return {
      clock, policyHash, calendarHash, before: { dueAt, originalDueAt, dueDay, provisional },
      after: dueTimesOf({ ...clock, policyHash, calendarHash, amount, unit }, rule, this.rules),
    };
  }

  private policyFor({ policyHash }: ClockState): string {
    const { sort, subject } = this.target;
    if (sort !== 'policy' || this.rules.policy(policyHash).name !== subject) return policyHash;
    return this.rules.policyHashOf(subject);
  }

  private calendarFor({ accountId }: Traits, { calendarHash }: ClockState): string {
    if (this.target.sort === 'policy') return calendarHash;
    if (this.target.sort === 'calendar') return this.rules.calendarHashFor(this.pathOf(accountId));
    return this.rules.completed(calendarHash, this.target.calendarHash ?? this.rules.calendarHash);
  }

  private pathOf(accountId: string): string[] {
    return this.directory.path(this.directory.account(accountId).sponsorId);
  }
}

/** Old version → new version, as the event tells the clocks. */
export function rebaseOf(renewed: readonly Renewed[]): Rebase {
  return {
    policies: Object.fromEntries(renewed.filter((each) => each.policyHash !== each.clock.policyHash).map((each) => [each.clock.policyHash, each.policyHash])),
    calendars: Object.fromEntries(renewed.filter((each) => each.calendarHash !== each.clock.calendarHash).map((each) => [each.clock.calendarHash, each.calendarHash])),
  };
}

/** The date itself, or what is said of it. */
export const moves = ({ before, after }: Renewed): boolean =>
  before.dueAt !== after.dueAt || before.originalDueAt !== after.originalDueAt || before.provisional !== after.provisional;
