/** When a report is due by the calendar, and on which period. */
import type { Instant } from '../base/clock.js';
import type { Calendar } from '../core/time/calendar.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { shiftWorkingDays } from '../core/time/measures.js';
import { monthAfter, periodNamed, weekOf } from './periods.js';

/**
 * `workday`: each working day, on the days since the last one · `week` to `year`: the first working day after the period ·
 * `coming_week`: the last working day before a week, on that week · `month_begin`: the first working day of a month, on what stands then.
 */
export const RHYTHMS = ['workday', 'week', 'month', 'quarter', 'half', 'year', 'coming_week', 'month_begin'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

const dayAfter = (day: string, days: number): string => dayOf(dayNumber(day) + days);
const opening = (day: string, calendar: Calendar): Instant => calendar.instant(`${day}T${calendar.officeHoursText[0]![0]}:00`);
/** The first working day from this one on, as office hours begin. */
const firstOpening = (day: string, calendar: Calendar): Instant => opening(calendar.isWorking(day) ? day : shiftWorkingDays(day, 1, calendar), calendar);

const MONTHS_OF = { month: 1, quarter: 3, half: 6, year: 12 } as const;
type MonthsRhythm = keyof typeof MONTHS_OF;
const isOfMonths = (rhythm: Rhythm): rhythm is MonthsRhythm => rhythm in MONTHS_OF;

/** `2026-Q3` for the three months that hold 2026-08. */
function nameAt(month: string, rhythm: MonthsRhythm): string {
  const [year, at] = [month.slice(0, 4), Math.floor((Number(month.slice(5)) - 1) / MONTHS_OF[rhythm]) + 1];
  return { month, quarter: `${year}-Q${at}`, half: `${year}-H${at}`, year }[rhythm];
}
const nameBefore = (name: string, rhythm: MonthsRhythm): string => nameAt(monthAfter(periodNamed(name).days.from.slice(0, 7), -1), rhythm);

/** The latest period whose report is due by now. */
export function latestDue(rhythm: Rhythm, now: Instant, calendar: Calendar): string {
  const today = calendar.iso(now).slice(0, 10);
  if (isOfMonths(rhythm)) {
    const running = nameAt(today.slice(0, 7), rhythm);
    const last = nameBefore(running, rhythm);
    return firstOpening(periodNamed(running).days.from, calendar) <= now ? last : nameBefore(last, rhythm);
  }
  if (rhythm === 'week') {
    const monday = periodNamed(weekOf(today)).days.from;
    return weekOf(dayAfter(monday, firstOpening(monday, calendar) <= now ? -7 : -14));
  }
  if (rhythm === 'coming_week') {
    const monday = dayAfter(periodNamed(weekOf(today)).days.from, 7);
    return weekOf(opening(shiftWorkingDays(monday, -1, calendar), calendar) <= now ? monday : dayAfter(monday, -7));
  }
  if (rhythm === 'month_begin') {
    const at = firstOpening(`${today.slice(0, 7)}-01`, calendar);
    return calendar.iso(at <= now ? at : firstOpening(`${monthAfter(today.slice(0, 7), -1)}-01`, calendar)).slice(0, 10);
  }
  const last = calendar.isWorking(today) && opening(today, calendar) <= now ? today : shiftWorkingDays(today, -1, calendar);
  const [from, to] = [shiftWorkingDays(last, -1, calendar), dayAfter(last, -1)];
  return from === to ? to : `${from}/${to}`;
}

/** The periods after one until another, which is part of it; of rhythms that look at the present, the other alone. */
export function periodsAfter(made: string, latest: string, rhythm: Rhythm, most: number): string[] {
  if (!isOfMonths(rhythm)) return made === latest ? [] : [latest];
  const names: string[] = [];
  for (let name = latest; name > made && names.length < most; name = nameBefore(name, rhythm)) names.unshift(name);
  return names;
}
