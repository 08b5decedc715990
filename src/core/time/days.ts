/**
 * Days as whole numbers, instants as whole milliseconds, and the way between them.
 * No `Date`: stepping dates by 24 hours or through the server's zone is how due days slip by one.
 */
import { TimeRefusal } from './refusal.js';

/** A local day, 'YYYY-MM-DD'. */
export type Day = string;

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** Days from 1970-01-01 of a proleptic Gregorian date. Source: H. Hinnant, “chrono-compatible low-level date algorithms”. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The date of a day number; the inverse of `daysFromCivil`. */
export function civilOf(number: number): Civil {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** The day numbers that can be computed with: 1900-01-01 to 9999-12-31. */
export const FIRST_DAY = daysFromCivil(1900, 1, 1);
export const LAST_DAY = daysFromCivil(9999, 12, 31);

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** 'YYYY-MM-DD' of a day number. */
export function dayOf(number: number): Day {
  const { year, month, day } = civilOf(number);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The day number of 'YYYY-MM-DD' (1970-01-01 = 0). Errors: `not_a_day` (2026-02-30 too), `beyond_years`. */
export function dayNumber(day: Day): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) throw new TimeRefusal('not_a_day', { value: day });
  const number = daysFromCivil(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  if (dayOf(number) !== day) throw new TimeRefusal('not_a_day', { value: day });
  return inRange(number);
}

/** The number itself if its day can be computed with. Errors: `beyond_years`. */
export function inRange(number: number): number {
  if (number >= FIRST_DAY && number <= LAST_DAY) return number;
  throw new TimeRefusal('beyond_years');
}

/** The first day number of a year. */
export function newYear(year: number): number {
  return daysFromCivil(year, 1, 1);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

export const WEEKDAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** The local day number of an instant (ms), at an offset of minutes east of UTC. Errors: `not_an_instant`, `beyond_years`. */
export function localDay(instant: number, offsetMinutes: number): number {
  if (!Number.isSafeInteger(instant)) throw new TimeRefusal('not_an_instant', { value: String(instant) });
  return inRange(Math.floor((instant + offsetMinutes * MINUTE_MS) / DAY_MS));
}

/** Milliseconds since local midnight. */
export function timeOfDay(instant: number, offsetMinutes: number): number {
  const local = instant + offsetMinutes * MINUTE_MS;
  return local - Math.floor(local / DAY_MS) * DAY_MS;
}

/** The instant of a local day number and the milliseconds since its midnight. */
export function instantAt(day: number, msOfDay: number, offsetMinutes: number): number {
  return day * DAY_MS + msOfDay - offsetMinutes * MINUTE_MS;
}

/** Milliseconds since midnight of 'HH:MM', 00:00 to 24:00. Errors: `not_a_time_of_day`. */
export function msOfTime(time: string): number {
  const parts = /^(\d{2}):(\d{2})$/.exec(time);
  const ms = parts ? Number(parts[1]) * HOUR_MS + Number(parts[2]) * MINUTE_MS : NaN;
  if (!parts || Number(parts[2]) > 59 || !(ms <= DAY_MS)) throw new TimeRefusal('not_a_time_of_day', { value: time });
  return ms;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * The instant (ms) that an ISO 8601 text names; finer than a millisecond is cut off.
 * A text without an offset is in the calendar's zone, never the server's; a bare day is its midnight.
 * Errors: `not_an_instant`, `not_a_day`, `beyond_years`.
 */
export function instantOf(text: string, offsetMinutes: number): number {
  const parts = INSTANT.exec(text.trim());
  if (!parts) throw new TimeRefusal('not_an_instant', { value: text });
  const [hour, minute, second] = [Number(parts[2] ?? 0), Number(parts[3] ?? 0), Number(parts[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) throw new TimeRefusal('not_an_instant', { value: text });
  const ms = Number((parts[5] ?? '').padEnd(3, '0').slice(0, 3));
  const zone = parts[6];
  let offset = offsetMinutes;
  if (zone !== undefined) {
    const [hours, minutes] = zone.length === 1 ? [0, 0] : [Number(zone.slice(1, 3)), zone.length === 3 ? 0 : Number(zone.slice(-2))];
    if (hours > 14 || minutes > 59) throw new TimeRefusal('not_an_instant', { value: text });
    offset = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
  }
  return instantAt(dayNumber(parts[1] ?? ''), hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + ms, offset);
}

/** ISO 8601 with milliseconds and the offset: '2026-10-08T23:59:59.999+08:00'. */
export function isoOf(instant: number, offsetMinutes: number): string {
  const ms = timeOfDay(instant, offsetMinutes);
  const [hour, minute, second] = [
    Math.floor(ms / HOUR_MS),
    Math.floor(ms / MINUTE_MS) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  const size = Math.abs(offsetMinutes);
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  const clock = `${two(hour)}:${two(minute)}:${two(second)}.${String(ms % 1000).padStart(3, '0')}`;
  return `${dayOf(localDay(instant, offsetMinutes))}T${clock}${zone}`;
}
