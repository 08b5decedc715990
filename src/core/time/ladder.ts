/**
 * Ladders 催督: what happens around a due time, as data. The core says which rung is due at which instant;
 * the sweep only asks for instants, so the rule does not live in SQL as well.
 */
import { ROLES } from '../vocabulary.js';
import type { Calendar } from './calendar.js';
import { shareOf, type DueQuestion } from './deadline.js';
import { dayNumber, dayOf, instantAt, msOfTime, DAY_MS, HOUR_MS, MINUTE_MS, type Day } from './days.js';
import { shiftWorkingDays } from './measures.js';
import { badField, has, labelAt, listAt, objectAt, textAt, wholeAt, wordAt, wordsAt, type Fields } from './fields.js';

/** Counted from the due day (0 = the due day itself), at a local time. */
export interface DayWhen {
  readonly day: number;
  readonly unit: 'workingDay' | 'naturalDay';
  readonly time: string;
}
/** From `dueAt`: '-4h', '0m', '+30m', '2d' (of 24 hours). */
export interface ElapsedWhen {
  readonly elapsed: string;
}
/** Of the clock's own counted units; for day units at `time` (default: the office's opening) of the day that reaches it. */
export interface PercentWhen {
  readonly percent: number;
  readonly time?: string;
}
export type When = DayWhen | ElapsedWhen | PercentWhen;

/** 提醒 · 记逾期 · 催办 · 拟督办 · 窗口到期（即行为之终，不是逾期） */
export const DEEDS = ['remind', 'miss', 'urge', 'propose_supervision', 'end_window'] as const;
export type Deed = (typeof DEEDS)[number];

/** Who may be told: the roles, and the head of a joint department, the issuer of a document, the citizen. */
export const TELL = [...(Object.keys(ROLES) as (keyof typeof ROLES)[]), 'joint_head', 'issuer', 'citizen'] as const;
export type Told = (typeof TELL)[number];

export interface Rung {
  /** Unique in its ladder; part of the mark's key, so never renamed. */
  readonly key: string;
  readonly when: When;
  readonly do: Deed;
  readonly tell: readonly Told[];
  /** The time an urge gives for its reply. */
  readonly reply?: { readonly amount: number; readonly unit: 'workingDay' | 'workingHour' };
  /** The case stands in the monthly report from here on. */
  readonly report?: boolean;
}

export interface Ladder {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly rungs: readonly Rung[];
}

/** What a ladder must know of a clock. */
export interface ClockFacts {
  readonly startAt: number;
  readonly dueAt: number | null;
  readonly dueDay: Day | null;
  /** Absent where the due time is imposed; `percent` then takes the share of the time between start and due. */
  readonly question?: DueQuestion;
}

export interface RungInstant {
  readonly key: string;
  readonly do: Deed;
  /** The true instant; what is written in the mark. */
  readonly at: number;
  /**
   * From when it may fire. On time is `stoppedAt ≤ dueAt`, so a miss or a window's end may fire only after `dueAt`,
   * one millisecond later. This is what the indexed column holds.
   */
  readonly fireAt: number;
}

const AFTER_DUE: readonly Deed[] = ['miss', 'end_window'];
const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Ms of '-4h', '30m', '+2d'; NaN for anything else. */
function elapsedMs(text: string): number {
  const parts = /^([+-]?)(\d{1,6})([mhd])$/.exec(text);
  if (!parts) return NaN;
  return (parts[1] === '-' ? -1 : 1) * Number(parts[2]) * (UNIT_MS[parts[3] ?? ''] ?? NaN);
}

function instantOfRung(when: When, facts: ClockFacts, dueAt: number, dueDay: Day, calendar: Calendar): number | null {
  if ('elapsed' in when) return dueAt + elapsedMs(when.elapsed);
  if ('percent' in when) {
    if (!facts.question) return facts.startAt + Math.round(((dueAt - facts.startAt) * when.percent) / 100);
    const opens = when.time === undefined ? (calendar.officeHours[0]?.[0] ?? 0) : msOfTime(when.time);
    return shareOf(facts.question, when.percent, opens, calendar);
  }
  const day =
    when.unit === 'workingDay' ? shiftWorkingDays(dueDay, when.day, calendar) : dayOf(dayNumber(dueDay) + when.day);
  return instantAt(dayNumber(day), msOfTime(when.time), calendar.zoneOffsetMinutes);
}

/**
 * The instants of a clock's rungs, in order of time. Empty while the clock stands paused.
 * Errors: as `dueOf`. Example: due 2026-10-12 24:00, `{day: -1, unit: workingDay, time: '09:00'}` → 2026-10-10T09:00 (a make-up Saturday).
 */
export function rungInstants(ladder: Ladder, facts: ClockFacts, calendar: Calendar): RungInstant[] {
  const { dueAt, dueDay } = facts;
  if (dueAt === null || dueDay === null) return [];
  const instants: RungInstant[] = [];
  for (const rung of ladder.rungs) {
    const at = instantOfRung(rung.when, facts, dueAt, dueDay, calendar);
    if (at === null) continue;
    instants.push({
      key: rung.key,
      do: rung.do,
      at,
      fireAt: AFTER_DUE.includes(rung.do) ? Math.max(at, dueAt + 1) : at,
    });
  }
  return instants.sort((a, b) => a.fireAt - b.fireAt);
}

/** Marked already, as (rung key)s of this clock, epoch and revision. */
export type Marks = ReadonlySet<string>;

/** The rungs to fire now: reached and unmarked, in order. */
export function dueRungs(rungs: readonly RungInstant[], marks: Marks, now: number): RungInstant[] {
  return rungs.filter((rung) => rung.fireAt <= now && !marks.has(rung.key));
}

/** The next rung still ahead of `now`, or null: its `fireAt` goes into the indexed column. */
export function nextRung(rungs: readonly RungInstant[], marks: Marks, now: number): RungInstant | null {
  return rungs.find((rung) => rung.fireAt > now && !marks.has(rung.key)) ?? null;
}

/**
 * The rungs to mark `suppressed` when a clock opens or its due time moves at `now`: already past, they send nothing.
 * A miss and a window's end are never suppressed: they are facts, not notices.
 */
export function suppressedRungs(rungs: readonly RungInstant[], now: number): RungInstant[] {
  return rungs.filter((rung) => rung.fireAt < now && !AFTER_DUE.includes(rung.do));
}

function parseWhen(value: unknown, path: string): When {
  const fields = objectAt(value, path, ['day', 'unit', 'time', 'elapsed', 'percent']);
  if (has(fields, 'elapsed')) {
    const elapsed = textAt(fields, 'elapsed', path);
    if (Number.isNaN(elapsedMs(elapsed)))
      throw badField(`${path}.elapsed`, '应如 -4h、30m、+2d', 'must be like -4h, 30m, +2d');
    return { elapsed };
  }
  if (has(fields, 'percent')) {
    const percent = wholeAt(fields, 'percent', path, 1);
    if (percent > 100) throw badField(`${path}.percent`, '不能超过 100', 'cannot be more than 100');
    return { percent, ...(has(fields, 'time') && { time: timeAt(fields, path) }) };
  }
  const day = fields['day'];
  if (!Number.isInteger(day) || Math.abs(day as number) > 366)
    throw badField(`${path}.day`, '应为 -366 至 366 的整数', 'must be a whole number from -366 to 366');
  return {
    day: day as number,
    unit: wordAt(fields, 'unit', path, ['workingDay', 'naturalDay']),
    time: timeAt(fields, path),
  };
}

function timeAt(fields: Fields, path: string): string {
  const time = textAt(fields, 'time', path);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw badField(`${path}.time`, '应如 09:00', 'must be like 09:00');
  return time;
}

function parseRung(value: unknown, index: number): Rung {
  const path = `rungs[${index}]`;
  const fields = objectAt(value, path, ['key', 'when', 'do', 'tell', 'reply', 'report']);
  const reply = has(fields, 'reply') ? objectAt(fields['reply'], `${path}.reply`, ['amount', 'unit']) : undefined;
  return {
    key: textAt(fields, 'key', path),
    when: parseWhen(fields['when'], `${path}.when`),
    do: wordAt(fields, 'do', path, DEEDS),
    tell: has(fields, 'tell') ? (wordsAt(fields, 'tell', path, TELL) as readonly Told[]) : [],
    ...(reply && {
      reply: {
        amount: wholeAt(reply, 'amount', `${path}.reply`, 1),
        unit: wordAt(reply, 'unit', `${path}.reply`, ['workingDay', 'workingHour']),
      },
    }),
    ...(fields['report'] === true && { report: true }),
  };
}

/** A ladder of plain data `{name, title, source, rungs}`. Errors: `bad_field`. */
export function parseLadder(value: unknown): Ladder {
  const fields = objectAt(value, '', ['name', 'title', 'source', 'rungs']);
  const rungs = listAt(fields, 'rungs', '').map(parseRung);
  const twice = rungs.find((rung, index) => rungs.findIndex(({ key }) => key === rung.key) < index);
  if (twice) throw badField('rungs', `有两个 ${twice.key}`, `has ${twice.key} twice`);
  return {
    name: textAt(fields, 'name', ''),
    title: labelAt(fields, 'title', ''),
    source: textAt(fields, 'source', ''),
    rungs,
  };
}
