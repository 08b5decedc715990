import type { Instant } from '../base/clock.js';
import type { Calendar } from '../core/time/calendar.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { shiftWorkingDays } from '../core/time/measures.js';
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

/** When the report on the month before is due: the first working day of a month, as office hours begin. */
export function reportDueAt(month: string, calendar: Calendar): Instant {
  const first = `${month}-01`;
  const day = calendar.isWorking(first) ? first : shiftWorkingDays(first, 1, calendar);
  return calendar.instant(`${day}T${calendar.officeHoursText[0]![0]}:00`);
}

/** The first day and the day after the last. */
export interface Days {
  readonly from: string;
  readonly to: string;
}
/** A period with those it is compared with. */
export interface ComparedDays {
  readonly days: Days;
  readonly previous: Days;
  readonly yearBefore: Days;
}

/** How many months each sort of name spans, and the first of them. */
const NAMES: readonly { readonly form: RegExp; readonly months: number }[] = [
  { form: /^(\d{4})$/, months: 12 }, { form: /^(\d{4})-H([12])$/, months: 6 }, { form: /^(\d{4})-Q([1-4])$/, months: 3 }, { form: /^(\d{4})-(0[1-9]|1[0-2])$/, months: 1 },
];
/** As they are written in an address. */
const PERIODS = '2026 · 2026-H1 · 2026-Q3 · 2026-10 · 2026-10-01/2026-10-15';
const RANGE = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/;

/**
 * A year `2026`, half-year `2026-H1`, quarter `2026-Q3`, month `2026-10`, or from one day to another, both counted,
 * `2026-10-01/2026-10-15`; with the period of the same length before it and the same of the year before.
 * @throws Refusal `wrong_shape` | `time_out_of_range`
 */
export function periodNamed(text: string): ComparedDays {
  for (const { form, months } of NAMES) {
    const parts = form.exec(text);
    if (!parts) continue;
    const first = indexOf(`${parts[1]}-01`) + (Number(parts[2] ?? 1) - 1) * months;
    const days = (back: number): Days => ({ from: `${nameOf(first - back)}-01`, to: `${nameOf(first - back + months)}-01` });
    return { days: days(0), previous: days(months), yearBefore: days(12) };
  }
  const [, from, last] = RANGE.exec(text) ?? [];
  if (from === undefined || last === undefined || !isDay(from) || !isDay(last)) throw wrongField('period', `应形如 ${PERIODS}`, `must be one of ${PERIODS}`);
  if (last < from || from < '2000' || last >= '2200') throw new Refusal('time_out_of_range', { field: 'period', earliest: '2000-01-01', latest: '2199-12-31' });
  const to = dayOf(dayNumber(last) + 1);
  const length = dayNumber(to) - dayNumber(from);
  return { days: { from, to }, previous: { from: dayOf(dayNumber(from) - length), to: from }, yearBefore: { from: aYearBefore(from), to: aYearBefore(to) } };
}

const isDay = (day: string): boolean => Number.isFinite(Date.parse(`${day}T00:00:00Z`)) && dayOf(dayNumber(day)) === day;
/** 29 February has no day of its own a year before; it goes to the 28th. */
const aYearBefore = (day: string): string => `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4).replace('-02-29', '-02-28')}`;
