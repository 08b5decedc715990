import type { Instant } from '../base/clock.js';
import type { Calendar } from '../core/time/calendar.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { Refusal } from '../core/refusal.js';
import { wrongField } from '../base/shapes.js';

/** [from, to) in ms. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Months counted from year 0. @throws Refusal `wrong_shape` | `time_out_of_range` (2000 to 2199) */
function indexOf(month: string): number {
  const parts = MONTH.exec(month);
  if (!parts) throw wrongField('month', '应为月份，如 2026-10', 'must be a month such as 2026-10');
  const year = Number(parts[1]);
  // 1999 is let in to be compared with.
  if (year < 1999 || year > 2199) throw new Refusal('time_out_of_range', { field: 'month', earliest: '2000-01', latest: '2199-12' });
  return year * 12 + Number(parts[2]) - 1;
}

const nameOf = (index: number): string => `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;

/** The month so many months on (back, if negative). Example: 2026-01 less 1 = 2025-12. */
export const monthAfter = (month: string, months: number): string => nameOf(indexOf(month) + months);

/** A calendar month in the calendar’s zone: from its first midnight to that of the next. @throws as `indexOf` */
export function periodOfMonth(month: string, calendar: Calendar): Period {
  const index = indexOf(month);
  return { from: calendar.instant(`${month}-01`), to: calendar.instant(`${nameOf(index + 1)}-01`) };
}

/** The first day and the day after the last. */
export interface Days {
  readonly from: string;
  readonly to: string;
}
export type PeriodSort = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'range';
/** A period with those it is compared with. */
export interface ComparedDays {
  readonly sort: PeriodSort;
  readonly days: Days;
  readonly previous: Days;
  readonly yearBefore: Days;
}

/** How many months each sort of name spans, and the first of them. */
const NAMES: readonly { readonly sort: PeriodSort; readonly form: RegExp; readonly months: number }[] = [
  { sort: 'year', form: /^(\d{4})$/, months: 12 }, { sort: 'half', form: /^(\d{4})-H([12])$/, months: 6 },
  { sort: 'quarter', form: /^(\d{4})-Q([1-4])$/, months: 3 }, { sort: 'month', form: /^(\d{4})-(0[1-9]|1[0-2])$/, months: 1 },
];
/** As they are written in an address. */
const PERIODS = '2026 · 2026-H1 · 2026-Q3 · 2026-10 · 2026-W47 · 2026-10-01 · 2026-10-01/2026-10-15';
const RANGE = /^(\d{4}-\d{2}-\d{2})(?:\/(\d{4}-\d{2}-\d{2}))?$/;
const WEEK = /^(\d{4})-W(\d{2})$/;
const WEEK_DAYS = 7;
/** A week is compared with the one 52 weeks before: the same days of the week. */
const YEAR_OF_WEEKS = 52 * WEEK_DAYS;

/**
 * A year `2026`, half-year `2026-H1`, quarter `2026-Q3`, month `2026-10`, week `2026-W47` (ISO 8601: from Monday), day `2026-10-01`, or
 * from one day to another, both counted, `2026-10-01/2026-10-15`; with the period of the same length before it and the same of the year before.
 * @throws Refusal `wrong_shape` | `time_out_of_range`
 */
export function periodNamed(text: string): ComparedDays {
  for (const { sort, form, months } of NAMES) {
    const parts = form.exec(text);
    if (!parts) continue;
    const first = indexOf(`${parts[1]}-01`) + (Number(parts[2] ?? 1) - 1) * months;
    const days = (back: number): Days => ({ from: `${nameOf(first - back)}-01`, to: `${nameOf(first - back + months)}-01` });
    return { sort, days: days(0), previous: days(months), yearBefore: days(12) };
  }
  const week = WEEK.exec(text);
  if (week) return weekNamed(Number(week[1]), Number(week[2]));
  const [, from, last = from] = RANGE.exec(text) ?? [];
  if (from === undefined || last === undefined || !isDay(from) || !isDay(last)) throw unknownPeriod();
  if (last < from || from < '2000' || last >= '2200') throw new Refusal('time_out_of_range', { field: 'period', earliest: '2000-01-01', latest: '2199-12-31' });
  const to = dayOf(dayNumber(last) + 1);
  const length = dayNumber(to) - dayNumber(from);
  return { sort: text.includes('/') ? 'range' : 'day', days: { from, to }, previous: { from: dayOf(dayNumber(from) - length), to: from }, yearBefore: { from: aYearBefore(from), to: aYearBefore(to) } };
}

const unknownPeriod = (): Refusal => wrongField('period', `应形如 ${PERIODS}`, `must be one of ${PERIODS}`);

/** The first week of a year holds its 4 January. */
function weekNamed(year: number, week: number): ComparedDays {
  const monday = mondayOf(dayNumber(`${String(year).padStart(4, '0')}-01-04`)) + (week - 1) * WEEK_DAYS;
  if (year < 2000 || year > 2199 || week < 1 || weekOf(dayOf(monday)) !== `${year}-W${String(week).padStart(2, '0')}`) throw unknownPeriod();
  const days = (back: number): Days => ({ from: dayOf(monday - back), to: dayOf(monday - back + WEEK_DAYS) });
  return { sort: 'week', days: days(0), previous: days(WEEK_DAYS), yearBefore: days(YEAR_OF_WEEKS) };
}

/** Day 0 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS);
/** `2026-W47`: a week belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const monday = mondayOf(dayNumber(day));
  const year = dayOf(monday + 3).slice(0, 4);
  return `${year}-W${String((monday - mondayOf(dayNumber(`${year}-01-04`))) / WEEK_DAYS + 1).padStart(2, '0')}`;
}

function isDay(day: string): boolean {
  try {
    return dayNumber(day) > 0;
  } catch {
    return false;
  }
}
/** 29 February has no day of its own a year before; it goes to the 28th. */
const aYearBefore = (day: string): string => `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4).replace('-02-29', '-02-28')}`;
