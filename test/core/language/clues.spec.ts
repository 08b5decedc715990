import fc from 'fast-check';
import { begins, cluesOf, possibleOf } from '../../../src/core/language/clues.js';
import { findTerms } from '../../../src/core/judgement/lexicons.js';
import { normalise } from '../../../src/core/language/normalise.js';
import { shippedLexicons } from '../judgement/lexicon-files.js';

describe('clues', () => {
  it.each([
    ['路灯(?:坏|灭)了', ['路灯坏了', '路灯灭了']],
    ['(?:我们)?已(?:经)?转[^，]{0,9}部门', ['部门']],
    ['[^，]{0,6}(?:钱|块|元)都', ['钱都', '块都', '元都']],
    ['[0-9]{1,3}(?:元|块)', ['元', '块']],
    ['(?:a|b){2}c?', ['a', 'b']],
    ['(?:[0-9]+|路)灯?', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '路']],
    ['(?<=前)后(?!面)', ['后']],
    ['([一-龥])不\\1', ['不']],
    ['\\{\\{[^}]{0,9}\\}\\}', ['{{']],
    ['[一-龥]{2,8}', undefined],
    ['(?:您好)?', undefined],
    ['\\p{L}+|路灯', undefined],
    ['.{2}', undefined],
  ] as const)('%s cannot do without %j', (source, clues) => {
    expect(cluesOf(source)).toEqual(clues);
  });

  it('marks what a text can hold', () => {
    expect([...possibleOf(['路灯(?:坏|灭)', '[0-9]{1,3}元', '[一-龥]'])('路灯坏了')]).toEqual([1, 0, 1]);
  });

  it('gives what begins at a place, longer words first', () => {
    const words = begins(['社会保险', '社会', '税'], (word) => word);
    expect(['社会保险', '税务', '医保'].map((text) => words(text, 0))).toEqual([['社会保险', '社会'], ['税'], []]);
  });

  it('finds in any text what the whole alternation finds', () => {
    const lists = Object.values(shippedLexicons().lists);
    // Texts of pieces of the lists themselves: what almost matches is where a clue could be wrong.
    const pieces = lists.flatMap(({ finders }) => finders.map(({ source }) => source.replace(/[^\p{sc=Han}0-9,。]+/gu, '').slice(0, 12))).filter((piece) => piece !== '');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ',', '。', '您', '2026年3月', 'ab1'), { maxLength: 12 }), fc.constantFrom(...lists), (parts, list) => {
        const text = normalise(parts.join(''));
        const excepted = list.unless === null ? [] : [...text.text.matchAll(list.unless)];
        const whole = [...text.text.matchAll(list.matcher)].filter((each) => !excepted.some((one) => one.index <= each.index && each.index + each[0].length <= one.index + one[0].length));
        expect(findTerms(list, text).map((hit) => hit.text)).toEqual(whole.map(([found]) => found));
      }),
      { numRuns: 400 },
    );
  });
});
