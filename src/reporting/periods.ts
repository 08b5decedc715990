import type { Instant } from '../base/clock.js';
import type { Calendar } from '../core/time/calendar.js';
import { shiftWorkingDays } from '../core/time/measures.js';
import { Refusal } from '../core/refusal.js';

/** [from, to) in ms. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Months counted from year 0. @throws Refusal `wrong_shape` | `time_out_of_range` (2000 to 2199) */
function indexOf(month: string): number {
  const parts = MONTH.exec(month);
  if (!parts) throw new Refusal('wrong_shape', { errors: [{ field: 'month', problems: ['YYYY-MM'] }] });
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
