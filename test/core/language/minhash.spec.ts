import fc from 'fast-check';
import {
  BAND_COUNT,
  SIGNATURE_LENGTH,
  bandKeys,
  estimate,
  hashKey,
  nearDuplicate,
  overlap,
  shingleHashes,
  signatureOf,
} from '../../../src/core/language/minhash.js';
import { bare } from '../../../src/core/language/similarity.js';

const LAMP = '解放路三号路口的路灯已经坏了半个月，晚上走路很危险，请尽快派人维修。';
const LAMP_AGAIN = '解放路三号路口的路灯已经坏了快一个月，晚上走路很危险，请尽快派人维修！';
const SCHOOL = '孩子今年九月上小学，户口在外地，请问入学报名需要准备哪些材料？';

/** The reference: sets of the shingles themselves. */
const shingles = (text: string): Set<string> => {
  const plain = bare(text);
  return plain.length === 0 ? new Set() : new Set(Array.from({ length: Math.max(1, plain.length - 3) }, (_, at) => plain.slice(at, at + 4)));
};
const jaccard = (a: Set<string>, b: Set<string>): number => {
  const common = [...a].filter((each) => b.has(each)).length;
  return a.size + b.size === 0 ? 0 : common / (a.size + b.size - common);
};
const signed = (text: string) => signatureOf(shingleHashes(text));
const shareAKey = (a: string, b: string): boolean => {
  const [left, right] = [bandKeys(signed(a)), bandKeys(signed(b))];
  return left.some((key, band) => key === right[band]);
};

describe('minhash', () => {
  it('overlaps exactly as the sets of shingles do', () => {
    for (const [a, b] of [
      [LAMP, LAMP_AGAIN],
      [LAMP, SCHOOL],
      [LAMP, LAMP],
      ['路灯', '路灯'],
      ['', LAMP],
      ['', ''],
    ] as const)
      expect(overlap(shingleHashes(a), shingleHashes(b))).toBeCloseTo(jaccard(shingles(a), shingles(b)), 10);
  });

  it('tells near-duplicates', () => {
    const [lamp, again, school, nothing] = [LAMP, LAMP_AGAIN, SCHOOL, ''].map(shingleHashes) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    expect([nearDuplicate(lamp, again, 0.6), nearDuplicate(lamp, school), nearDuplicate(nothing, nothing)]).toEqual([true, false, false]);
  });

  it('sees through disguises: full width, spacing, traditional characters', () => {
    expect(overlap(shingleHashes('我要投诉：Ａ１栋 漏 水，沒人管'), shingleHashes('我要投诉 a1栋漏水 没人管'))).toBe(1);
  });

  it('estimates the overlap, and files near-duplicates alone under a common key', () => {
    expect(
      Math.abs(estimate(signed(LAMP), signed(LAMP_AGAIN)) - overlap(shingleHashes(LAMP), shingleHashes(LAMP_AGAIN))),
    ).toBeLessThan(0.2);
    expect(estimate(signed(LAMP), signed(LAMP))).toBe(1);
    expect(estimate(signed(LAMP), signed(SCHOOL))).toBeLessThan(0.1);
    expect(shareAKey(LAMP, LAMP_AGAIN)).toBe(true);
    expect(shareAKey(LAMP, SCHOOL)).toBe(false);
    expect(bandKeys(signed(LAMP))).toHaveLength(BAND_COUNT);
    expect(signed('')).toEqual(new Uint8Array(SIGNATURE_LENGTH).fill(255));
    expect(shareAKey('', LAMP)).toBe(false);
  });

  it('errs by about what its length promises, without leaning to one side', () => {
    const letters = fc.sample(
      fc.array(fc.constantFrom(...'路灯坏了小区物业投诉油烟噪声拆迁补偿学校医保公交'), {
        minLength: 60,
        maxLength: 60,
      }),
      { numRuns: 300, seed: 7 },
    );
    const errors = letters.map((text, i) => {
      const kept = 10 + (i % 45);
      const [a, b] = [text.join(''), [...text.slice(0, kept), ...text.slice(kept).toReversed()].join('')];
      return estimate(signed(a), signed(b)) - overlap(shingleHashes(a), shingleHashes(b));
    });
    expect(Math.abs(errors.reduce((sum, each) => sum + each, 0) / errors.length)).toBeLessThan(0.02);
    expect(Math.sqrt(errors.reduce((sum, each) => sum + each * each, 0) / errors.length)).toBeLessThan(0.075);
  });

  it('gives the same keys today as when they were stored', () => {
    expect([...bandKeys(signed(LAMP))].slice(0, 3)).toMatchInlineSnapshot(`
     [
       -1909297162,
       2121186371,
       1286328081,
     ]
    `);
    expect(hashKey('魅力之城 油烟')).toMatchInlineSnapshot(`-329044576`);
  });
});
