/** Rungs: which instant, in which order, what is suppressed, and that a miss never comes early. */
import { dueOf, type DueQuestion } from '../../../src/core/time/deadline.js';
import {
  dueRungs,
  nextRung,
  parseLadder,
  rungInstants,
  suppressedRungs,
  type ClockFacts,
  type Ladder,
  type RungInstant,
} from '../../../src/core/time/ladder.js';
import {
  addWorkingTime,
  durationInWorkingDays,
  officeMoment,
  remainingWorkingDays,
  shiftWorkingDays,
  workingDaysBetween,
  workingTimeBetween,
} from '../../../src/core/time/measures.js';
import { CN, at, iso, yaml } from './data.js';

const main = parseLadder(yaml('config/ladders/main.yaml'));
const hours = parseLadder(yaml('config/ladders/hours.yaml'));
const factsOf = (question: DueQuestion): ClockFacts => ({ startAt: question.start, question, ...dueOf(question, CN) });
const shown = (rungs: readonly RungInstant[]): [string, string][] =>
  rungs.map(({ key, at: instant }) => [key, CN.iso(instant).slice(0, 16)]);
const ladderOf = (when: object): Ladder =>
  parseLadder({
    name: 'x',
    title: { zh: '试', en: 'x' },
    source: '试',
    rungs: [{ key: 'k', when, do: 'remind', tell: ['head'] }],
  });

describe('rungs', () => {
  const question: DueQuestion = { start: at('2026-09-30T10:00'), amount: 5, unit: 'workingDay' };
  const rungs = rungInstants(main, factsOf(question), CN);

  it('of the main ladder, across National Day and its make-up Saturday', () => {
    expect(shown(rungs)).toEqual([
      ['day_before', '2026-10-12T09:00'],
      ['due_day', '2026-10-13T09:00'],
      ['miss', '2026-10-13T23:59'],
      ['urge', '2026-10-14T09:00'],
      ['supervision', '2026-10-20T09:00'],
    ]);
  });

  it('the day before a Monday may be a working Saturday', () => {
    expect(shown(rungInstants(main, factsOf({ ...question, amount: 4 }), CN))[0]).toEqual([
      'day_before',
      '2026-10-10T09:00',
    ]);
  });

  it('a miss marks the due instant but fires only after it: on time is stoppedAt ≤ dueAt', () => {
    const miss = rungs.find(({ key }) => key === 'miss')!;
    expect(iso(miss.at)).toBe('2026-10-13T23:59:59.999+08:00');
    expect(miss.fireAt).toBe(miss.at + 1);
    expect(dueRungs(rungs, new Set(['day_before', 'due_day']), miss.at)).toEqual([]);
    expect(dueRungs(rungs, new Set(['day_before', 'due_day']), miss.at + 1)).toEqual([miss]);
  });

  it('a sweep takes what is reached and unmarked, and waits for the next', () => {
    const now = at('2026-10-13T12:00');
    expect(dueRungs(rungs, new Set(['day_before']), now).map(({ key }) => key)).toEqual(['due_day']);
    expect(nextRung(rungs, new Set(), now)?.key).toBe('miss');
    expect(nextRung(rungs, new Set(['miss']), now)?.key).toBe('urge');
    expect(nextRung(rungs, new Set(), at('2027-01-01'))).toBeNull();
    expect(dueRungs(rungs, new Set(rungs.map(({ key }) => key)), at('2027-01-01'))).toEqual([]);
  });

  it('a clock that opens late suppresses what is past, but never the miss', () => {
    expect(suppressedRungs(rungs, at('2026-10-13T09:00')).map(({ key }) => key)).toEqual(['day_before']);
    expect(suppressedRungs(rungs, at('2026-10-15T00:00')).map(({ key }) => key)).toEqual([
      'day_before',
      'due_day',
      'urge',
    ]);
  });

  it('a paused clock has none', () => {
    expect(rungInstants(main, factsOf({ ...question, pauses: [{ from: at('2026-10-08T10:00') }] }), CN)).toEqual([]);
  });

  it('shares of elapsed time, pauses left out', () => {
    const start = at('2026-10-01T22:00');
    const five: DueQuestion = {
      start,
      amount: 5,
      unit: 'hour',
      pauses: [{ from: at('2026-10-01T23:00'), to: at('2026-10-02T00:00') }],
    };
    expect(shown(rungInstants(hours, factsOf(five), CN))).toEqual([
      ['half', '2026-10-02T01:30'],
      ['most', '2026-10-02T03:00'],
      ['miss', '2026-10-02T04:00'],
      ['urge', '2026-10-02T05:00'],
      ['supervision', '2026-10-03T04:00'],
    ]);
  });

  it.each<[number, number, string]>([
    [5, 80, '2026-10-12T09:00'],
    [3, 80, '2026-10-10T09:00'],
    [1, 50, '2026-10-08T09:00'],
    [10, 80, '2026-10-16T09:00'],
    [0, 80, '2026-09-30T09:00'],
  ])('of %s working days, %s %% is %s', (amount, percent, expected) => {
    expect(shown(rungInstants(ladderOf({ percent }), factsOf({ ...question, amount }), CN))).toEqual([['k', expected]]);
  });

  it('shares of office time, and of an imposed term without a question', () => {
    expect(
      shown(
        rungInstants(
          ladderOf({ percent: 50 }),
          factsOf({ start: at('2026-10-12T11:00'), amount: 4, unit: 'workingHour' }),
          CN,
        ),
      ),
    ).toEqual([['k', '2026-10-12T14:30']]);
    const imposed = { startAt: at('2026-10-12T08:00'), dueAt: at('2026-10-12T18:00'), dueDay: '2026-10-12' };
    expect(shown(rungInstants(ladderOf({ percent: 80 }), imposed, CN))).toEqual([['k', '2026-10-12T16:00']]);
  });

  it('by elapsed time and by natural days', () => {
    expect(shown(rungInstants(ladderOf({ elapsed: '-4h' }), factsOf({ ...question, cutoff: '17:30' }), CN))).toEqual([
      ['k', '2026-10-13T13:30'],
    ]);
    expect(
      shown(rungInstants(ladderOf({ day: -3, unit: 'naturalDay', time: '08:30' }), factsOf(question), CN)),
    ).toEqual([['k', '2026-10-10T08:30']]);
  });

  it('a window ends at its due instant, whatever a stop in time did', () => {
    const [end] = rungInstants(
      parseLadder(yaml('config/ladders/window.yaml')),
      factsOf({ start: at('2026-10-01T10:00'), amount: 7, unit: 'naturalDay' }),
      CN,
    );
    expect(end).toMatchObject({ do: 'end_window', key: 'end' });
    expect(iso(end!.at)).toBe('2026-10-08T23:59:59.999+08:00');
  });

  it.each<[object, string]>([
    [{ elapsed: 'soon' }, 'rungs[0].when.elapsed'],
    [{ percent: 120 }, 'rungs[0].when.percent'],
    [{ day: 0.5, unit: 'workingDay', time: '09:00' }, 'rungs[0].when.day'],
    [{ day: 1, unit: 'week', time: '09:00' }, 'rungs[0].when.unit'],
    [{ day: 1, unit: 'workingDay', time: '9:00' }, 'rungs[0].when.time'],
    [{}, 'rungs[0].when.day'],
  ])('%j is refused by field', (when, path) => {
    expect(() => ladderOf(when)).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ path }) as object }) as Error,
    );
  });
});

describe('measures', () => {
  it.each<[string, string, number]>([
    ['2026-09-30', '2026-10-08', 1],
    ['2026-09-30', '2026-09-30', 0],
    ['2026-10-08', '2026-10-12', 3],
    ['2026-10-08', '2026-09-30', -1],
    ['2026-10-09', '2026-10-11', 1],
  ])('%s to %s is %s working days', (from, to, days) => expect(workingDaysBetween(from, to, CN)).toBe(days));

  it('what remains is nothing on the due day, and negative after', () => {
    expect(remainingWorkingDays(at('2026-10-13T23:00'), '2026-10-13', CN)).toBe(0);
    expect(remainingWorkingDays(at('2026-10-08T00:00'), '2026-10-13', CN)).toBe(4);
    expect(remainingWorkingDays(at('2026-10-14T00:00'), '2026-10-13', CN)).toBe(-1);
  });

  it('an answer on its due day took its amount', () => {
    const start = at('2026-02-12T10:00');
    for (const amount of [1, 3, 5, 15])
      expect(durationInWorkingDays(start, dueOf({ start, amount, unit: 'workingDay' }, CN).dueAt!, CN)).toBe(amount);
  });

  it.each<[string, number, string]>([
    ['2026-10-12', 1, '2026-10-13'],
    ['2026-10-12', -1, '2026-10-10'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-10-11', 0, '2026-10-11'],
    ['2026-10-11', -1, '2026-10-10'],
  ])('%s shifted by %s is %s', (day, count, expected) => expect(shiftWorkingDays(day, count, CN)).toBe(expected));

  it.each([
    ['2026-10-09T10:00', '2026-10-09T10:00'],
    ['2026-10-09T12:00', '2026-10-09T13:30'],
    ['2026-10-09T03:00', '2026-10-09T09:00'],
    ['2026-10-09T17:30', '2026-10-10T09:00'],
    ['2026-09-30T20:00', '2026-10-08T09:00'],
  ])('office opens after %s at %s', (from, to) => expect(officeMoment(at(from), CN)).toBe(at(to)));

  it('adding office time and measuring it are inverse', () => {
    const start = at('2026-09-30T16:00');
    for (const ms of [1, 3_600_000, 5_400_000, 5_400_001, 25_200_000 * 3]) {
      expect(workingTimeBetween(start, addWorkingTime(start, ms, CN), CN)).toBe(ms);
    }
  });
});
