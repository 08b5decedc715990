/**
 * The only place that reads the machine’s clock. Everything else asks the injected `Clock`.
 * An instant is a whole number of milliseconds since 1970-01-01T00:00:00Z.
 */
export type Instant = number;

export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  override now(): Instant {
    return Date.now();
  }
}

/** Stands still until told otherwise: for tests. */
export class StoppedClock extends Clock {
  constructor(private instant: Instant) {
    super();
  }
  override now(): Instant {
    return this.instant;
  }
  set(instant: Instant): void {
    this.instant = instant;
  }
}

/** A clock that can be moved, and never backwards. */
export interface MovableClock {
  now(): Instant;
  moveTo(instant: Instant): void;
}

/** Moves only when moved: simulation, replay of a day, tests. */
export class SimulatedClock extends Clock implements MovableClock {
  constructor(private instant: Instant) {
    super();
  }
  override now(): Instant {
    return this.instant;
  }
  moveTo(instant: Instant): void {
    if (instant > this.instant) this.instant = instant;
  }
  /** Another story begins: the only way back. */
  startOver(instant: Instant): void {
    this.instant = instant;
  }
}

/** Runs with the machine’s clock, shifted: the demonstration moves its shift forward and keeps it in a file. */
export class ShiftedClock extends Clock implements MovableClock {
  constructor(private shift: number) {
    super();
  }
  override now(): Instant {
    return Date.now() + this.shift;
  }
  get shiftMilliseconds(): number {
    return this.shift;
  }
  moveTo(instant: Instant): void {
    this.shift += Math.max(0, instant - this.now());
  }
}

/** Elapsed real time in milliseconds, for measuring only. */
export const stopwatch = (): (() => number) => {
  const started = performance.now();
  return () => performance.now() - started;
};

export const toIso = (instant: Instant): string => new Date(instant).toISOString();
export const toIsoOrNull = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));
