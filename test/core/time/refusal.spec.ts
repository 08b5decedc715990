/** Nothing loops, nothing is guessed: what cannot be computed is refused at once, with a reason. */
import { calendarOf, type CalendarYear } from '../../../src/core/time/calendar.js';
import { dueOf, type DueQuestion } from '../../../src/core/time/deadline.js';
import { addWorkingTime, officeMoment, shiftWorkingDays } from '../../../src/core/time/measures.js';
import { parseQuestion } from '../../../src/core/time/question.js';
import { TimeRefusal } from '../../../src/core/time/refusal.js';
import { CN, CN_DATA, at } from './data.js';
import { effort } from '../../support/effort.js';

const refusalOf = (run: () => unknown): TimeRefusal => {
  let refusal: unknown;
  const took = effort(() => {
    try {
      run();
    } catch (error) {
      refusal = error;
    }
  });
  expect(refusal).toBeInstanceOf(TimeRefusal);
  expect(took).toBeLessThan(20_000);
  return refusal as TimeRefusal;
};
const start = at('2026-05-11T10:00');
const base: DueQuestion = { start, amount: 5, unit: 'workingDay' };

/** Two hundred years of days off: no working day is ever found. */
const never = calendarOf({
  ...CN_DATA,
  years: Object.fromEntries(
    Array.from({ length: 200 }, (_, index): [string, CalendarYear] => {
      const year = 2026 + index;
      const off: Record<string, string> = {};
      for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000)
        off[new Date(day).toISOString().slice(0, 10)] = '休';
      return [String(year), { year, papers: ['x'], off, makeup: {} }];
    }),
  ),
});

describe('refusals', () => {
  it.each<[string, Partial<DueQuestion>, string]>([
    ['an absurd amount', { amount: 1e9 }, 'amount_too_large'],
    ['an absurd number of minutes', { amount: 1e12, unit: 'minute' }, 'amount_too_large'],
    ['an absurd number of office hours', { amount: 1e6, unit: 'workingHour' }, 'amount_too_large'],
    ['an absurd extension', { extension: 4000 }, 'amount_too_large'],
    ['a negative amount', { amount: -1 }, 'bad_amount'],
    ['half a day', { amount: 0.5 }, 'bad_amount'],
    ['NaN', { amount: NaN }, 'bad_amount'],
    ['infinity', { amount: Infinity }, 'bad_amount'],
    ['a negative extension', { extension: -1 }, 'bad_extension'],
    ['an unknown unit', { unit: 'week' as 'hour' }, 'bad_unit'],
    ['an inherited name as unit', { unit: 'toString' as 'hour' }, 'bad_unit'],
    ['an unknown start rule', { startRule: 'later' as 'next_day' }, 'bad_start_rule'],
    ['a start that is no instant', { start: NaN }, 'not_an_instant'],
    ['a start in fractions', { start: 0.5, unit: 'hour' }, 'not_an_instant'],
    ['a start before 1900', { start: -3e12 }, 'beyond_years'],
    ['a start after 9999', { start: 3e14 }, 'beyond_years'],
    ['a pause that ends before it begins', { pauses: [{ from: start, to: start - 1 }] }, 'bad_pause'],
    ['a pause without a beginning', { pauses: [{ from: NaN, to: start }] }, 'not_an_instant'],
    ['a pause to infinity', { pauses: [{ from: start, to: Infinity }] }, 'not_an_instant'],
    ['a pause of a thousand years', { pauses: [{ from: start, to: start + 3.2e13 }] }, 'walk_too_long'],
    [
      'the same for office hours',
      { unit: 'workingHour', pauses: [{ from: start, to: start + 3.2e13 }] },
      'walk_too_long',
    ],
    ['a pause beyond the years', { pauses: [{ from: start, to: 4e14 }] }, 'beyond_years'],
    [
      'endless pauses',
      { pauses: Array.from({ length: 1001 }, (_, i) => ({ from: start + i * 2, to: start + i * 2 + 1 })) },
      'too_many_pauses',
    ],
    ['a cutoff that is no time', { cutoff: '25:00' }, 'not_a_time_of_day'],
    ['no office hours', { unit: 'workingHour', officeHours: [] }, 'bad_office_hours'],
    ['office hours backwards', { unit: 'workingHour', officeHours: [['17:00', '09:00']] }, 'bad_office_hours'],
    [
      'office hours that overlap',
      {
        unit: 'workingHour',
        officeHours: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
      'bad_office_hours',
    ],
  ])('%s', (_name, change, reason) => {
    expect(refusalOf(() => dueOf({ ...base, ...change }, CN)).reason).toBe(reason);
  });

  it.each(['workingDay', 'naturalDay', 'workingHour'] as const)('a calendar without working days: %s', (unit) => {
    expect(refusalOf(() => dueOf({ start, amount: 1, unit }, never)).reason).toBe('walk_too_long');
  });

  it('the measures are bounded too', () => {
    expect(refusalOf(() => officeMoment(start, never)).reason).toBe('walk_too_long');
    expect(refusalOf(() => addWorkingTime(start, 1, never)).reason).toBe('walk_too_long');
    expect(refusalOf(() => shiftWorkingDays('2026-05-11', 1, never)).reason).toBe('walk_too_long');
    expect(refusalOf(() => dueOf({ ...base, startRule: 'after_close' }, never)).reason).toBe('walk_too_long');
  });

  it('the end of the year 9999', () => {
    const last = at('9999-12-30T10:00');
    expect(dueOf({ start: last, amount: 1, unit: 'workingDay' }, CN).dueDay).toBe('9999-12-31');
    expect(refusalOf(() => dueOf({ start: last, amount: 2, unit: 'workingDay' }, CN)).reason).toBe('beyond_years');
    expect(refusalOf(() => dueOf({ start: last, amount: 48, unit: 'hour' }, CN)).reason).toBe('beyond_years');
    expect(refusalOf(() => dueOf({ start: last, amount: 20, unit: 'workingHour' }, CN)).reason).toBe('beyond_years');
  });

  it('carries a code of the catalogue, the facts and a sentence in each language', () => {
    const refusal = refusalOf(() => dueOf({ ...base, amount: 1e9 }, CN));
    expect(refusal).toMatchObject({
      code: 'time_out_of_range',
      facts: { reason: 'amount_too_large', unit: 'workingDay' },
    });
    expect(refusal.zh).toMatch(/^期限过长.*。$/);
    expect(refusal.en).toMatch(/^The time limit is too long.*\.$/);
  });

  it.each([
    [null],
    [[]],
    [{ amount: 1, unit: 'hour' }],
    [{ start: 'soon', amount: 1, unit: 'hour' }],
    [{ start: '2026-02-30', amount: 1, unit: 'hour' }],
    [{ start: '2026-05-11T24:10', amount: 1, unit: 'hour' }],
    [{ start: '2026-05-11', amount: '1', unit: 'hour' }],
    [{ start: '2026-05-11', amount: 1, unit: 'hours' }],
    [{ start: '2026-05-11', amount: 1, unit: 'hour', pauses: [{}] }],
    [{ start: '2026-05-11', amount: 1, unit: 'hour', officeHours: ['09:00'] }],
    [{ start: '2026-05-11', amount: 1, unit: 'hour', rollForward: 'no' }],
  ])('the question %j', (question) => {
    expect(refusalOf(() => parseQuestion(question, CN)).code).toBe('wrong_shape');
  });

  it('a time without an offset is in the calendar’s zone', () => {
    expect(at('2026-05-11T10:00')).toBe(Date.UTC(2026, 4, 11, 2));
    expect(at('2026-05-11 10:00:00.5')).toBe(Date.UTC(2026, 4, 11, 2, 0, 0, 500));
    expect(at('2026-05-11T10:00Z')).toBe(Date.UTC(2026, 4, 11, 10));
    expect(at('2026-05-11T10:00-0330')).toBe(Date.UTC(2026, 4, 11, 13, 30));
    expect(at('2026-05-11')).toBe(Date.UTC(2026, 4, 10, 16));
  });
});
