/**
 * How an act turns the clocks of a case: a pure reducer. The docket stores what it says; `replay` folds the same
 * function over the events of a case and must come to the same clocks, to the millisecond.
 */
import { capped, computeClock, questionOf, resolvedRule, rungsOf } from './clock-due.js';
import type { ClockFacts, ClockState, ClockVerdict, Pause, Rules } from './clock-state.js';
import type { ActName, ClockStep } from './lifecycle.js';
import type { Calendar } from './time/calendar.js';
import { dueOf, type DueQuestion } from './time/deadline.js';
import { suppressedRungs, type RungInstant } from './time/ladder.js';
import type { ResolvedRule } from './time/policy.js';
import type { ClockName } from './vocabulary.js';

export interface Turned {
  readonly clocks: readonly ClockState[];
  /** The clocks that this act opened or changed. */
  readonly changed: readonly ClockState[];
  readonly opened: ReadonlySet<string>;
  /** Rungs already past when a clock opened or moved: marked, and silent. */
  readonly suppressed: readonly { readonly clockId: string; readonly revision: number; readonly epoch: number; readonly rung: RungInstant }[];
}

/** An act that does what a clock waits for; any other act that closes it leaves it void unless it was late already. */
const FULFILS: Record<ClockName, readonly ActName[]> = {
  screen: ['pass', 'reject', 'file', 'quarantine'],
  dispatch: ['assign', 'answer_directly', 'transfer_out', 'answer_by_group', 'reject', 'file', 'merge', 'quarantine'],
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
  tracking_review: ['clear'],
};

/** Acts that wake the clock they had stopped instead of opening another: the old start counts. */
const REVIVES: Partial<Record<ActName, ClockName>> = { restore: 'answer', refuse_return: 'leg' };

/** Clocks of one joint handling or document: an act on one leaves the others alone. */
const ONE_EACH: ReadonlySet<ClockName> = new Set<ClockName>(['contribution', 'urge_reply', 'supervision_reply', 'instruction']);

const running = (clock: ClockState): boolean => clock.stoppedAt === null;
const openPause = (clock: ClockState): Pause | undefined => clock.pauses.find((pause) => pause.to === undefined || pause.to === null);

export function turnClocks(clocks: readonly ClockState[], steps: readonly ClockStep[], facts: ClockFacts, rules: Rules): Turned {
  const turn = new ClockTurn(clocks, facts, rules);
  for (const step of steps) turn.take(step[0] as '+' | '-' | '~' | '‖' | '▷', step.slice(1) as ClockName);
  return turn.result();
}

class ClockTurn {
  private readonly byId = new Map<string, ClockState>();
  private readonly changed = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly suppressed: Turned['suppressed'][number][] = [];
  private readonly ids: string[];

  constructor(clocks: readonly ClockState[], private readonly facts: ClockFacts, private readonly rules: Rules) {
    for (const clock of clocks) this.byId.set(clock.id, clock);
    this.ids = [...facts.ids];
  }

  result(): Turned {
    return {
      clocks: [...this.byId.values()],
      changed: [...this.changed].map((id) => this.byId.get(id)!),
      opened: this.opened,
      suppressed: this.suppressed,
    };
  }

  take(sign: '+' | '-' | '~' | '‖' | '▷', name: ClockName): void {
    if (sign === '+') return this.open(name);
    for (const clock of this.byId.values()) {
      if (clock.clock !== name || !running(clock) || !this.meant(clock)) continue;
      if (sign === '-') this.stop(clock);
      else if (sign === '~') this.derive(clock);
      else if (sign === '‖') this.hold(clock);
      else this.resume(clock);
    }
  }

  private meant(clock: ClockState): boolean {
    return !ONE_EACH.has(clock.clock) || this.facts.concernsId === undefined || clock.concernsId === this.facts.concernsId;
  }

  private put(clock: ClockState): void {
    this.byId.set(clock.id, clock);
    this.changed.add(clock.id);
  }

  private open(name: ClockName): void {
    if (REVIVES[this.facts.act] === name && this.revive(name)) return;
    const { facts } = this;
    const rule = this.ruleOf(facts.policyHash, name, facts.act);
    const amount = rule?.amount ?? facts.amount ?? null;
    if (!rule || amount === null) return;
    const id = this.ids.shift();
    if (id === undefined) throw new Error(`No id was given for the clock ${name}`);
    this.opened.add(id);
    this.settle({
      id, clock: name, epoch: facts.epoch, departmentId: this.departmentOf(name), concernsId: facts.concernsId ?? null,
      policyHash: facts.policyHash, calendarHash: facts.calendarHash, startAct: facts.act,
      startAt: name === 'answer' && facts.act === 'receive' ? (facts.startAt ?? facts.at) : facts.at,
      amount, unit: rule.unit, window: rule.window ?? false, dueAt: null, originalDueAt: null, dueDay: null,
      provisional: false, imposedAt: name === 'answer' ? (facts.imposedAt ?? null) : null,
      capAt: name === 'leg' ? (facts.capAt ?? null) : null, pauses: [], extension: [], revision: 0, stoppedAt: null,
      stopAct: null, verdict: null, missedAt: null, ladder: this.rules.ladderHash(rule.ladder), nextRungAt: null, proof: '', proofHash: '',
    }, rule);
  }

  private departmentOf(name: ClockName): string | null {
    if (name === 'leg' || name === 'acknowledge' || name === 'contact') return this.facts.departmentId;
    return this.facts.ofDepartmentId ?? null;
  }

  private revive(name: ClockName): boolean {
    const stopped = [...this.byId.values()].filter((clock) => clock.clock === name && clock.epoch === this.facts.epoch && !running(clock));
    const last = stopped.at(-1);
    if (!last) return false;
    this.settle({ ...last, stoppedAt: null, stopAct: null, verdict: null, revision: last.revision + 1 });
    return true;
  }

  private stop(clock: ClockState): void {
    const { at, act } = this.facts;
    const pause = openPause(clock);
    // Judged by the due time that stood when the pause began: the department’s leg stops at its last sign-off.
    const due = pause ? this.dueWithout(clock, pause) : clock.dueAt;
    const stoppedAt = pause && clock.clock === 'leg' ? pause.from : at;
    const late = due !== null && stoppedAt > due;
    const verdict = clock.window ? null : late ? 'late' : FULFILS[clock.clock].includes(act) ? 'on_time' : notMade(clock.clock, act);
    const dueDay = due === null ? null : this.calendar(clock).iso(due).slice(0, 10);
    this.put({ ...clock, dueAt: due, dueDay, stoppedAt, stopAct: act, verdict, nextRungAt: null });
  }

  private dueWithout(clock: ClockState, pause: Pause): number | null {
    if (clock.imposedAt !== null) return clock.imposedAt;
    const question = this.question({ ...clock, pauses: clock.pauses.filter((each) => each !== pause) });
    return capped(dueOf(question, this.calendar(clock)).dueAt, clock.capAt);
  }

  private derive(clock: ClockState): void {
    const { facts } = this;
    const rule = this.ruleOf(clock.policyHash, clock.clock, clock.startAct);
    const extension = facts.extension ? [...clock.extension, facts.extension] : clock.extension;
    const capAt = clock.clock === 'leg' && facts.capAt !== undefined ? Math.min(facts.capAt, clock.capAt ?? facts.capAt) : clock.capAt;
    const moved = { ...clock, amount: rule?.amount ?? clock.amount, unit: rule?.unit ?? clock.unit, extension, capAt };
    if (moved.amount === clock.amount && moved.unit === clock.unit && extension === clock.extension && capAt === clock.capAt) return;
    this.settle({ ...moved, revision: clock.revision + 1 });
  }

  private hold(clock: ClockState): void {
    if (openPause(clock)) return;
    this.settle({ ...clock, pauses: [...clock.pauses, { from: this.facts.at }], revision: clock.revision + 1 });
  }

  private resume(clock: ClockState): void {
    const pause = openPause(clock);
    if (!pause) return;
    const pauses = clock.pauses.map((each) => (each === pause ? { from: each.from, to: this.facts.at } : each));
    this.settle({ ...clock, pauses, revision: clock.revision + 1 });
  }

  /** Computes due time, proof and next rung of a running clock and puts it away. */
  private settle(clock: ClockState, known?: ResolvedRule): void {
    const rule = known ?? this.ruleOf(clock.policyHash, clock.clock, clock.startAct);
    const computed = computeClock(clock, rule, this.rules);
    const rungs = rungsOf(computed, this.rules, rule);
    // Suppressed are the rungs that were past already; a miss is a fact, marked once whatever moves afterwards.
    const past = suppressedRungs(rungs, this.facts.at);
    for (const rung of past) this.suppressed.push({ clockId: clock.id, revision: clock.revision, epoch: clock.epoch, rung });
    const silent = new Set(past.map((rung) => rung.key));
    const next = rungs.find((rung) => !silent.has(rung.key) && !(rung.do === 'miss' && clock.missedAt !== null && rung.fireAt <= this.facts.at));
    this.put({ ...computed, nextRungAt: next?.fireAt ?? null });
  }

  private question(clock: ClockState): DueQuestion {
    return questionOf(clock, this.ruleOf(clock.policyHash, clock.clock, clock.startAct));
  }

  /** The rule as it is for the case’s kind and urgency now; null where the policy has no such clock. */
  private ruleOf(policyHash: string, clock: ClockName, startAct: string): ResolvedRule | null {
    return resolvedRule(this.rules.policy(policyHash), clock, { ...this.facts, act: startAct });
  }

  private calendar(clock: ClockState): Calendar {
    return this.rules.calendar(clock.calendarHash);
  }
}

const notMade = (clock: ClockName, act: ActName): ClockVerdict => (clock === 'contact' && act === 'submit_reply' ? 'late' : 'void');
