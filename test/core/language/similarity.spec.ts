import { bare, containment, cosine, grams } from '../../../src/core/language/similarity.js';

const LAMP = '解放路三号路口的路灯已经坏了半个月，晚上走路很危险，请尽快派人维修。';
const LAMP_AGAIN = '解放路三号路口的路灯已经坏了快一个月，晚上走路很危险，请尽快派人维修！';
const SCHOOL = '孩子今年九月上小学，户口在外地，请问入学报名需要准备哪些材料？';

describe('similarity', () => {
  it('is one for the same text, near one for a variant, near nothing for another matter', () => {
    expect(cosine(grams(LAMP), grams(LAMP))).toBeCloseTo(1);
    expect(cosine(grams(LAMP), grams(LAMP_AGAIN))).toBeGreaterThan(0.7);
    expect(cosine(grams(LAMP), grams(SCHOOL))).toBeLessThan(0.15);
    expect(cosine(grams(''), grams(LAMP))).toBe(0);
  });

  it('says how much of a part is in a whole, and nothing about an empty part', () => {
    expect(containment(grams('路灯', [2]), grams(LAMP, [2]))).toBe(1);
    expect(containment(grams(''), grams(LAMP))).toBeUndefined();
  });

  it('leaves letters, digits and Chinese characters, of every plane', () => {
    for (const [text, plain] of [['路灯, 3 号！坏了…', '路灯3号坏了'], ['𠮷野家，2 碗', '𠮷野家2碗'], ['。。。', ''], ['', ''], ['路灯', '路灯'], ['\ud800中', '中']] as const) expect(bare(text)).toBe(plain);
  });
});
