/** Due time, proof and rungs of a clock as it now stands. Imposed dates are never recomputed. */
import type { ClockState, Rules } from './clock-state.js';
import type { Calendar } from './time/calendar.js';
import { dueOf, type DueQuestion } from './time/deadline.js';
import { rungInstants, type RungInstant } from './time/ladder.js';
import { proofOf, type Proof, type ProofContext } from './time/proof.js';
import { hasClock, ruleFor, type Policy, type ResolvedRule } from './time/policy.js';
import type { ClockName, Kind, Urgency } from './vocabulary.js';

/** The rule of a clock as it is for a case of this kind and urgency; null where the policy has no such clock. */
export const resolvedRule = (policy: Policy, clock: ClockName, traits: { kind: Kind; urgency: Urgency; act: string }): ResolvedRule | null =>
  hasClock(policy, clock) ? ruleFor(policy, clock, traits) : null;

export const capped = (dueAt: number | null, capAt: number | null): number | null =>
  dueAt === null || capAt === null ? dueAt : Math.min(dueAt, capAt);

/** The question a clock puts to the calendar. */
export function questionOf(clock: ClockState, rule: ResolvedRule | null): DueQuestion {
  const extension = clock.extension.reduce((sum, { amount }) => sum + amount, 0);
  return {
    start: clock.startAt, amount: clock.amount, unit: clock.unit as DueQuestion['unit'],
    ...(rule?.startRule !== undefined && { startRule: rule.startRule }),
    ...(rule?.rollForward !== undefined && { rollForward: rule.rollForward }),
    ...(rule?.cutoff !== undefined && { cutoff: rule.cutoff }),
    pauses: clock.pauses,
    extension,
  };
}

/** The clock with its due time, its original due time and its proof. */
export function computeClock(clock: ClockState, rule: ResolvedRule | null, rules: Rules): ClockState {
  const calendar = rules.calendar(clock.calendarHash);
  if (clock.imposedAt !== null) return imposed(clock, calendar);
  const policy = rules.policy(clock.policyHash);
  const question = questionOf(clock, rule);
  const context: ProofContext = {
    clock: clock.clock,
    event: { act: clock.startAct },
    policy: { name: policy.name, hash: clock.policyHash },
    extensions: clock.extension.map(({ amount, by, grantedAt }) => ({
      amount, ...(by !== undefined && { by }), ...(grantedAt !== undefined && { grantedAt: calendar.iso(grantedAt) }),
    })),
  };
  const proof: Proof = proofOf(question, calendar, context);
  const natural = proof.result.dueAt === null ? null : calendar.instant(proof.result.dueAt);
  const dueAt = capped(natural, clock.capAt);
  const originalDueAt = clock.extension.length > 0
    ? capped(dueOf({ ...question, extension: 0 }, calendar).dueAt, clock.capAt)
    : dueAt;
  return {
    ...clock,
    dueAt,
    originalDueAt: originalDueAt ?? clock.originalDueAt,
    dueDay: dueAt === null ? null : calendar.iso(dueAt).slice(0, 10),
    provisional: proof.result.provisional,
    proof: JSON.stringify(proof),
    proofHash: proof.hash,
  };
}

/** The sender’s date stands as given; the proof says so and says nothing else. */
function imposed(clock: ClockState, calendar: Calendar): ClockState {
  const due = clock.imposedAt!;
  const proof = { clock: clock.clock, imposed: calendar.iso(due) };
  return {
    ...clock, dueAt: due, originalDueAt: due, dueDay: calendar.iso(due).slice(0, 10), provisional: false,
    proof: JSON.stringify(proof), proofHash: `imposed:${due}`,
  };
}

/** The rungs of a running clock, in order of firing. */
export function rungsOf(clock: ClockState, rules: Rules, rule?: ResolvedRule | null): RungInstant[] {
  const ladder = clock.ladder === null ? null : rules.ladder(clock.ladder);
  if (!ladder || clock.stoppedAt !== null) return [];
  const facts = { startAt: clock.startAt, dueAt: clock.dueAt, dueDay: clock.dueDay };
  const question = clock.imposedAt === null && rule ? { question: questionOf(clock, rule) } : {};
  return rungInstants(ladder, { ...facts, ...question }, rules.calendar(clock.calendarHash));
}
