/** The algebra of due times, and a second implementation that shares nothing with the first. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { dueOf, UNITS, type Due, type DueQuestion, type Pause } from '../../../src/core/time/deadline.js';
import { CN, at, read, yaml } from './data.js';
import { effort } from '../../support/effort.js';

const START = at('2024-01-01T00:00');
const END = at('2026-11-30T00:00');
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const instants = fc.integer({ min: START, max: END });
const cutoffs = fc.constantFrom('24:00', '17:30', '12:00');
const dayUnits = fc.constantFrom('workingDay', 'naturalDay');
const pauseLists = fc
  .array(fc.tuple(instants, fc.integer({ min: 0, max: 20 * DAY })), { maxLength: 4 })
  .map((list): Pause[] => list.map(([from, length]) => ({ from, to: from + length })));
const questions: fc.Arbitrary<DueQuestion> = fc.record({
  start: instants,
  amount: fc.integer({ min: 0, max: 40 }),
  unit: fc.constantFrom(...UNITS),
  startRule: fc.constantFrom('next_day', 'same_day', 'after_close'),
  rollForward: fc.boolean(),
  cutoff: cutoffs,
  pauses: pauseLists,
  extension: fc.integer({ min: 0, max: 10 }),
});
const dueAt = (question: DueQuestion): number => {
  const due = dueOf(question, CN).dueAt;
  if (due === null) throw new Error('paused');
  return due;
};

describe('properties', () => {
  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 30 * DAY }), (question, later) => {
        expect(dueAt({ ...question, start: question.start + later })).toBeGreaterThanOrEqual(dueAt(question));
      }),
    );
  });

  it('a larger amount is never due earlier', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 1, max: 20 }), (question, more) => {
        expect(dueAt({ ...question, amount: question.amount + more })).toBeGreaterThanOrEqual(dueAt(question));
      }),
    );
  });

  it('an extension is never due earlier, and is the same as a larger amount', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 20 }), (question, extension) => {
        const whole = dueAt({ ...question, extension });
        expect(whole).toBeGreaterThanOrEqual(dueAt({ ...question, extension: 0 }));
        expect(whole).toBe(dueAt({ ...question, amount: question.amount + extension, extension: 0 }));
      }),
    );
  });

  it('working days add up under next_day', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (start, a, b) => {
        const first = dueAt({ start, amount: a, unit: 'workingDay' });
        expect(dueAt({ start: first, amount: b, unit: 'workingDay' })).toBe(
          dueAt({ start, amount: a + b, unit: 'workingDay' }),
        );
      }),
    );
  });

  it('a pause between two cutoffs moves nothing', () => {
    fc.assert(
      fc.property(
        questions,
        dayUnits,
        instants,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (question, unit, when, share) => {
          const cutoffMs =
            question.cutoff === '24:00' ? DAY - 1 : question.cutoff === '17:30' ? 17.5 * HOUR : 12 * HOUR;
          const midnight = Math.floor((when + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
          const from = midnight + cutoffMs + 1;
          // Up to and including the next cutoff's instant: `to` is not part of the pause.
          const pause = { from, to: from + Math.floor(share * (DAY - 1)) };
          const plain = { ...question, unit, pauses: [] };
          expect(dueOf({ ...plain, pauses: [pause] }, CN)).toEqual(dueOf(plain, CN));
        },
      ),
    );
  });

  it('pausing in adjoining pieces is pausing once; order and empty pauses do not matter', () => {
    fc.assert(
      fc.property(
        questions,
        instants,
        fc.array(fc.integer({ min: 0, max: 5 * DAY }), { minLength: 1, maxLength: 5 }),
        (question, from, lengths) => {
          let end = from;
          const pieces = lengths.map((length) => ({ from: end, to: (end += length) }));
          const once = dueOf({ ...question, pauses: [{ from, to: end }] }, CN);
          expect(dueOf({ ...question, pauses: pieces }, CN)).toEqual(once);
          expect(dueOf({ ...question, pauses: [...pieces].reverse() }, CN)).toEqual(once);
        },
      ),
    );
  });

  it('more pause is never due earlier', () => {
    fc.assert(
      fc.property(questions, pauseLists, (question, more) => {
        expect(dueAt({ ...question, pauses: [...(question.pauses ?? []), ...more] })).toBeGreaterThanOrEqual(
          dueAt(question),
        );
      }),
    );
  });

  it('same_day ≤ next_day ≤ after_close', () => {
    fc.assert(
      fc.property(questions, dayUnits, (question, unit) => {
        const [same, next, after] = (['same_day', 'next_day', 'after_close'] as const).map((startRule) =>
          dueAt({ ...question, unit, startRule }),
        );
        expect(same).toBeLessThanOrEqual(next!);
        expect(next).toBeLessThanOrEqual(after!);
      }),
    );
  });

  it('an open pause gives no due time; what remains plus what was counted is the whole', () => {
    fc.assert(
      fc.property(questions, instants, (question, from) => {
        const due: Due = dueOf({ ...question, pauses: [{ from }] }, CN);
        expect(due).toMatchObject({ dueAt: null, dueDay: null, paused: true });
        const left = due.remaining && 'days' in due.remaining ? due.remaining.days : due.remaining?.ms;
        expect(left).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a second implementation', () => {
  const facts = JSON.parse(read('test/vectors/calendar.json')) as Record<string, { off: object; makeup: object }>;
  const off = new Set(Object.values(facts).flatMap((year) => Object.keys(year.off)));
  const makeup = new Set(Object.values(facts).flatMap((year) => Object.keys(year.makeup)));
  for (const day of Object.keys((yaml('config/calendars/cn/2027.yaml') as { off: object }).off)) off.add(day);
  const text = (date: Date): string => date.toISOString().slice(0, 10);
  const works = (date: Date): boolean => makeup.has(text(date)) || (!off.has(text(date)) && date.getUTCDay() % 6 !== 0);

  it.each([2, 5, 10, 15, 20])('agrees on %s working days for every receipt day of 2024 to 2026', (amount) => {
    for (
      let receipt = new Date('2024-01-01');
      receipt < new Date('2027-01-01');
      receipt = new Date(receipt.getTime() + DAY)
    ) {
      const date = new Date(receipt);
      for (let left = amount; left > 0;) {
        date.setUTCDate(date.getUTCDate() + 1);
        if (works(date)) left--;
      }
      const due = dueOf({ start: at(`${text(receipt)}T10:00`), amount, unit: 'workingDay' }, CN);
      expect([text(receipt), due.dueDay]).toEqual([text(receipt), text(date)]);
    }
  });

  it('agrees with counting minute by minute, for elapsed and office time with pauses', () => {
    const minutes = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    const near = at('2026-04-30T00:00');
    fc.assert(
      fc.property(
        minutes(4000),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('hour', 'workingHour'),
        fc.array(fc.tuple(minutes(9000), minutes(3000)), { maxLength: 4 }),
        (start, amount, unit, list) => {
          const pauses = list.map(([from, length]) => ({
            from: near + from * MINUTE,
            to: near + (from + length) * MINUTE,
          }));
          let left = amount * 60;
          let now = near + start * MINUTE;
          for (; left > 0; now += MINUTE) {
            const local = new Date(now + 8 * HOUR);
            const time = local.getUTCHours() * 60 + local.getUTCMinutes();
            const office = works(local) && ((time >= 540 && time < 720) || (time >= 810 && time < 1050));
            if (!pauses.some(({ from, to }) => now >= from && now < to) && (unit === 'hour' || office)) left--;
          }
          expect(dueAt({ start: near + start * MINUTE, amount, unit, pauses })).toBe(now);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('agrees with counting day by day, with pauses, cutoff, start rule and roll-forward', () => {
    fc.assert(
      fc.property(questions, dayUnits, fc.integer({ min: 1, max: 30 }), (question, unit, amount) => {
        const cutoff = question.cutoff === '24:00' ? DAY - 1 : question.cutoff === '17:30' ? 17.5 * HOUR : 12 * HOUR;
        const utcDay = (local: number): Date => new Date(Math.floor(local / DAY) * DAY);
        const local = question.start + 8 * HOUR;
        let day = utcDay(local);
        if (question.startRule === 'after_close') {
          if (works(day) && local - day.getTime() > 17.5 * HOUR) day = new Date(day.getTime() + DAY);
          while (!works(day)) day = new Date(day.getTime() + DAY);
        }
        if (question.startRule === 'same_day') day = new Date(day.getTime() - DAY);
        const stood = (date: Date): boolean => {
          const cutoffAt = date.getTime() - 8 * HOUR + cutoff;
          return (question.pauses ?? []).some(({ from, to }) => from <= cutoffAt && cutoffAt < (to ?? Infinity));
        };
        for (let left = amount; left > 0;) {
          day = new Date(day.getTime() + DAY);
          if ((unit === 'naturalDay' || works(day)) && !stood(day)) left--;
        }
        if (unit === 'naturalDay' && question.rollForward)
          while (!works(day) || stood(day)) day = new Date(day.getTime() + DAY);
        expect(dueOf({ ...question, unit, amount, extension: 0 }, CN).dueDay).toBe(text(day));
      }),
      { numRuns: 500 },
    );
  });

  it('weekdays less holidays would be wrong for more than a fifth of the ten-day limits of 2026, by up to ten days', () => {
    const naive = (date: Date): boolean => !off.has(text(date)) && date.getUTCDay() % 6 !== 0;
    const ends = (from: number, rule: (date: Date) => boolean): number => {
      const date = new Date(from);
      for (let left = 10; left > 0;) {
        date.setUTCDate(date.getUTCDate() + 1);
        if (rule(date)) left--;
      }
      return date.getTime();
    };
    const late = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1 + day)).map(
      (day) => (ends(day, naive) - ends(day, works)) / DAY,
    );
    expect(late.filter((days) => days !== 0)).toHaveLength(79);
    expect(Math.max(...late)).toBe(10);
  });
});

describe('independence', () => {
  it('the server’s time zone changes nothing', () => {
    const before = process.env['TZ'];
    const questions = UNITS.map((unit): DueQuestion => ({
      start: at('2026-09-30T23:30'),
      amount: 3,
      unit,
      startRule: 'after_close',
    }));
    const here = questions.map((question) => dueOf(question, CN));
    try {
      for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai']) {
        process.env['TZ'] = zone;
        expect(questions.map((question) => dueOf(question, CN))).toEqual(here);
        expect(at('2026-03-08 02:30')).toBe(Date.UTC(2026, 2, 7, 18, 30));
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('no source file of core/time reads the system clock, the environment, a locale or Date', () => {
    const files = readdirSync(new URL('../../../src/core/time', import.meta.url)).map(
      (file) => `src/core/time/${file}`,
    );
    for (const file of files) {
      const code = read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect([
        file,
        /\bDate\b|process\.|Intl\.|toLocale|localeCompare|performance\.|Math\.random/.exec(code)?.[0],
      ]).toEqual([file, undefined]);
    }
  });

  it('takes microseconds', () => {
    const all = effort(() => {
      for (let index = 0; index < 20_000; index++)
        dueOf({ start: START + index * 3_000_000, amount: 15, unit: 'workingDay' }, CN);
    });
    // 20 µs each are 400 ms; generous, so that a slow machine does not fail the build.
    expect(all).toBeLessThan(20_000);
  });
});
