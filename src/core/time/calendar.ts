/**
 * The calendar of the office: which days are worked, and why.
 * Weekdays minus holidays is wrong in China: notices of the State Council move working days to weekends (调休).
 * So three sets: weekends, `off` days, `makeup` working days.
 * Sources: 全国年节及纪念日放假办法（国务院令第795号修订）; the yearly notices named in each file.
 */
import { canonicalJson, sha256Hex } from '../canonical.js';
import {
  civilOf,
  dayNumber,
  instantOf,
  localDay,
  isoOf,
  msOfTime,
  newYear,
  weekdayOf,
  DAY_MS,
  type Day,
} from './days.js';
import { TimeRefusal } from './refusal.js';

export type { Day } from './days.js';

/** One year as its notice gives it; may touch the last days of the December before (2012, 2019 and 2023 did). */
export interface CalendarYear {
  readonly year: number;
  /** The addresses or numbers of the State Council's notices; none means provisional unless `provisional` says otherwise. */
  readonly papers: readonly string[];
  readonly off: Readonly<Record<Day, string>>;
  readonly makeup: Readonly<Record<Day, string>>;
  readonly provisional?: boolean;
}

/** A local rule on top (regional holiday, an office's own closure or working Saturday), with its own source. */
export interface CalendarOverride {
  readonly source: string;
  readonly off: Readonly<Record<Day, string>>;
  readonly makeup: Readonly<Record<Day, string>>;
}

/** Intervals of a day in order, `['09:00', '12:00']`; the end is not office time. */
export type OfficeHours = readonly (readonly [start: string, end: string])[];

export interface CalendarData {
  readonly name: string;
  /** IANA name, for people; the arithmetic uses the offset. */
  readonly zone: string;
  /** Minutes east of UTC; zones with summer time are not supported (China has had none since 1992). */
  readonly zoneOffsetMinutes: number;
  readonly officeHours?: OfficeHours;
  /** By year, `{ "2026": … }`. */
  readonly years: Readonly<Record<string, CalendarYear>>;
  /** Later ones win over earlier ones, all win over the years. */
  readonly overrides?: readonly CalendarOverride[];
}

/** 机关 hours where nothing else is said. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];

/** [start, end) in ms since midnight. */
export type Interval = readonly [number, number];

export interface DayReason {
  readonly working: boolean;
  /** 工作日 · 周末 · 国庆节 … · 调休上班, or the name an override gives. */
  readonly reason: string;
}

/** Office hours as intervals of milliseconds. Errors: `bad_office_hours`, `not_a_time_of_day`. */
export function intervalsOf(hours: OfficeHours): readonly Interval[] {
  let last = 0;
  const intervals = hours.map(([start, end]): Interval => {
    const interval: Interval = [msOfTime(start), msOfTime(end)];
    if (interval[0] < last || interval[1] <= interval[0])
      throw new TimeRefusal('bad_office_hours', { value: [start, end] });
    last = interval[1];
    return interval;
  });
  if (intervals.length === 0) throw new TimeRefusal('bad_office_hours', { value: [] });
  return intervals;
}

/** The days that the law alone fixes by the solar calendar; lunar days are not guessed (国务院令第795号: 05-02 since 2025). */
function statutory(number: number): string | undefined {
  const { year, month, day } = civilOf(number);
  if (month === 1 && day === 1) return '元旦';
  if (month === 5 && (day === 1 || (day === 2 && year >= 2025))) return '劳动节';
  if (month === 10 && day <= 3) return '国庆节';
  return undefined;
}

const WORKING = 1;
const PROVISIONAL = 2;
/** Reasons that need no name of their own. */
const weekend = (number: number): boolean => weekdayOf(number) % 6 === 0;

export class Calendar {
  readonly name: string;
  readonly zoneOffsetMinutes: number;
  readonly officeHours: readonly Interval[];
  /** The same as written, for proofs. */
  readonly officeHoursText: OfficeHours;
  /** Office time of one whole working day, ms. */
  readonly officeDayMs: number;
  /** Flags by day from `#first` on: one look-up a day, because a million clocks walk here. */
  readonly #flags: Uint8Array;
  readonly #first: number;
  readonly #names = new Map<number, DayReason>();
  #hash?: string;

  /** Errors: `not_a_day`, `bad_office_hours`. Prefer `calendarOf`. */
  constructor(readonly data: CalendarData) {
    this.name = data.name;
    this.zoneOffsetMinutes = data.zoneOffsetMinutes;
    this.officeHoursText = data.officeHours ?? DEFAULT_OFFICE_HOURS;
    this.officeHours = intervalsOf(this.officeHoursText);
    this.officeDayMs = this.officeHours.reduce((sum, [start, end]) => sum + end - start, 0);
    const years = Object.values(data.years).sort((a, b) => a.year - b.year);
    // A notice is read after its forerunner, so what it says about the December before stands.
    for (const year of years) this.#read(year, '调休上班');
    for (const override of data.overrides ?? []) this.#read(override);
    const [from, to] = [years[0]?.year ?? 2000, years.at(-1)?.year ?? 2000];
    this.#first = newYear(from - 1);
    this.#flags = new Uint8Array(newYear(to + 3) - this.#first);
    for (let year = from - 1; year < to + 3; year++) {
      const days = { from: newYear(year) - this.#first, to: newYear(year + 1) - this.#first };
      for (let index = days.from; index < days.to; index++) this.#flags[index] = this.#computed(this.#first + index, year);
    }
  }

  #read(
    days: { off: Readonly<Record<Day, string>>; makeup: Readonly<Record<Day, string>> },
    makeupReason?: string,
  ): void {
    for (const [day, name] of Object.entries(days.off))
      this.#names.set(dayNumber(day), { working: false, reason: name });
    for (const [day, name] of Object.entries(days.makeup))
      this.#names.set(dayNumber(day), { working: true, reason: makeupReason ?? name });
  }

  #provisionalYear(year: number): boolean {
    const data = this.data.years[String(year)];
    return data === undefined || (data.provisional ?? data.papers.length === 0);
  }

  #computed(number: number, year: number): number {
    const working = this.#reason(number, year).working;
    return (working ? WORKING : 0) | (this.#provisionalYear(year) ? PROVISIONAL : 0);
  }

  #reason(number: number, year: number): DayReason {
    const named = this.#names.get(number);
    if (named) return named;
    const holiday = this.data.years[String(year)] === undefined ? statutory(number) : undefined;
    if (holiday !== undefined) return { working: false, reason: holiday };
    return weekend(number) ? { working: false, reason: '周末' } : { working: true, reason: '工作日' };
  }

  #flag(number: number): number {
    return this.#flags[number - this.#first] ?? this.#computed(number, civilOf(number).year);
  }

  /** By day number, for walks. */
  worksOn(number: number): boolean {
    return (this.#flag(number) & WORKING) !== 0;
  }

  /** By day number: the year has no official notice yet. */
  provisionalOn(number: number): boolean {
    return (this.#flag(number) & PROVISIONAL) !== 0;
  }

  /** By day number. */
  reasonOn(number: number): DayReason {
    return this.#reason(number, civilOf(number).year);
  }

  /** makeup(d) || (!off(d) && !weekend(d)). Errors: `not_a_day`. */
  isWorking(day: Day): boolean {
    return this.worksOn(dayNumber(day));
  }

  /** Errors: `not_a_day`. */
  reasonOf(day: Day): DayReason {
    return this.reasonOn(dayNumber(day));
  }

  /** True for a year without an official notice: dates there may still move. Errors: `not_a_day`. */
  isProvisional(day: Day): boolean {
    return this.provisionalOn(dayNumber(day));
  }

  /** Local day number of an instant (ms). Errors: `not_an_instant`, `beyond_years`. */
  dayNumberAt(instant: number): number {
    return localDay(instant, this.zoneOffsetMinutes);
  }

  /** The instant (ms) an ISO text names; without an offset it is in this calendar's zone. Errors: `not_an_instant`. */
  instant(text: string): number {
    return instantOf(text, this.zoneOffsetMinutes);
  }

  /** ISO 8601 in this calendar's zone. */
  iso(instant: number): string {
    return isoOf(instant, this.zoneOffsetMinutes);
  }

  /** SHA-256 of the canonical JSON of the data: the version that a case pins. */
  get hash(): string {
    return (this.#hash ??= sha256Hex(canonicalJson(this.data)));
  }
}

/** A calendar of its data. Errors: `not_a_day`, `bad_office_hours`, `bad_field` (zone offset). */
export function calendarOf(data: CalendarData): Calendar {
  const offset = data.zoneOffsetMinutes;
  if (!Number.isInteger(offset) || Math.abs(offset) * 60_000 >= DAY_MS)
    throw new TimeRefusal('bad_field', { path: 'zoneOffsetMinutes' });
  return new Calendar(data);
}
