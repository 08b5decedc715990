/** Lengths in working time: durations of handled cases, what remains, and the next moment of office time. */
import type { Calendar } from './calendar.js';
import { dayNumber, inRange, instantAt, dayOf, type Day } from './days.js';
import { TimeRefusal } from './refusal.js';
import { MAX_WALK, nextWorking, walkOffice } from './walk.js';

/**
 * Working days d with from < d ≤ to: the same measure as a limit under next_day (the first day is day zero),
 * so a matter answered on its due day took exactly its amount. Negative if `to` lies before `from`.
 * Errors: `not_a_day`, `beyond_years`, `walk_too_long`. Example: 2026-09-30 to 2026-10-08 = 1.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  return start <= end ? countWorking(start, end, calendar) : 0 - countWorking(end, start, calendar);
}

function countWorking(after: number, until: number, calendar: Calendar): number {
  if (until - after > MAX_WALK) throw new TimeRefusal('walk_too_long');
  let count = 0;
  for (let day = after + 1; day <= until; day++) if (calendar.worksOn(day)) count++;
  return count;
}

/** Working days an answer took, from instants (ms); same day = 0. Errors as `workingDaysBetween`. */
export function durationInWorkingDays(startedAt: number, endedAt: number, calendar: Calendar): number {
  return countedBetween(startedAt, endedAt, calendar);
}

/**
 * Working days still to come at an instant (ms): 0 on the due day itself, negative by the working days it is late.
 * Errors as `workingDaysBetween`.
 */
export function remainingWorkingDays(now: number, dueDay: Day, calendar: Calendar): number {
  return workingDaysBetween(dayOf(calendar.dayNumberAt(now)), dueDay, calendar);
}

function countedBetween(a: number, b: number, calendar: Calendar): number {
  return workingDaysBetween(dayOf(calendar.dayNumberAt(a)), dayOf(calendar.dayNumberAt(b)), calendar);
}

/** The day `count` working days after (before, if negative) a day; 0 is the day itself, worked or not. Errors: `walk_too_long`. */
export function shiftWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  const step = count < 0 ? -1 : 1;
  const start = dayNumber(day);
  let [at, left] = [start, Math.abs(count)];
  while (left > 0) {
    at = inRange(at + step);
    if (Math.abs(at - start) > MAX_WALK) throw new TimeRefusal('walk_too_long');
    if (calendar.worksOn(at)) left--;
  }
  return dayOf(at);
}

/** The first instant at or after one (ms) that lies inside office hours of a working day. Errors: `walk_too_long`, `beyond_years`. */
export function officeMoment(after: number, calendar: Calendar): number {
  const today = calendar.dayNumberAt(after);
  for (let day = nextWorking(today, calendar); ; day = nextWorking(day + 1, calendar)) {
    for (const [opens, closes] of calendar.officeHours) {
      if (after < instantAt(day, closes, calendar.zoneOffsetMinutes)) {
        return Math.max(after, instantAt(day, opens, calendar.zoneOffsetMinutes));
      }
    }
  }
}

/** The instant `ms` of office time after one. Errors: `bad_amount`, `walk_too_long`, `beyond_years`. */
export function addWorkingTime(start: number, ms: number, calendar: Calendar): number {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new TimeRefusal('bad_amount', { value: String(ms) });
  const { due } = walkOffice({ start, ms, hours: calendar.officeHours, spans: [] }, calendar);
  if (due === null) throw new TimeRefusal('walk_too_long');
  return due;
}

/** Office time between two instants, ms; negative if `to` lies before `from`. Errors: `walk_too_long`, `beyond_years`. */
export function workingTimeBetween(from: number, to: number, calendar: Calendar): number {
  if (to < from) return 0 - workingTimeBetween(to, from, calendar);
  const [first, last] = [calendar.dayNumberAt(from), calendar.dayNumberAt(to)];
  if (last - first > MAX_WALK) throw new TimeRefusal('walk_too_long');
  let total = 0;
  for (let day = first; day <= last; day++) {
    if (!calendar.worksOn(day)) continue;
    for (const [opens, closes] of calendar.officeHours) {
      const [a, b] = [
        instantAt(day, opens, calendar.zoneOffsetMinutes),
        instantAt(day, closes, calendar.zoneOffsetMinutes),
      ];
      total += Math.max(0, Math.min(b, to) - Math.max(a, from));
    }
  }
  return total;
}
