/** Due time, proof and rungs of a clock as it now stands. Imposed dates are never recomputed. */
import type { ClockState, Rules } from './clock-state.js';
import type { Calendar } from './time/calendar.js';
import { dueOf, type DueQuestion } from './time/deadline.js';
import { heldBy, type Held } from './time/holds.js';
import { rungInstants, type RungInstant } from './time/ladder.js';
import { imposedProof, provenDueOf, type ProofContext } from './time/proof.js';
import { hasClock, ruleFor, type Policy, type ResolvedRule } from './time/policy.js';
import type { ClockName, Kind, Urgency } from './vocabulary.js';

/** The rule of a clock as it is for a case of this kind and urgency; null where the policy has no such clock. */
export const resolvedRule = (policy: Policy, clock: ClockName, traits: { kind: Kind; urgency: Urgency; act: string }): ResolvedRule | null =>
  hasClock(policy, clock) ? ruleFor(policy, clock, traits) : null;

const capped = (dueAt: number | null, capAt: number | null): number | null =>
  dueAt === null || capAt === null ? dueAt : Math.min(dueAt, capAt);

const holdsOf = (clock: ClockState, rule: ResolvedRule | null): Held => heldBy(rule?.pause ?? [], clock.startAt, clock.pauses);

/** The question a clock puts to the calendar. */
export function questionOf(clock: ClockState, rule: ResolvedRule | null, { start, pauses } = holdsOf(clock, rule)): DueQuestion {
  return {
    start, amount: clock.amount, unit: clock.unit as DueQuestion['unit'],
    ...(rule?.startRule !== undefined && { startRule: rule.startRule }),
    ...(rule?.rollForward !== undefined && { rollForward: rule.rollForward }),
    ...(rule?.cutoff !== undefined && { cutoff: rule.cutoff }),
    ...(pauses.length > 0 && { pauses }),
    extension: clock.extension.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** What of a clock a change of rules may move. */
export type DueTimes = Pick<ClockState, 'dueAt' | 'originalDueAt' | 'dueDay' | 'provisional'>;

/** The due times alone, without the proof: for asking what would move. Errors as `dueOf`. */
export function dueTimesOf(clock: ClockState, rule: ResolvedRule | null, rules: Rules): DueTimes {
  const { dueAt, originalDueAt, dueDay, provisional } = clock;
  if (clock.imposedAt !== null) return { dueAt, originalDueAt, dueDay, provisional };
  const calendar = rules.calendar(clock.calendarHash);
  const question = questionOf(clock, rule);
  const due = dueOf(question, calendar);
  return timesOf(clock, question, capped(due.dueAt, clock.capAt), due.provisional, calendar);
}

function timesOf(clock: ClockState, question: DueQuestion, dueAt: number | null, provisional: boolean, calendar: Calendar): DueTimes {
  const original = clock.extension.length > 0 ? capped(dueOf({ ...question, extension: 0 }, calendar).dueAt, clock.capAt) : dueAt;
  return {
    dueAt, originalDueAt: original ?? clock.originalDueAt, dueDay: dueAt === null ? null : calendar.iso(dueAt).slice(0, 10), provisional,
  };
}

/** The clock with its due time, its original due time and its proof. Errors as `dueOf`. */
export function computeClock(clock: ClockState, rule: ResolvedRule | null, rules: Rules): ClockState {
  const calendar = rules.calendar(clock.calendarHash);
  if (clock.imposedAt !== null) return imposed(clock, clock.imposedAt, calendar);
  const held = holdsOf(clock, rule);
  const question = questionOf(clock, rule, held);
  const { proof, dueAt, provisional } = provenDueOf(question, calendar, contextOf(clock, held, calendar, rules));
  return { ...clock, ...timesOf(clock, question, dueAt, provisional, calendar), proof: JSON.stringify(proof), proofHash: proof.hash };
}

function contextOf(clock: ClockState, held: Held, calendar: Calendar, rules: Rules): ProofContext {
  return {
    clock: clock.clock,
    event: { act: clock.startAct },
    policy: { name: rules.policy(clock.policyHash).name, hash: clock.policyHash },
    extensions: clock.extension.map(({ amount, by, grantedAt }) => ({
      amount, ...(by !== undefined && { by }), ...(grantedAt !== undefined && { grantedAt: calendar.iso(grantedAt) }),
    })),
    ...(held.restartedBy !== undefined && { restarted: { from: calendar.iso(clock.startAt), by: held.restartedBy } }),
    ...(clock.capAt !== null && { capAt: clock.capAt }),
  };
}

/** The sender’s date stands as given; the proof says so and says nothing else. */
function imposed(clock: ClockState, due: number, calendar: Calendar): ClockState {
  const proof = imposedProof(due, calendar, { clock: clock.clock, event: { act: clock.startAct } });
  return {
    ...clock, dueAt: due, originalDueAt: due, dueDay: proof.result.dueDay, provisional: false,
    proof: JSON.stringify(proof), proofHash: proof.hash,
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
