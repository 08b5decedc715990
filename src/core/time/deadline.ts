/**
 * When something is due. Semantics: deadlines.md; day zero 民法典 201 (开始的当日不计入), roll-forward 民法典 203.
 * One walk serves the due time, its proof and its ladder, so the three cannot disagree.
 */
import { intervalsOf, type Calendar, type OfficeHours } from './calendar.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf, instantAt, msOfTime, timeOfDay, type Day } from './days.js';
import { spansOf, type Pause, type Span } from './pauses.js';
import { TimeRefusal } from './refusal.js';
import { nextWorking, walkDays, walkElapsed, walkOffice, type Found, type Visit } from './walk.js';

export type { Pause } from './pauses.js';

/** 分钟 · 小时 · 工作小时 · 自然日 · 工作日 */
export const UNITS = ['minute', 'hour', 'workingHour', 'naturalDay', 'workingDay'] as const;
export type Unit = (typeof UNITS)[number];

export const START_RULES = ['next_day', 'same_day', 'after_close'] as const;
export type StartRule = (typeof START_RULES)[number];

export interface DueQuestion {
  /** The start event, ms. */
  readonly start: number;
  readonly amount: number;
  readonly unit: Unit;
  /** Day units only; default next_day. */
  readonly startRule?: StartRule;
  /** naturalDay only; default true. */
  readonly rollForward?: boolean;
  /** Day units only: '24:00' (default, 23:59:59.999) or a closing time such as '17:30'. */
  readonly cutoff?: string;
  /** Default: the calendar's. */
  readonly officeHours?: OfficeHours;
  readonly pauses?: readonly Pause[];
  /** Granted extensions together, in the same unit. */
  readonly extension?: number;
}

export type Remaining = { readonly days: number } | { readonly ms: number };

export interface Due {
  /** Ms; null while a pause is open. On time iff stoppedAt ≤ dueAt. */
  readonly dueAt: number | null;
  /** The local date of `dueAt`. */
  readonly dueDay: Day | null;
  /** A day that the walk looked at lies in a year without an official notice. */
  readonly provisional: boolean;
  /** A pause is open. */
  readonly paused: boolean;
  /** Only while paused: counted days, or time, still to come. */
  readonly remaining?: Remaining;
}

const NO_SPANS: readonly Span[] = [];
const NO_FOUND = { left: 0, provisional: false } as const;

/** The greatest amounts: ten years. Nothing in the norms comes near; what is beyond is a slip of the finger. */
export const MAX_AMOUNT: Readonly<Record<Unit, number>> = {
  minute: 5_270_400,
  hour: 87_840,
  workingHour: 87_840,
  naturalDay: 3660,
  workingDay: 3660,
};

/** Ms of one unit of elapsed or office time; 0 for day units. */
export const UNIT_MS: Readonly<Record<Unit, number>> = {
  minute: MINUTE_MS,
  hour: HOUR_MS,
  workingHour: HOUR_MS,
  naturalDay: 0,
  workingDay: 0,
};

/** True for the units that count whole days. */
export function countsDays(unit: Unit): boolean {
  return UNIT_MS[unit] === 0;
}

/** Amount and extension together. Errors: `bad_amount`, `bad_extension`, `bad_unit`, `amount_too_large`. */
export function totalOf({ amount, extension = 0, unit }: DueQuestion): number {
  const greatest = MAX_AMOUNT[unit];
  if (typeof greatest !== 'number') throw new TimeRefusal('bad_unit', { value: unit });
  if (!Number.isInteger(amount) || amount < 0) throw new TimeRefusal('bad_amount', { value: String(amount) });
  if (!Number.isInteger(extension) || extension < 0)
    throw new TimeRefusal('bad_extension', { value: String(extension) });
  if (amount + extension > greatest) throw new TimeRefusal('amount_too_large', { amount, extension, unit, greatest });
  return amount + extension;
}

/** Cutoff as ms since midnight; '24:00' is the last millisecond of the day. Errors: `not_a_time_of_day`. */
export function cutoffMs(cutoff: string | undefined): number {
  return cutoff === undefined || cutoff === '24:00' ? DAY_MS - 1 : msOfTime(cutoff);
}

/** When the office closes: the end of its last interval. 'HH:MM' */
export function closingTime({ officeHours }: Pick<DueQuestion, 'officeHours'>, calendar: Calendar): string {
  const hours = officeHours ?? calendar.officeHoursText;
  if (officeHours) intervalsOf(officeHours);
  return hours[hours.length - 1]![1];
}

/**
 * Day zero of a day-unit clock, and whether its days were looked at in a provisional year.
 * `after_close`: what comes on a rest day, or after the last office interval's end, happened on the next working day.
 * Errors: `bad_start_rule`, `not_an_instant`, `beyond_years`, `walk_too_long`.
 */
export function dayZeroOf(question: DueQuestion, calendar: Calendar): { day: number; provisional: boolean } {
  const { startRule = 'next_day', start } = question;
  if (!START_RULES.includes(startRule)) throw new TimeRefusal('bad_start_rule', { value: startRule });
  const day = calendar.dayNumberAt(start);
  if (startRule !== 'after_close') return { day, provisional: false };
  const late = timeOfDay(start, calendar.zoneOffsetMinutes) > msOfTime(closingTime(question, calendar));
  let provisional = calendar.provisionalOn(day);
  const zero = nextWorking(late ? day + 1 : day, calendar, (seen) => {
    provisional ||= calendar.provisionalOn(seen);
  });
  return { day: zero, provisional };
}

/** The day on which a day-unit clock's `total`-th day is counted (and rolled forward). Errors as `dueOf`. */
function findDay(
  question: DueQuestion,
  total: number,
  spans: readonly Span[],
  calendar: Calendar,
  visit?: Visit,
): Found<number> {
  const zero = dayZeroOf(question, calendar);
  const cutoff = cutoffMs(question.cutoff);
  let found: Found<number>;
  if (total === 0) {
    // 当日: due on day zero itself, rest day or not.
    visit?.(zero.day, 0, false);
    const paused = spans.length > 0 && spans[spans.length - 1]!.to === Infinity;
    found = { ...NO_FOUND, due: paused ? null : zero.day, provisional: calendar.provisionalOn(zero.day) };
  } else {
    const first = question.startRule === 'same_day' ? zero.day : zero.day + 1;
    const workingOnly = question.unit === 'workingDay';
    // A working-day count ends on a working day by itself.
    const rollForward = workingOnly || (question.rollForward ?? true);
    found = walkDays({ first, count: total, workingOnly, rollForward, cutoff, spans }, calendar, visit);
  }
  const due = found.due === null ? null : instantAt(found.due, cutoff, calendar.zoneOffsetMinutes);
  return { due, left: found.left, provisional: found.provisional || zero.provisional };
}

/** Elapsed and office time. `ms`: the time to count. Errors as `dueOf`. */
function findInstant(
  question: DueQuestion,
  ms: number,
  spans: readonly Span[],
  calendar: Calendar,
  visit?: Visit,
): Found<number> {
  const { start, unit } = question;
  calendar.dayNumberAt(start);
  if (unit !== 'workingHour') return walkElapsed(start, ms, spans);
  const hours = question.officeHours ? intervalsOf(question.officeHours) : calendar.officeHours;
  const found = walkOffice({ start, ms, hours, spans }, calendar, visit);
  // The walk need not have looked at the due day: where no time was to be counted, or where hours end at midnight.
  const looked = found.due ?? (ms === 0 ? start : null);
  return looked === null ? found : { ...found, provisional: found.provisional || calendar.provisionalOn(calendar.dayNumberAt(looked)) };
}

/**
 * When the question is due. `visit` is told of every day looked at (for the proof).
 * Errors: TimeRefusal – `bad_amount`, `bad_extension`, `bad_unit`, `bad_start_rule`, `bad_office_hours`, `bad_pause`,
 * `not_an_instant`, `not_a_time_of_day`, `amount_too_large`, `too_many_pauses`, `beyond_years`, `walk_too_long`.
 * Example: 2026-09-30T10:00+08:00, 1 workingDay → 2026-10-08T23:59:59.999+08:00.
 */
export function dueOf(question: DueQuestion, calendar: Calendar, visit?: Visit): Due {
  const total = totalOf(question);
  const spans = question.pauses === undefined || question.pauses.length === 0 ? NO_SPANS : spansOf(question.pauses);
  const days = countsDays(question.unit);
  const found = days
    ? findDay(question, total, spans, calendar, visit)
    : findInstant(question, total * UNIT_MS[question.unit], spans, calendar, visit);
  const { due, provisional } = found;
  if (due !== null) return { dueAt: due, dueDay: dayOf(calendar.dayNumberAt(due)), provisional, paused: false };
  return {
    dueAt: null,
    dueDay: null,
    provisional,
    paused: true,
    remaining: days ? { days: found.left } : { ms: found.left },
  };
}

/**
 * The instant at which a share of the clock's own counted units is used up, extension included: for `percent` rungs.
 * Elapsed and office time: to the millisecond. Day units: the opening (`openAt`, ms since midnight) of the counted day
 * on which the share is reached; a reminder at midnight helps nobody. Null while paused. Errors as `dueOf`.
 */
export function shareOf(question: DueQuestion, percent: number, openAt: number, calendar: Calendar): number | null {
  const total = totalOf(question);
  const spans = spansOf(question.pauses ?? []);
  if (!countsDays(question.unit)) {
    const ms = Math.round((total * UNIT_MS[question.unit] * percent) / 100);
    return findInstant(question, ms, spans, calendar).due;
  }
  const count = Math.ceil((total * percent) / 100);
  const { due } = findDay({ ...question, rollForward: false }, count, spans, calendar);
  return due === null ? null : instantAt(calendar.dayNumberAt(due), openAt, calendar.zoneOffsetMinutes);
}
