/**
 * Due times a second time, from the words of the rules alone and as slowly as one would do it on paper: day by day, with
 * pauses looked up instead of merged. Shares no code with `core/time`.
 */
import { read, yaml } from './data.js';

export interface Question {
  readonly start: number;
  readonly amount: number;
  readonly unit: string;
  readonly startRule?: string;
  readonly rollForward?: boolean;
  readonly cutoff?: string;
  readonly officeHours?: readonly (readonly [string, string])[];
  readonly pauses?: readonly { readonly from: number; readonly to?: number | null }[];
  readonly extension?: number;
}

export interface Answer {
  readonly dueAt: number | null;
  readonly remaining?: { days: number } | { ms: number };
  readonly provisional: boolean;
}

const DAY = 86_400_000;
const EAST = 8 * 3_600_000;
const facts = JSON.parse(read('test/vectors/calendar.json')) as Record<string, { off: object; makeup: object }>;
const off = new Set(Object.values(facts).flatMap((year) => Object.keys(year.off)));
const makeup = new Set(Object.values(facts).flatMap((year) => Object.keys(year.makeup)));
for (const day of Object.keys((yaml('config/calendars/cn/2027.yaml') as { off: object }).off)) off.add(day);

/** Days are midnights in Shanghai, as instants. */
const midnight = (instant: number): number => Math.floor((instant + EAST) / DAY) * DAY - EAST;
const textOf = (day: number): string => new Date(day + EAST).toISOString().slice(0, 10);
const yearOf = (day: number): number => Number(textOf(day).slice(0, 4));
const fixed = (day: number): boolean => {
  const [year, date] = [yearOf(day), textOf(day).slice(5)];
  return year > 2027 && ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].includes(date);
};
const weekend = (day: number): boolean => new Date(day + EAST).getUTCDay() % 6 === 0;
const works = (day: number): boolean => makeup.has(textOf(day)) || !(off.has(textOf(day)) || fixed(day) || weekend(day));
const unofficial = (day: number): boolean => yearOf(day) > 2026 || yearOf(day) < 2010;
const msOf = (time: string): number => Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3, 5)) * 60_000;

export function answerOf(question: Question): Answer {
  const { start, unit, amount, extension = 0 } = question;
  const pauses = (question.pauses ?? []).map(({ from, to }) => ({ from, to: to ?? Infinity })).filter(({ from, to }) => to > from);
  const stood = (instant: number): boolean => pauses.some(({ from, to }) => from <= instant && instant < to);
  const openFrom = Math.min(...pauses.filter(({ to }) => to === Infinity).map(({ from }) => from), Infinity);
  const total = amount + extension;
  if (unit === 'workingDay' || unit === 'naturalDay') return byDays(question, total, stood, openFrom);
  const edges = pauses.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
  const ms = total * (unit === 'minute' ? 60_000 : 3_600_000);
  if (unit === 'workingHour') return byOffice(question, ms, stood, edges, openFrom);
  if (ms === 0 && openFrom === Infinity) return { dueAt: start, provisional: false };
  const { dueAt, remaining } = spent([[start, Infinity]], ms, stood, edges, openFrom);
  return { dueAt, ...(remaining && { remaining }), provisional: false };
}

/** Uses up `ms` in the given stretches, standing still where paused. */
function spent(stretches: readonly (readonly [number, number])[], ms: number, stood: (instant: number) => boolean, edges: readonly number[], openFrom: number): Omit<Answer, 'provisional'> & { left: number } {
  let left = ms;
  for (const [begin, end] of stretches) {
    const cuts = [begin, ...edges.filter((edge) => edge > begin && edge < end).toSorted((a, b) => a - b), end];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [from, to] = [cuts[index]!, cuts[index + 1]!];
      if (stood(from)) continue;
      if (left <= to - from) return openFrom < Infinity ? { dueAt: null, remaining: { ms: 0 }, left: 0 } : { dueAt: from + left, left: 0 };
      left -= to - from;
    }
  }
  return { dueAt: null, remaining: { ms: left }, left };
}

function byOffice({ start, officeHours = [['09:00', '12:00'], ['13:30', '17:30']] }: Question, ms: number, stood: (instant: number) => boolean, edges: readonly number[], openFrom: number): Answer {
  if (ms === 0) return { dueAt: openFrom < Infinity ? null : start, ...(openFrom < Infinity && { remaining: { ms: 0 } }), provisional: unofficial(midnight(start)) };
  let [left, provisional] = [ms, false];
  for (let day = midnight(start); ; day += DAY) {
    if (day >= openFrom) return { dueAt: null, remaining: { ms: left }, provisional };
    provisional ||= unofficial(day);
    if (!works(day)) continue;
    const stretches = officeHours.map(([opens, closes]) => [Math.max(start, day + msOf(opens)), day + msOf(closes)] as const).filter(([from, to]) => from < to);
    const found = spent(stretches, left, stood, edges, openFrom);
    if (found.left === 0) return { dueAt: found.dueAt, ...(found.dueAt === null && { remaining: { ms: 0 } }), provisional };
    left = found.left;
  }
}

function byDays(question: Question, total: number, stood: (instant: number) => boolean, openFrom: number): Answer {
  const cutoff = !question.cutoff || question.cutoff === '24:00' ? DAY - 1 : msOf(question.cutoff);
  let zero = midnight(question.start);
  let provisional = false;
  if (question.startRule === 'after_close') {
    const closes = msOf((question.officeHours ?? [['13:30', '17:30']]).at(-1)![1]);
    provisional = unofficial(zero);
    if (question.start - zero > closes) zero += DAY;
    for (; ; zero += DAY) {
      provisional ||= unofficial(zero);
      if (works(zero)) break;
    }
  }
  if (total === 0) return { dueAt: openFrom < Infinity ? null : zero + cutoff, ...(openFrom < Infinity && { remaining: { days: 0 } }), provisional: provisional || unofficial(zero) };
  const rolls = question.unit === 'workingDay' || (question.rollForward ?? true);
  let counted = 0;
  for (let day = question.startRule === 'same_day' ? zero : zero + DAY; ; day += DAY) {
    const at = day + cutoff;
    if (at >= openFrom) return { dueAt: null, remaining: { days: total - counted }, provisional };
    provisional ||= unofficial(day);
    const counts = counted < total && !stood(at) && (works(day) || question.unit === 'naturalDay');
    if (counts) counted += 1;
    if (counted < total || stood(at) || !(counts || works(day)) || (rolls && !works(day))) continue;
    return openFrom < Infinity ? { dueAt: null, remaining: { days: 0 }, provisional } : { dueAt: at, provisional };
  }
}
