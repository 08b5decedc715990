/** Small random worlds over late 2026: what rooms may leave behind, and some things they should not. */
import { HARMS, KINDS, STATES, keysOf, type ClockName } from '../../src/core/vocabulary.js';
import { at, type World } from './world.js';

/** Mulberry32: the same seed gives the same world. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOUR = 3_600_000;
const [BEGIN, END] = [at('2026-09-20'), at('2026-11-20')];
/** Where counting goes wrong if it goes wrong. */
const EDGES = ['2026-10-01', '2026-11-01', '2026-11-02T09:00:00'].flatMap((edge) => [at(edge) - 1, at(edge), at(edge) + 1]);

export class RandomWorld {
  private readonly roll: () => number;
  private last: string | null = null;

  constructor(private readonly world: World, seed: number) {
    this.roll = dice(seed);
  }

  private one<T>(list: readonly T[]): T {
    return list[Math.floor(this.roll() * list.length)]!;
  }
  private chance(share: number): boolean {
    return this.roll() < share;
  }
  private instant(from = BEGIN, to = END): number {
    return this.chance(0.15) ? this.one(EDGES) : Math.floor(from + this.roll() * (to - from));
  }
  private unit(): string | null {
    return this.chance(0.3) ? null : this.world.department(this.one(['transport', 'housing', 'center']));
  }

  fill(cases: number): void {
    for (let index = 0; index < cases; index++) this.case();
  }

  private case(): void {
    const receivedAt = this.instant();
    const history = this.chance(0.1);
    const file = this.world.case(receivedAt, {
      accountId: this.world.account(this.one(['wx', 'wb'])), kind: this.one(keysOf(KINDS)), state: this.one(keysOf(STATES)), departmentId: this.unit(),
      anonymous: this.chance(0.2), contactable: this.chance(0.8), repeatCount: this.chance(0.2) ? 1 : 0,
      imposedDueAt: this.chance(0.15) ? this.instant() : null, history, answeredAt: this.chance(history ? 0.7 : 0.2) ? this.instant(receivedAt) : null,
    });
    if (!history) this.clocks(file, receivedAt);
    this.rest(file, receivedAt);
  }

  private clocks(file: string, receivedAt: number): void {
    const epochs = this.one([0, 1, 1, 1, 1, 2, 3]);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      this.clock(file, 'answer', epoch === 1 ? receivedAt : this.instant(receivedAt), epoch, ['publish', 'publish', 'tell_merged', 'reject', 'withdraw']);
      if (this.chance(0.4)) this.world.rating(file, this.one(['satisfied', 'fairly', 'dissatisfied']), this.one(['yes', 'partly', 'no']), this.instant(receivedAt), epoch);
    }
    const others: [ClockName, string[]][] = [
      ['leg', ['publish', 'reassign']], ['acknowledge', ['acknowledge', 'ask_return']], ['contact', ['log_contact', 'submit_reply']], ['contribution', ['contribute']],
      ['screen', ['pass', 'reject']], ['dispatch', ['assign']], ['review', ['approve']], ['publish', ['publish']], ['return_decision', ['grant_return']],
      ['study', ['reopen']], ['tracking_review', ['clear']], ['rating', ['close']],
    ];
    for (const [clock, acts] of others) if (this.chance(0.5)) this.clock(file, clock, this.instant(receivedAt), 1, acts);
  }

  private clock(file: string, clock: ClockName, startAt: number, epoch: number, acts: readonly string[]): void {
    const original = startAt + Math.floor(this.roll() * 300) * HOUR;
    const extended = this.chance(0.2);
    const stands = this.chance(0.1);
    const dueAt = this.chance(0.15) ? this.one(EDGES) : extended ? original + 100 * HOUR : original;
    const due = dueAt < startAt ? original : dueAt;
    // Some are stopped at the very due millisecond, some one later.
    const edge = this.one(EDGES);
    const stop = this.chance(0.2) ? due + this.one([0, 1]) : this.chance(0.2) && edge > startAt ? edge : startAt + Math.floor(this.roll() * 500) * HOUR;
    const stopped = this.chance(0.75) ? stop : null;
    const answering = this.one(acts);
    const late = stopped !== null && stopped > due;
    const verdict = stopped === null || clock === 'rating' ? null : late || answering === 'submit_reply' ? 'late'
      : ['reject', 'withdraw', 'reassign', 'ask_return'].includes(answering) ? 'void' : 'on_time';
    this.world.clock(file, clock, startAt, stopped === null && stands ? null : due, stopped, {
      epoch, departmentId: ['leg', 'acknowledge', 'contact', 'contribution'].includes(clock) ? this.unit() : null, verdict,
      stopAct: stopped === null ? null : answering, extension: extended ? [{ amount: 5 }] : [], originalDueAt: Math.min(original, due),
    });
  }

  private rest(file: string, receivedAt: number): void {
    const later = (): number => this.instant(receivedAt);
    const events = this.one([0, 0, 1, 3]);
    let written = receivedAt;
    for (let seq = 1; seq <= events; seq++) {
      this.world.event(file, this.one(['reopen', 'ask_citizen', 'pass', 'reject', 'track', 'clear', 'end_repeats', 'log_contact']), written, this.one(keysOf(STATES)), seq);
      written = this.instant(written);
    }
    if (this.chance(0.4)) this.world.assigned(file, later(), this.one(['transport', 'housing']), this.chance(0.3) ? later() : null);
    if (this.chance(0.3)) this.world.returned(file, later(), this.one(['asked', 'granted', 'refused', 'adjudicated']), this.chance(0.8) ? later() : null);
    if (this.chance(0.3)) this.world.extension(file, later(), this.one(['asked', 'granted', 'refused']), this.chance(0.8) ? later() : null);
    if (this.chance(0.3)) this.world.relabel(file, later(), this.chance(0.5), { kind: this.one(keysOf(KINDS)) });
    if (this.chance(0.2)) this.world.hidden(file, later(), this.one(keysOf(HARMS)), this.chance(0.4) ? null : 'someone');
    if (this.chance(0.1)) this.world.purged(file, receivedAt, this.chance(0.7) ? later() : null, this.one(keysOf(HARMS)));
    if (this.chance(0.5)) this.world.screening(file, later(), this.one(['pass', 'hold']), this.last === null || this.chance(0.5) ? [] : [this.last]);
    if (this.chance(0.4)) this.world.repeatsEnded(file, later());
    this.last = file;
    if (this.chance(0.3)) this.world.used(file, later());
    const [resolved, satisfaction] = this.one([[null, null], ['yes', 'satisfied'], ['partly', 'fairly'], ['no', 'dissatisfied']] as const);
    if (this.chance(0.3)) this.world.followUp(file, later(), resolved, satisfaction);
    if (this.chance(0.4)) this.world.publication(file, later(), this.chance(0.6));
    for (const sort of ['urge', 'supervision', 'instruction'] as const) {
      if (this.chance(0.25)) this.world.paper(file, sort, later(), this.chance(0.7) ? later() : null, this.chance(0.5) ? 'transport' : null);
    }
  }
}
