import fc from 'fast-check';
import { ANSWERING_ACTS, FIGURE_KEYS, FIGURES, SOURCES, figureOf, isFigureKey, measureOf, shareOf, type FigureKey } from '../../src/core/figures.js';
import { ACTS, actRow } from '../../src/core/lifecycle.js';

const keysCounted = (): string[] => FIGURE_KEYS.flatMap((key) => {
  const { numerator, denominator } = figureOf(key);
  return [...numerator, ...(denominator ?? [])].map(([source, part]) => `${source}.${part}`);
});

describe('the figures', () => {
  it('count only parts that there are, and leave no part uncounted', () => {
    const parts = Object.entries(SOURCES).flatMap(([source, names]) => names.map((name) => `${source}.${name}`));
    expect(keysCounted().filter((each) => !parts.includes(each))).toEqual([]);
    // Of these the four are complete and the judged ones are used; “not due yet” is a figure of the citizen’s clock alone.
    const uncounted = parts.filter((each) => !keysCounted().includes(each));
    expect(uncounted.filter((each) => !each.endsWith('.open_not_due'))).toEqual([]);
  });

  it('have a name in both languages, each its own key', () => {
    for (const key of FIGURE_KEYS) expect([key, FIGURES[key].label.zh.length > 0, FIGURES[key].label.en.length > 0]).toEqual([key, true, true]);
    expect(isFigureKey('in_time')).toBe(true);
    expect(isFigureKey('toString')).toBe(false);
  });

  it('a share has a denominator, a count has none', () => {
    const wrong = FIGURE_KEYS.filter((key: FigureKey) => (figureOf(key).unit === 'share') !== (figureOf(key).denominator !== null));
    expect(wrong).toEqual([]);
  });

  it('the answering acts are those that close the citizen’s clock and ask for a rating', () => {
    const answering = ACTS.filter((act) => actRow(act).ways.some(({ clocks }) => clocks.includes('-answer') && clocks.includes('+rating')));
    expect(answering.toSorted()).toEqual([...ANSWERING_ACTS].toSorted());
  });
});

describe('a share', () => {
  it.each([[0, 0, null], [0, 4, 0], [3, 4, 0.75], [4, 4, 1]])('%d of %d is %s', (numerator, denominator, value) => {
    expect(shareOf(numerator, denominator)).toBe(value);
  });
  it('just short of the whole is never the whole', () => {
    expect(shareOf(9_999_999, 10_000_000)).toBeLessThan(1);
  });
});

const each = (...days: number[]) => days.map((day) => ({ days: day, count: 1 }));

describe('lengths', () => {
  it.each([
    ['nothing', [], null, null, null, null],
    ['one case', each(3), 3, 3, 3, 3],
    ['two: the median lies between', each(1, 4), 2.5, 2.5, 4, 4],
    ['three', each(5, 1, 2), 2, 8 / 3, 5, 5],
    ['ten: the ninth is the 90th percentile', each(1, 2, 3, 4, 5, 6, 7, 8, 9, 100), 5.5, 14.5, 9, 100],
    ['eleven: the tenth', each(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 6, 6, 10, 11],
    ['same lengths counted together', [{ days: 0, count: 9 }, { days: 7, count: 1 }], 0, 0.7, 0, 7],
  ])('%s', (_name, lengths, median, mean, p90, longest) => {
    expect((['median', 'mean', 'p90', 'longest'] as const).map((by) => measureOf(lengths, by))).toEqual([median, mean, p90, longest]);
  });

  it('nine tenths of the cases took no longer than the 90th percentile, and no smaller length can say so', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 200 }), (days) => {
      const p90 = measureOf(each(...days), 'p90')!;
      const covered = (limit: number) => days.filter((day) => day <= limit).length * 10 >= days.length * 9;
      expect([covered(p90), covered(p90 - 1)]).toEqual([true, false]);
    }));
  });

  it('does not mind how equal lengths are bundled', () => {
    fc.assert(fc.property(fc.array(fc.record({ days: fc.integer({ min: 0, max: 9 }), count: fc.integer({ min: 0, max: 4 }) })), (bundles) => {
      const single = bundles.flatMap(({ days, count }) => Array.from({ length: count }, () => ({ days, count: 1 })));
      for (const by of ['median', 'p90', 'longest'] as const) expect(measureOf(bundles, by)).toBe(measureOf(single, by));
    }));
  });
});
