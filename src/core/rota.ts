/**
 * 值班表: who is on duty at an instant, from recurring shifts, dated ones and swaps. Source of the duty:
 * 国办发〔2018〕123号 四（二） “值班值守”. Pure: a rota, a calendar and an instant in, shifts and gaps out.
 */
import type { Calendar } from './time/calendar.js';
import { dayNumber, dayOf, type Day } from './time/days.js';

/** On which days a recurring shift begins; working and rest days are the calendar’s, make-up days included. */
export const SHIFT_DAYS = ['every', 'working', 'rest'] as const;
export type ShiftDays = (typeof SHIFT_DAYS)[number];

/** Ids of people: officers in the order in which they are called, and the officer in charge 带班领导. */
export interface DutyTeam {
  readonly officers: readonly string[];
  readonly lead: string | null;
}

/** A recurring shift; the teams take turns, day by day of those on which it is held, the first on the first such day from `anchor`. */
export interface DutyPattern {
  readonly code: string;
  readonly name: string;
  readonly days: ShiftDays;
  /** `HH:MM`; an end not after the beginning is the next day’s. */
  readonly fromTime: string;
  readonly toTime: string;
  readonly anchor: Day;
  /** The last day; `null`: until further notice. */
  readonly until: Day | null;
  readonly teams: readonly DutyTeam[];
}

/** A shift of one day: it takes the place of the recurring ones whose time it touches. */
export interface DutyEntry extends DutyTeam {
  readonly day: Day;
  readonly fromTime: string;
  readonly toTime: string;
  readonly note: string | null;
}

/** 换班、替班: one person stands in for another in one shift. */
export interface DutySwap {
  readonly day: Day;
  readonly fromTime: string;
  readonly absentId: string;
  readonly substituteId: string;
}

export interface Rota {
  readonly patterns: readonly DutyPattern[];
  readonly entries: readonly DutyEntry[];
  readonly swaps: readonly DutySwap[];
}

/** Instants in ms, [startAt, endAt). */
export interface Shift extends DutyTeam {
  readonly day: Day;
  readonly fromTime: string;
  readonly toTime: string;
  readonly name: string;
  readonly startAt: number;
  readonly endAt: number;
}

export interface Gap {
  readonly startAt: number;
  readonly endAt: number;
}

export const isEmpty = ({ patterns, entries }: Rota): boolean => patterns.length === 0 && entries.length === 0;

/** The shifts that begin on the days from `from` to `to`, both included, in order. */
export function shiftsOf(rota: Rota, from: Day, to: Day, calendar: Calendar): Shift[] {
  const dated = rota.entries.filter(({ day }) => day >= from && day <= to).map((entry) => shiftOf(entry, entry.note ?? '', calendar));
  const recurring = rota.patterns.flatMap((pattern) => recurringShifts(pattern, from, to, calendar));
  const kept = recurring.filter((shift) => !dated.some((other) => shift.startAt < other.endAt && other.startAt < shift.endAt));
  return [...kept, ...dated].map((shift) => withSwaps(shift, rota.swaps)).toSorted((a, b) => a.startAt - b.startAt || (a.name < b.name ? -1 : 1));
}

/** The shifts under way; none in a gap. */
export function shiftsAt(rota: Rota, now: number, calendar: Calendar): Shift[] {
  const today = calendar.iso(now).slice(0, 10);
  return shiftsOf(rota, dayOf(dayNumber(today) - 1), today, calendar).filter(({ startAt, endAt }) => startAt <= now && now < endAt);
}

/** When nobody would be on duty. A rota without any shift has no gaps: it is not kept. */
export function gapsOf(rota: Rota, from: number, to: number, calendar: Calendar): Gap[] {
  if (isEmpty(rota)) return [];
  const [first, last] = [calendar.iso(from).slice(0, 10), calendar.iso(to).slice(0, 10)];
  const manned = shiftsOf(rota, dayOf(dayNumber(first) - 1), last, calendar).filter(({ officers }) => officers.length > 0);
  const gaps: Gap[] = [];
  let covered = from;
  for (const { startAt, endAt } of manned) {
    if (startAt > covered && covered < to) gaps.push({ startAt: covered, endAt: Math.min(startAt, to) });
    covered = Math.max(covered, endAt);
  }
  if (covered < to) gaps.push({ startAt: covered, endAt: to });
  return gaps;
}

function recurringShifts(pattern: DutyPattern, from: Day, to: Day, calendar: Calendar): Shift[] {
  const shifts: Shift[] = [];
  const last = Math.min(dayNumber(to), dayNumber(pattern.until ?? to));
  let turn = 0;
  for (let number = dayNumber(pattern.anchor); number <= last; number++) {
    const day = dayOf(number);
    if (!isHeld(pattern.days, day, calendar)) continue;
    const team = pattern.teams[turn++ % pattern.teams.length];
    if (team && day >= from) shifts.push(shiftOf({ ...pattern, ...team, day }, pattern.name, calendar));
  }
  return shifts;
}

const isHeld = (days: ShiftDays, day: Day, calendar: Calendar): boolean => days === 'every' || calendar.isWorking(day) === (days === 'working');

function shiftOf({ day, fromTime, toTime, officers, lead }: Omit<DutyEntry, 'note'>, name: string, calendar: Calendar): Shift {
  const endDay = toTime > fromTime ? day : dayOf(dayNumber(day) + 1);
  return { day, fromTime, toTime, name, officers, lead, startAt: calendar.instant(`${day}T${fromTime}:00`), endAt: calendar.instant(`${endDay}T${toTime}:00`) };
}

function withSwaps(shift: Shift, swaps: readonly DutySwap[]): Shift {
  const mine = swaps.filter(({ day, fromTime }) => day === shift.day && fromTime === shift.fromTime);
  const present = (id: string): string => mine.find(({ absentId }) => absentId === id)?.substituteId ?? id;
  return { ...shift, officers: shift.officers.map(present), lead: shift.lead === null ? null : present(shift.lead) };
}
