/** The question as it comes in from outside: ISO texts instead of instants. Shape: judgements.md, verb `due`. */
import type { Calendar, OfficeHours } from './calendar.js';
import { START_RULES, UNITS, type DueQuestion, type Pause } from './deadline.js';
import { TimeRefusal } from './refusal.js';

function wrong(field: string, value: unknown, allowed?: readonly string[]): TimeRefusal {
  const [zh, en] = allowed ? [`，可用：${allowed.join('、')}`, `; allowed: ${allowed.join(', ')}`] : ['', ''];
  return new TimeRefusal('bad_question', { field, value, ...(allowed && { allowed }) }, { zh: `字段 ${field}${zh}`, en: `field ${field}${en}` });
}

function instantIn(value: unknown, field: string, calendar: Calendar): number {
  if (typeof value !== 'string') throw wrong(field, value);
  return calendar.instant(value);
}

function pausesIn(value: unknown, calendar: Calendar): Pause[] {
  if (!Array.isArray(value)) throw wrong('pauses', value);
  return value.map((item: unknown): Pause => {
    if (typeof item !== 'object' || item === null) throw wrong('pauses', item);
    const { from, to } = item as Record<string, unknown>;
    return {
      from: instantIn(from, 'pauses.from', calendar),
      to: to === undefined || to === null ? null : instantIn(to, 'pauses.to', calendar),
    };
  });
}

function hoursIn(value: unknown): OfficeHours {
  const pair = (item: unknown): boolean =>
    Array.isArray(item) && item.length === 2 && item.every((time) => typeof time === 'string');
  if (!Array.isArray(value) || !value.every(pair)) throw wrong('officeHours', value);
  return value as unknown as OfficeHours;
}

/** `value` if it is one of the words. Errors: `bad_question`. */
function wordIn<T extends string>(value: unknown, field: string, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw wrong(field, value, words);
  return found;
}

function typed(value: unknown, field: string, type: 'number' | 'string' | 'boolean'): unknown {
  if (typeof value !== type) throw wrong(field, value);
  return value;
}

/**
 * A question of plain JSON: `{start, amount, unit, startRule?, rollForward?, cutoff?, officeHours?, pauses?: [{from,to?}], extension?}`
 * with ISO texts; a text without an offset is in the calendar's zone. Unknown keys are left alone (an `id` may stand there).
 * Errors: `bad_question`, `not_an_instant`, `not_a_day`, `beyond_years`.
 */
export function parseQuestion(value: unknown, calendar: Calendar): DueQuestion {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('', value);
  const q = value as Record<string, unknown>;
  const given = (field: string): boolean => q[field] !== undefined && q[field] !== null;
  return {
    start: instantIn(q['start'], 'start', calendar),
    amount: typed(q['amount'], 'amount', 'number') as number,
    unit: wordIn(q['unit'], 'unit', UNITS),
    ...(given('startRule') && { startRule: wordIn(q['startRule'], 'startRule', START_RULES) }),
    ...(given('rollForward') && { rollForward: typed(q['rollForward'], 'rollForward', 'boolean') as boolean }),
    ...(given('cutoff') && { cutoff: typed(q['cutoff'], 'cutoff', 'string') as string }),
    ...(given('officeHours') && { officeHours: hoursIn(q['officeHours']) }),
    ...(given('pauses') && { pauses: pausesIn(q['pauses'], calendar) }),
    ...(given('extension') && { extension: typed(q['extension'], 'extension', 'number') as number }),
  };
}
