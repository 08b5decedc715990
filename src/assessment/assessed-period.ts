import { wrongField } from '../base/shapes.js';
import { dayNumber, dayOf } from '../core/time/days.js';
import { refuseUnless } from '../core/refusal.js';
import type { Calendar } from '../core/time/calendar.js';

export interface AssessedPeriod {
  /** `2026-03-01/2026-03-31`, both days counted. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const isDay = (day: string): boolean => Number.isFinite(Date.parse(`${day}T00:00:00Z`)) && dayOf(dayNumber(day)) === day;

/** Days as instants, [from, to). @throws Refusal `wrong_shape` for what is no day | `time_out_of_range` | `not_yet_available` before it is over */
export function periodOver({ from, to }: { readonly from: string; readonly to: string }, calendar: Calendar, now: number): AssessedPeriod {
  for (const [field, day] of [['from', from], ['to', to]] as const) if (!isDay(day)) throw wrongField(field, '不是日历上的日期', 'is no day of the calendar');
  refuseUnless(from <= to && from >= '2000' && to < '2200' && dayNumber(to) - dayNumber(from) < 732, 'time_out_of_range', { field: 'to', earliest: from });
  const end = calendar.instant(dayOf(dayNumber(to) + 1));
  refuseUnless(end <= now, 'not_yet_available', { until: to });
  return { name: `${from}/${to}`, from: calendar.instant(from), to: end };
}
