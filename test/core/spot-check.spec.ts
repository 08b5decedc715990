import { agreementOf, weightedKappa, type Pair } from '../../src/core/agreement.js';
import { bandOf, scoreOf, type Judged, type Measured } from '../../src/core/assessment.js';
import { checkersFor, drawnFrom, lotOf, populationHash, strataOf, type Drawable } from '../../src/core/spot-check.js';
import { cellsOf, disputed, isFinding, settledMarks, wholeOf, wrongParts, type Part } from '../../src/core/spot-check-results.js';

const cases = (sizes: Record<string, number>): Drawable[] =>
  Object.entries(sizes).flatMap(([stratum, many]) => Array.from({ length: many }, (_, n) => ({ caseId: `${stratum}-${n}`, unit: stratum.split('/')[0]!, kind: stratum.split('/')[1]! })));

describe('the sample of a spot check', () => {
  const population = cases({ 'a/help': 40, 'a/complaint': 3, 'b/help': 57 });

  it.each([
    [{ by: 'number', cases: 20, least: 2 } as const, [2, 8, 10]],
    [{ by: 'number', cases: 4, least: 2 } as const, [2, 2, 2]],
    [{ by: 'number', cases: 3, least: 0 } as const, [0, 1, 2]],
    [{ by: 'number', cases: 500, least: 0 } as const, [3, 40, 57]],
    [{ by: 'share', share: 0.1, least: 0 } as const, [1, 4, 6]],
    [{ by: 'share', share: 0.1, least: 5 } as const, [3, 5, 6]],
    [{ by: 'share', share: 1, least: 0 } as const, [3, 40, 57]],
  ])('of %j takes %j of each stratum', (size, samples) => {
    expect(strataOf(population, size).map(({ unit, kind, sample }) => `${unit}/${kind} ${sample}`)).toEqual(['a/complaint', 'a/help', 'b/help'].map((name, index) => `${name} ${samples[index]}`));
    expect(drawnFrom(population, 'seed', size)).toHaveLength(samples.reduce((sum, each) => sum + each, 0));
  });

  it('is the same whoever draws it again, in whatever order the cases come, and another under another seed', () => {
    const size = { by: 'number', cases: 20, least: 2 } as const;
    const ids = (seed: string, from: Drawable[]): string[] => drawnFrom(from, seed, size).map(({ caseId }) => caseId);
    expect(ids('s1', population.toReversed())).toEqual(ids('s1', population));
    expect(ids('s2', population)).not.toEqual(ids('s1', population));
    expect(populationHash(population.toReversed())).toBe(populationHash(population));
    expect(populationHash(population.slice(1))).not.toBe(populationHash(population));
    // As `printf 's1\na/help-0' | sha256sum` says.
    expect(lotOf('s1', 'a/help-0')).toBe('f831b5bdd14cc8622661afca3dbe2a833c282803748bf929a32631e69314f4d4');
  });

  it('takes each case equally often over many seeds', () => {
    const small = cases({ 'a/help': 20 });
    const taken = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++) for (const { caseId } of drawnFrom(small, `seed ${seed}`, { by: 'number', cases: 5, least: 0 })) taken.set(caseId, (taken.get(caseId) ?? 0) + 1);
    const chiSquare = [...taken.values()].reduce((sum, many) => sum + (many - 500) ** 2 / 500, 0);
    // 19 degrees of freedom (less, drawn without replacement): above 43.8 once in a thousand. The seeds are fixed.
    expect([taken.size, chiSquare < 43.8]).toEqual([20, true]);
  });

  it('gives each case checkers who may check it, and all of them as much to do', () => {
    const chosen = checkersFor([...Array.from({ length: 30 }, (_, n) => ({ caseId: `c${n}`, eligible: ['x', 'y', 'z'] })), { caseId: 'own', eligible: ['z'] }], 2, 'seed');
    expect(chosen.get('own')).toEqual(['z']);
    const load = Map.groupBy([...chosen.values()].flat(), (person) => person);
    expect([...load.values()].map((each) => each.length).toSorted((a, b) => a - b)).toEqual([20, 20, 21]);
    expect([...chosen.values()].every((two) => new Set(two).size === two.length)).toBe(true);
  });
});

describe('agreement of two readers', () => {
  it.each<[string, Pair[], number | null]>([
    ['full', [[1, 1], [2, 2], [3, 3]], 1],
    ['opposite', [[1, 3], [3, 1]], -1],
    ['nobody ever differs', [[3, 3], [3, 3]], null],
    ['nothing', [], null],
    ['in between', [[1, 1], [2, 2], [1, 2], [1, 3]], 1 - 1.25 / (7 / 4 + 18 / 4 - 2 * (5 / 4) * (8 / 4))],
  ])('weighted kappa: %s', (_, pairs, kappa) => {
    const found = weightedKappa(pairs);
    expect(found === null ? null : Math.round(found * 1e9)).toBe(kappa === null ? null : Math.round(kappa * 1e9));
  });

  it('says how often they said the same, and how often within a point', () => {
    expect(agreementOf([[5, 5], [4, 5], [2, 4], [1, 1]])).toMatchObject({ pairs: 4, same: 0.5, withinOne: 0.75 });
  });
});

const PARTS: readonly Part[] = [
  { key: 'overall', values: [1, 2, 3, 4, 5], tolerance: 1, finding: { atMost: 2.5 } },
  { key: 'evasive', values: [0, 1], tolerance: 0, finding: { is: 1 } },
];

describe('what a spot check found', () => {
  it.each([
    [{ overall: 3, evasive: 0 }, []],
    [{ overall: 6, evasive: 0 }, ['overall']],
    [{ overall: 3 }, ['evasive']],
    [{ overall: 3, evasive: '1', more: 1 }, ['evasive', 'more']],
  ])('a sheet of %j has wrong parts %j', (marks, wrong) => expect(wrongParts(marks, PARTS)).toEqual(wrong));

  it.each([
    [{ overall: 4, evasive: 0 }, { overall: 3, evasive: 0 }, null, [], { overall: 3.5, evasive: 0 }],
    [{ overall: 5, evasive: 0 }, { overall: 3, evasive: 1 }, null, ['overall', 'evasive'], null],
    [{ overall: 5, evasive: 0 }, { overall: 4, evasive: 1 }, { overall: 2, evasive: 1 }, ['evasive'], { overall: 4.5, evasive: 1 }],
  ])('%j and %j with a third %j', (first, second, third, open, settled) => {
    expect(disputed(first, second, PARTS)).toEqual(open);
    expect(settledMarks(first, second, third, PARTS)).toEqual(settled);
  });

  it('counts half a point below three as a finding, and weighs strata by what they have', () => {
    expect([isFinding(2.5, PARTS[0]!), isFinding(3, PARTS[0]!)]).toEqual([true, false]);
    const strata = [{ unit: 'a', kind: 'help', population: 90, sample: 2 }, { unit: 'a', kind: 'other', population: 10, sample: 2 }];
    const settled = [[4, 'help'], [4, 'help'], [2, 'other'], [1, 'other']].map(([overall, kind]) => ({ unit: 'a', kind: kind as string, marks: { overall: overall as number, evasive: 0 } }));
    const cells = cellsOf(strata, settled, PARTS);
    expect(cells.map(({ checked, mean, good, findings }) => [checked, mean, good, findings])).toEqual([[2, 4, 2, {}], [2, 1.5, 0, { overall: 2 }]]);
    expect(wholeOf('a', cells, 5)).toMatchObject({ population: 100, checked: 4, mean: 3.75, goodShare: 0.9, comparable: false, findings: { overall: 2 } });
    expect(wholeOf('b', [], 5)).toMatchObject({ checked: 0, mean: null, goodShare: null });
  });
});

describe('points of an assessment', () => {
  const LEG: Measured = { key: 'leg', points: 60, minimum: 5, bands: [{ from: 0.95, share: 1 }, { from: 0.8, share: 0.8 }, { from: 0, share: 0.5 }] };
  const QUALITY: Measured = { ...LEG, key: 'quality', points: 40 };
  const GRADES = [{ key: 'good', from: 85 }, { key: 'weak', from: 0 }];
  const rows = (criterion: string, good: number, bad: number, more: Partial<Judged> = {}): Judged[] =>
    Array.from({ length: good + bad }, (_, n) => ({ criterion, bad: n >= good, excluded: false, cancelled: false, ...(n >= good && more) }));

  it.each([[1, 1], [0.95, 1], [0.949, 0.8], [0.8, 0.8], [0.1, 0.5]])('a rate of %p earns %p', (rate, share) => expect(bandOf(rate, LEG.bands).share).toBe(share));

  it.each<[string, Judged[], number | null, string | null]>([
    ['a band below all is full', [...rows('leg', 19, 1), ...rows('quality', 20, 0)], 100, 'good'],
    ['what is counted badly costs points', [...rows('leg', 17, 3), ...rows('quality', 20, 0)], 88, 'good'],
    ['an accepted objection makes it good', [...rows('leg', 17, 3, { cancelled: true }), ...rows('quality', 20, 0)], 100, 'good'],
    ['an exclusion takes it out', [...rows('leg', 4, 3, { excluded: true }), ...rows('quality', 20, 0)], 100, 'good'],
    ['too few cases give no points either way', [...rows('leg', 1, 3), ...rows('quality', 10, 10)], 50, 'weak'],
    ['nothing counted, no grade', [], null, null],
  ])('%s', (_, judged, total, grade) => expect(scoreOf(judged, [LEG, QUALITY], GRADES)).toMatchObject({ total, grade }));
});
