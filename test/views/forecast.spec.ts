import { ageBucket, AGES, forecastOf, STAGES, stageOf } from '../../src/views/forecast.js';
import { BEFORE_ANSWER } from '../../src/core/vocabulary.js';

describe('what falls overdue at the present pace', () => {
  it.each([
    ['nothing comes, nothing falls', { overdue: 0, due: 0, answered: 0, weeks: 4 }, { pace: 0, falling: 0, left: 0 }],
    ['nobody answers: all that comes falls', { overdue: 1, due: 5, answered: 0, weeks: 4 }, { pace: 0, falling: 5, left: 6 }],
    ['three a week: the one that is overdue goes first', { overdue: 1, due: 5, answered: 12, weeks: 4 }, { pace: 3, falling: 3, left: 3 }],
    ['as fast as it comes', { overdue: 0, due: 5, answered: 20, weeks: 4 }, { pace: 5, falling: 0, left: 0 }],
    ['the week does not even clear what is overdue', { overdue: 9, due: 2, answered: 16, weeks: 4 }, { pace: 4, falling: 2, left: 7 }],
    ['part of a case a week finishes none', { overdue: 0, due: 1, answered: 3, weeks: 4 }, { pace: 0.75, falling: 1, left: 1 }],
  ])('%s', (_name, load, expected) => expect(forecastOf(load)).toEqual(expected));

  it.each([[0, 0], [1, 1], [2, 1], [3, 2], [30, 5], [31, 6], [900, 6]])('%d working days stand in bucket %d', (days, bucket) => {
    expect(ageBucket(days)).toBe(bucket);
    expect(AGES[bucket]!).toBeGreaterThanOrEqual(days);
  });

  it('every state before the answer belongs to one stage', () => {
    expect(BEFORE_ANSWER.filter((state) => stageOf(state) === undefined)).toEqual([]);
    const all = Object.values(STAGES).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
