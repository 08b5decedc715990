import fc from 'fast-check';
import { isPlainChinese, normalise, originalSpan } from '../../../src/core/language/normalise.js';
import { expectInProportion } from '../../support/effort.js';

describe('normalise', () => {
  it.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['上＊訪', '上访'],
    ['上 访', '上访'],
    ['加.微.信', '加微信'],
    ['舉\u200b報', '举报'],
    ['請問醫保怎麼報銷？', '请问医保怎么报销?'],
    ['ｖｘ：ａｂс', 'vx:abc'],
    ['第①点', '第1点'],
    ['⼀⼆⼈', '一二人'],
    ['修路 2024 年', '修路 2024 年'],
    ['路灯坏了。\n请修', '路灯坏了。\n请修'],
    ['中国    人', '中国    人'],
  ])('%j becomes %j', (given, wanted) => {
    expect(normalise(given).text).toBe(wanted);
  });

  it('leads back to the stretch of the original that a hit stands for', () => {
    const original = '我要去上 ＊ 訪了';
    const plain = normalise(original);
    const at = plain.text.indexOf('上访');
    const span = originalSpan(plain, at, at + 2);
    expect(original.slice(span.start, span.end)).toBe('上 ＊ 訪');
  });

  it('keeps its map in range and in order, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(220), fc.nat(220), (text, a, b) => {
        const plain = normalise(text);
        expect(plain.from.length).toBe(plain.text.length);
        for (let i = 0; i < plain.from.length; i += 1) {
          expect(plain.from[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : (plain.from[i - 1] ?? 0));
          expect(plain.to[i]).toBeLessThanOrEqual(text.length);
        }
        const span = originalSpan(plain, a, b);
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('leaves plain Chinese as it is, whatever character it is made of', () => {
    const every = Array.from({ length: 0xa000 - 0x3400 }, (_, i) => String.fromCharCode(0x3400 + i)).filter(isPlainChinese);
    expect(every.length).toBeGreaterThan(15_000);
    expect(every.filter((character) => normalise(`中${character}中`).text !== `中${character}中`)).toEqual([]);
    expect(['請', '丨', 'a', '，', '㐀', '路燈'].filter(isPlainChinese)).toEqual([]);
    expect(isPlainChinese('路灯')).toBe(true);
  });

  it('takes lone surrogates as they come', () => {
    expect(() => normalise('\ud800中\udc00')).not.toThrow();
  });

  it('reads 100,000 characters in time in proportion to them', () => {
    expectInProportion((times) => normalise('請 問＊路燈 '.repeat(times)), 12_500);
  });
});
