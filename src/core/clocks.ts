/**
 * How an act turns the clocks of a case: a pure reducer. The docket stores what it says; `replay` folds the same
 * function over the events of a case and must come to the same clocks, to the millisecond.
 */
import { computeClock, dueTimesOf, resolvedRule, rungsOf } from './clock-due.js';
import type { ClockFacts, ClockState, ClockVerdict, Hold, Rules } from './clock-state.js';
import { FULFILS, REVIVES } from './clock-steps.js';
import type { ActName, ClockStep, Sign } from './lifecycle.js';
import type { Calendar } from './time/calendar.js';
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
  /** Misses that were marked under a due time that has moved: withdrawn, never deleted. */
  readonly withdrawn: readonly Withdrawn[];
}

export interface Withdrawn {
  readonly clock: ClockState;
  readonly missedAt: number;
}

/** Clocks of one joint handling, hand-over or document: an act on one leaves the others alone. */
const ONE_EACH: ReadonlySet<ClockName> = new Set<ClockName>(['contribution', 'hand_over', 'urge_reply', 'supervision_reply', 'instruction']);

/**
 * What the citizen was promised runs once: a second acceptance does not promise it again. So does the study of a bad word on an
 * answer, whoever said it and however often; the case is locked while its clocks are turned.
 */
const ONCE: ReadonlySet<ClockName> = new Set<ClockName>(['answer', 'tell', 'study']);

const OF_THE_DEPARTMENT: ReadonlySet<ClockName> = new Set<ClockName>(['leg', 'objection', 'acknowledge', 'contact']);

const running = (clock: ClockState): boolean => clock.stoppedAt === null;
const open = (hold: Hold): boolean => hold.to === undefined || hold.to === null;
/** True while something holds the clock still. */
export const standsStill = (clock: Pick<ClockState, 'stoppedAt' | 'pauses'>): boolean => clock.stoppedAt === null && clock.pauses.some(open);

export function turnClocks(clocks: readonly ClockState[], steps: readonly ClockStep[], facts: ClockFacts, rules: Rules): Turned {
  const turn = new ClockTurn(clocks, facts, rules);
  for (const step of steps) turn.take(step[0] as Sign, step.slice(1) as ClockName);
  return turn.result();
}

class ClockTurn {
  private readonly byId = new Map<string, ClockState>();
  private readonly changed = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly suppressed: Turned['suppressed'][number][] = [];
  private readonly withdrawn: Withdrawn[] = [];
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
      withdrawn: this.withdrawn,
    };
  }

  take(sign: Sign, name: ClockName): void {
    if (sign === '+') return this.open(name);
    for (const clock of this.byId.values()) {
      if (clock.clock !== name || !running(clock) || !this.meant(clock)) continue;
      if (sign === '-') this.stop(clock);
      else if (sign === '~') this.derive(clock);
      else if (sign === '‖') this.hold(clock);
      else if (sign === '↻') this.renew(clock);
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
    if (REVIVES[this.facts.act] === name) return this.revive(name);
    const { facts } = this;
    const rule = this.ruleOf(facts.policyHash, name, facts.act);
    const amount = rule?.amount ?? facts.amount ?? null;
    if (!rule || amount === null || (rule.needs === 'contact' && !facts.contactable)) return;
    if (ONCE.has(name) && [...this.byId.values()].some((clock) => clock.clock === name && clock.epoch === facts.epoch && running(clock))) return;
    const id = this.ids.shift();
    if (id === undefined) throw new Error(`No id was given for the clock ${name}`);
    this.opened.add(id);
    this.settle({
      id, clock: name, epoch: facts.epoch, departmentId: this.departmentOf(name), concernsId: ONE_EACH.has(name) ? (facts.concernsId ?? null) : null,
      policyHash: facts.policyHash, calendarHash: facts.calendarHash, startAct: facts.act,
      startAt: ONCE.has(name) && facts.act === 'receive' ? (facts.startAt ?? facts.at) : facts.at,
      amount, unit: rule.unit, window: rule.window ?? false, dueAt: null, originalDueAt: null, dueDay: null,
      provisional: false, imposedAt: name === 'answer' ? (facts.imposedAt ?? null) : null,
      capAt: name === 'leg' ? (facts.capAt ?? null) : null, pauses: [], extension: [], revision: 0, stoppedAt: null,
      stopAct: null, verdict: null, missedAt: null, ladder: this.rules.ladderHash(rule.ladder), nextRungAt: null, proof: '', proofHash: '',
    }, rule);
  }

  private departmentOf(name: ClockName): string | null {
    if (OF_THE_DEPARTMENT.has(name)) return this.facts.departmentId;
    return this.facts.ofDepartmentId ?? null;
  }

  private revive(name: ClockName): void {
    const stopped = [...this.byId.values()].filter((clock) => clock.clock === name && clock.epoch === this.facts.epoch && !running(clock));
    const last = stopped.at(-1);
    if (last) this.settle({ ...last, capAt: this.capOf(last), stoppedAt: null, stopAct: null, verdict: null, revision: last.revision + 1 });
  }

  private stop(clock: ClockState): void {
    const { at, act } = this.facts;
    const hold = clock.pauses.find(open);
    // Judged by the due time that stood when the pause began: the department’s leg stops at its last sign-off.
    const due = hold ? this.dueWithout(clock, hold) : clock.dueAt;
    const stoppedAt = hold && clock.clock === 'leg' ? hold.from : at;
    const late = due !== null && stoppedAt > due;
    const verdict = clock.window ? null : late ? 'late' : FULFILS[clock.clock].includes(act) ? 'on_time' : notMade(clock.clock, act);
    const dueDay = due === null ? null : this.calendar(clock).iso(due).slice(0, 10);
    this.put({ ...clock, dueAt: due, dueDay, stoppedAt, stopAct: act, verdict, nextRungAt: null });
  }

  private dueWithout(clock: ClockState, hold: Hold): number | null {
    const closed = { ...clock, pauses: clock.pauses.filter((each) => each !== hold && !open(each)) };
    return dueTimesOf(closed, this.pinnedRuleOf(clock), this.rules).dueAt;
  }

  /** From the same start. A case that now falls under another policy is counted by that one; a newer edition of its own moves nothing. */
  private derive(clock: ClockState): void {
    const { facts } = this;
    const policyHash = this.falls(clock) ? facts.policyHash : clock.policyHash;
    const rule = this.ruleOf(policyHash, clock.clock, clock.startAct);
    const extension = facts.extension ? [...clock.extension, facts.extension] : clock.extension;
    const capAt = this.capOf(clock);
    const ladder = policyHash === clock.policyHash ? clock.ladder : this.ladderOf(rule, clock);
    const moved = { ...clock, policyHash, amount: rule?.amount ?? clock.amount, unit: rule?.unit ?? clock.unit, extension, capAt, ladder };
    if (policyHash === clock.policyHash && moved.amount === clock.amount && moved.unit === clock.unit && extension === clock.extension && capAt === clock.capAt) return;
    this.settle({ ...moved, revision: clock.revision + 1 });
  }

  /** What joins can only make a leg shorter. Where the promises were counted anew, one that has left binds no longer. */
  private capOf({ clock, capAt }: ClockState): number | null {
    const { facts } = this;
    if (clock !== 'leg' || facts.capAt === undefined) return capAt;
    return facts.act === 'gather' && facts.capAt !== null ? Math.min(facts.capAt, capAt ?? facts.capAt) : facts.capAt;
  }

  private falls(clock: ClockState): boolean {
    const { rules, facts } = this;
    return rules.policy(facts.policyHash).name !== rules.policy(clock.policyHash).name && this.ruleOf(facts.policyHash, clock.clock, clock.startAct) !== null;
  }

  /** By the versions that take the place of the pinned ones; on command or by a notice, never by an edit alone. */
  private renew(clock: ClockState): void {
    const { policies = {}, calendars = {} } = this.facts.rebase ?? {};
    const policyHash = policies[clock.policyHash] ?? clock.policyHash;
    const calendarHash = calendars[clock.calendarHash] ?? clock.calendarHash;
    if (clock.imposedAt !== null || (policyHash === clock.policyHash && calendarHash === clock.calendarHash)) return;
    const rule = this.ruleOf(policyHash, clock.clock, clock.startAct);
    const { amount, unit } = rule && rule.amount !== null ? { amount: rule.amount, unit: rule.unit } : clock;
    const ladder = policyHash === clock.policyHash ? clock.ladder : this.ladderOf(rule, clock);
    const renewed = computeClock({ ...clock, policyHash, calendarHash, amount, unit, ladder }, rule, this.rules);
    if (renewed.dueAt !== clock.dueAt || this.rungsMove(clock, renewed, rule)) this.settle({ ...renewed, revision: clock.revision + 1 }, rule ?? undefined);
    else this.put(renewed);
  }

  /** Another policy brings its own ladder: a limit of hours is not reminded by the days of the one before. */
  private ladderOf(rule: ResolvedRule | null, clock: ClockState): string | null {
    return rule ? this.rules.ladderHash(rule.ladder) : clock.ladder;
  }

  private rungsMove(before: ClockState, after: ClockState, rule: ResolvedRule | null): boolean {
    const [old, now] = [rungsOf(before, this.rules, this.pinnedRuleOf(before)), rungsOf(after, this.rules, rule)];
    return old.length !== now.length || old.some(({ key, fireAt }, index) => key !== now[index]!.key || fireAt !== now[index]!.fireAt);
  }

  private hold(clock: ClockState): void {
    const { at, act, procedure } = this.facts;
    const by = procedure ?? act;
    const rule = this.pinnedRuleOf(clock);
    if (!rule?.pause.some((each) => each.by === by) || clock.pauses.some((hold) => open(hold) && hold.by === by)) return;
    this.settle({ ...clock, pauses: [...clock.pauses, { from: at, by }], revision: clock.revision + 1 });
  }

  private resume(clock: ClockState): void {
    const { at, act } = this.facts;
    const rule = this.pinnedRuleOf(clock);
    const ended = clock.pauses.filter((hold) => open(hold) && (rule?.pause.find(({ by }) => by === hold.by)?.until.includes(act) ?? true));
    if (ended.length === 0) return;
    const pauses = clock.pauses.map((hold) => (ended.includes(hold) ? { ...hold, to: at } : hold));
    this.settle({ ...clock, pauses, revision: clock.revision + 1 });
  }

  /** Computes due time, proof and next rung of a running clock and puts it away. Official notices of later years always count. */
  private settle(given: ClockState, known?: ResolvedRule): void {
    const clock = { ...given, calendarHash: this.rules.completed(given.calendarHash, this.facts.calendarHash) };
    const rule = known ?? this.pinnedRuleOf(clock);
    const computed = this.withdraw(computeClock(clock, rule, this.rules));
    const rungs = rungsOf(computed, this.rules, rule);
    // Suppressed are the rungs that were past already; a miss is a fact, marked once whatever moves afterwards.
    const past = suppressedRungs(rungs, this.facts.at);
    for (const rung of past) this.suppressed.push({ clockId: clock.id, revision: clock.revision, epoch: clock.epoch, rung });
    const silent = new Set(past.map((rung) => rung.key));
    const next = rungs.find((rung) => !silent.has(rung.key) && !(rung.do === 'miss' && computed.missedAt !== null && rung.fireAt <= this.facts.at));
    this.put({ ...computed, nextRungAt: next?.fireAt ?? null });
  }

  /** A miss stands while its due time does. */
  private withdraw(clock: ClockState): ClockState {
    const { missedAt, dueAt } = clock;
    if (missedAt === null || dueAt === null || dueAt === missedAt) return clock;
    const cleared = { ...clock, missedAt: null };
    this.withdrawn.push({ clock: cleared, missedAt });
    return cleared;
  }

  private pinnedRuleOf(clock: ClockState): ResolvedRule | null {
    return this.ruleOf(clock.policyHash, clock.clock, clock.startAct);
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
