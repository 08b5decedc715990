/** What an act does to the clocks of a case under its policy: the row of the lifecycle, where the policy does not differ. */
import { actRow, type ActName, type ClockStep } from './lifecycle.js';
import { hasClock, type Policy } from './time/policy.js';
import type { ClockName } from './vocabulary.js';

/** Acts that wake the clock they had stopped instead of opening another: the old start counts. */
export const REVIVES: Partial<Record<ActName, ClockName>> = { restore: 'answer', refuse_return: 'leg' };

/** An act that does what a clock waits for; any other act that closes it leaves it void unless it was late already. */
export const FULFILS: Record<ClockName, readonly ActName[]> = {
  screen: ['pass', 'reject', 'file', 'quarantine'],
  tell: ['tell_citizen', 'reject', 'transfer_out', 'publish', 'answer_by_group'],
  dispatch: ['assign', 'answer_directly', 'transfer_out', 'answer_by_group', 'reject', 'file', 'merge', 'quarantine'],
  objection: [],
  acknowledge: ['acknowledge'],
  contact: ['log_contact', 'ask_citizen'],
  answer: ['publish', 'tell_merged', 'answer_by_group'],
  leg: ['publish', 'answer_by_group'],
  return_decision: ['grant_return', 'refuse_return', 'adjudicate'],
  contribution: ['contribute', 'decline_contribution'],
  clarification: [],
  review: ['approve', 'send_back'],
  publish: ['publish'],
  rating: [],
  study: ['decide_dissatisfied', 'reopen'],
  hand_over: ['confirm_hand_over'],
  urge_reply: ['reply_to_urge', 'publish'],
  supervision_reply: ['reply_to_supervision'],
  instruction: ['report_instruction'],
  tracking_review: ['track', 'clear'],
};

const opens = (step: ClockStep): boolean => step.startsWith('+');
const clockOf = (step: ClockStep): ClockName => step.slice(1) as ClockName;

/**
 * The steps of an act: a clock is opened by the acts its policy names and by no other (a petition’s 60 days run from
 * acceptance, not from receipt). Where the lifecycle opens a clock on one way of an act and not on the other, the way
 * decides as well.
 */
export function stepsUnder(policy: Policy, act: ActName, steps: readonly ClockStep[]): ClockStep[] {
  const known = new Set(actRow(act).ways.flatMap((way) => way.clocks));
  const kept = steps.filter((step) => !opens(step) || REVIVES[act] === clockOf(step) || startsBy(policy, clockOf(step), act));
  const added = policy.clocks
    .filter((rule) => rule.start.includes(act) && !known.has(`+${rule.clock}`))
    .map((rule): ClockStep => `+${rule.clock}`);
  return [...kept, ...added];
}

const startsBy = (policy: Policy, clock: ClockName, act: ActName): boolean =>
  hasClock(policy, clock) && policy.clocks.some((rule) => rule.clock === clock && rule.start.includes(act));
