/**
 * The walks that find a due time: one for day units, one for elapsed time, one for office time.
 * Every walk is bounded: a rule typed wrong must be refused at once, never loop (Frappe's loops until the date overflows).
 */
import type { Calendar, Interval } from './calendar.js';
import { inRange, instantAt, LAST_DAY } from './days.js';
import type { Span } from './pauses.js';
import { TimeRefusal } from './refusal.js';

/** A hundred years of days. */
export const MAX_WALK = 36_525;

/** Told of every day a walk looks at, in order. `counted`: the ordinal of the day, or the ms counted on it; null = not counted. */
export type Visit = (day: number, counted: number | null, paused: boolean) => void;

/** What a walk found. `due` null = the clock stands still in an open pause; `left` is what is still to count. */
export interface Found<T> {
  readonly due: T | null;
  readonly left: number;
  readonly provisional: boolean;
}

/** Throw where a walk leaves what can be computed. Errors: `walk_too_long`, `beyond_years`. */
function bound(day: number, first: number): void {
  if (day > LAST_DAY) inRange(day);
  if (day - first > MAX_WALK) throw new TimeRefusal('walk_too_long');
}

/** The first working day number at or after one. Errors: `walk_too_long`, `beyond_years`. */
export function nextWorking(from: number, calendar: Calendar, visit?: (day: number) => void): number {
  let day = from;
  for (; ; day++) {
    bound(day, from);
    visit?.(day);
    if (calendar.worksOn(day)) return day;
  }
}

export interface DayWalk {
  /** The first day looked at. */
  readonly first: number;
  /** Days to count. */
  readonly count: number;
  /** Only working days count (workingDay) or every day (naturalDay). */
  readonly workingOnly: boolean;
  /** The last day moves on to a working day (民法典 203). */
  readonly rollForward: boolean;
  /** Cutoff, ms since midnight. */
  readonly cutoff: number;
  readonly spans: readonly Span[];
}

/**
 * Count days from `first` on. A day does not count while the clock stands paused at that day's cutoff.
 * Errors: `walk_too_long`, `beyond_years`.
 */
export function walkDays(walk: DayWalk, calendar: Calendar, visit?: Visit): Found<number> {
  const { first, count, workingOnly, spans } = walk;
  let [counted, next, provisional] = [0, 0, false];
  for (let day = first; ; day++) {
    bound(day, first);
    const cutoffAt = instantAt(day, walk.cutoff, calendar.zoneOffsetMinutes);
    while (next < spans.length && spans[next]!.to <= cutoffAt) next++;
    const span = spans[next];
    const paused = span !== undefined && span.from <= cutoffAt;
    if (paused && span.to === Infinity) return { due: null, left: count - counted, provisional };
    provisional ||= calendar.provisionalOn(day);
    const working = calendar.worksOn(day);
    const counts = counted < count && !paused && (working || !workingOnly);
    if (counts) counted++;
    visit?.(day, counts ? counted : null, paused);
    if (counted === count && !paused && (counts || working) && (working || !walk.rollForward)) {
      return { due: open(spans) ? null : day, left: 0, provisional };
    }
  }
}

/** True if the last pause has no end. */
export function open(spans: readonly Span[]): boolean {
  return spans.length > 0 && spans[spans.length - 1]!.to === Infinity;
}

/** `ms` of elapsed time from an instant, paused time not counted. Never looks at days. */
export function walkElapsed(start: number, ms: number, spans: readonly Span[]): Found<number> {
  let [at, left] = [start, ms];
  for (const { from, to } of spans) {
    if (to <= at) continue;
    if (at + left <= from || left === 0) break;
    left -= Math.max(0, from - at);
    if (to === Infinity) return { due: null, left, provisional: false };
    at = to;
  }
  return open(spans) ? { due: null, left: 0, provisional: false } : { due: at + left, left: 0, provisional: false };
}

export interface OfficeWalk {
  readonly start: number;
  /** Office time to count, ms. */
  readonly ms: number;
  readonly hours: readonly Interval[];
  readonly spans: readonly Span[];
}

/**
 * `ms` of office time on working days from an instant, paused time not counted. What ends exactly at an interval's end
 * is due at that end, not at the next interval's start. Errors: `walk_too_long`, `beyond_years`.
 */
export function walkOffice(walk: OfficeWalk, calendar: Calendar, visit?: Visit): Found<number> {
  const { start, ms, hours, spans } = walk;
  const stopped = open(spans);
  if (ms === 0) return { due: stopped ? null : start, left: 0, provisional: false };
  const first = calendar.dayNumberAt(start);
  const halt = stopped ? spans[spans.length - 1]!.from : Infinity;
  let [left, provisional] = [ms, false];
  for (let day = first; ; day++) {
    bound(day, first);
    if (instantAt(day, 0, calendar.zoneOffsetMinutes) >= halt) return { due: null, left, provisional };
    provisional ||= calendar.provisionalOn(day);
    const before = left;
    const end = calendar.worksOn(day) ? spendDay(day) : null;
    visit?.(day, before > left ? before - left : null, false);
    if (end !== null) return { due: stopped ? null : end, left: 0, provisional };
  }

  function done(at: number): number {
    const due = at + left;
    left = 0;
    return due;
  }

  /** Spend the office time of one day; the instant at which nothing is left, or null. */
  function spendDay(day: number): number | null {
    for (const [opens, closes] of hours) {
      const close = instantAt(day, closes, calendar.zoneOffsetMinutes);
      let at = Math.max(start, instantAt(day, opens, calendar.zoneOffsetMinutes));
      for (const span of spans) {
        if (span.to <= at) continue;
        if (span.from >= close) break;
        if (span.from > at && left <= span.from - at) return done(at);
        left -= Math.max(0, span.from - at);
        at = span.to;
      }
      if (at < close && left <= close - at) return done(at);
      left -= Math.max(0, close - at);
    }
    return null;
  }
}
