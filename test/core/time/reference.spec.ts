/** Thousands of random questions, answered twice. `DUE_QUESTIONS=200000` for the long form (`npm run verify`). */
import fc from 'fast-check';
import { dueOf, UNITS, type DueQuestion } from '../../../src/core/time/deadline.js';
import { CN, at, iso, read } from './data.js';
import { answerOf } from './reference.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const RUNS = Number(process.env['DUE_QUESTIONS'] ?? 3000);
/** Where mistakes live: midnights, closings, their millisecond neighbours. */
const times = fc.oneof(fc.constantFrom(0, 9 * 60, 12 * 60, 13.5 * 60, 17.5 * 60, 17.5 * 60 + 1, 24 * 60 - 1), fc.integer({ min: 0, max: 1439 })).map((minutes) => minutes * MINUTE);
const near = fc.constantFrom(0, 0, 1, -1, 999);
const instants = (from: string, to: string): fc.Arbitrary<number> =>
  fc.tuple(fc.integer({ min: 0, max: Math.round((at(to) - at(from)) / DAY) }), times, near).map(([day, time, off]) => at(from) + day * DAY + time + off);
const starts = fc.oneof(instants('2025-12-01T00:00', '2027-03-31T00:00'), instants('2010-01-02T00:00', '2029-12-31T00:00'));
const pauses = fc.array(fc.tuple(fc.integer({ min: -3, max: 25 }), times, near, fc.option(fc.tuple(fc.integer({ min: 0, max: 10 }), times), { freq: 7 })), { maxLength: 3 });

const questions: fc.Arbitrary<DueQuestion> = fc
  .record({
    start: starts,
    amount: fc.constantFrom(0, 1, 2, 3, 5, 10, 15, 20, 30),
    unit: fc.constantFrom(...UNITS),
    startRule: fc.constantFrom('next_day', 'same_day', 'after_close'),
    rollForward: fc.boolean(),
    cutoff: fc.constantFrom('24:00', '17:30', '12:00', '18:00'),
    officeHours: fc.constantFrom(undefined, [['08:30', '12:00'], ['14:00', '18:00']] as const, [['09:00', '17:00']] as const, [['00:00', '12:00'], ['12:00', '23:00']] as const),
    extension: fc.constantFrom(0, 0, 1, 5, 10),
    pauses,
  })
  .map(({ pauses: list, officeHours, ...question }) => ({
    ...question,
    ...(officeHours && { officeHours }),
    pauses: list.map(([day, time, off, length]) => {
      const midnight = Math.floor((question.start + 8 * 60 * MINUTE) / DAY) * DAY - 8 * 60 * MINUTE;
      const from = midnight + day * DAY + time + off;
      return { from, to: length === null ? null : from + length[0] * DAY + length[1] };
    }),
  }));

/** Pauses that overlap an open one: both sides agree on the time, and may differ on which days were looked at for nothing. */
const overlapsOpen = ({ pauses: list = [] }: DueQuestion): boolean => list.some(({ to }) => to === null) && list.length > 1;

describe('answered twice', () => {
  it(`agrees to the millisecond on ${RUNS} random questions`, () => {
    fc.assert(
      fc.property(questions, (question) => {
        const [ours, theirs] = [dueOf(question, CN), answerOf(question)];
        expect([iso(ours.dueAt), ours.remaining]).toEqual([iso(theirs.dueAt), theirs.remaining]);
        expect(ours.provisional || overlapsOpen(question)).toBe(theirs.provisional || overlapsOpen(question));
        expect(ours.dueDay).toBe(ours.dueAt === null ? null : iso(ours.dueAt)!.slice(0, 10));
      }),
      { numRuns: RUNS, ...(process.env['DUE_SEED'] && { seed: Number(process.env['DUE_SEED']) }) },
    );
  });

  it('agrees on the agreed due times as well', () => {
    for (const line of read('test/vectors/due.jsonl').trim().split('\n')) {
      const { in: given, out } = JSON.parse(line) as { in: Record<string, never>; out: { dueAt: string | null } };
      const list = ((given['pauses'] ?? []) as { from: string; to?: string }[]).map(({ from, to }) => ({ from: CN.instant(from), to: to ? CN.instant(to) : null }));
      const { dueAt } = answerOf({ ...given, start: CN.instant(given['start']!), pauses: list } as never);
      expect([given['id'], dueAt]).toEqual([given['id'], out.dueAt === null ? null : CN.instant(out.dueAt)]);
    }
  });
});
