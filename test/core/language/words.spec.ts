import { join } from 'node:path';
import { likeness, rarity, Segmenter } from '../../../src/core/language/words.js';
import { readWordList } from '../../../src/base/words.js';
import { projectDirectory } from '../../../src/base/settings.js';

const words = new Segmenter(readWordList(join(projectDirectory, 'config')));
const found = (text: string, question: string, typing = false): boolean => {
  const terms = words.terms(question, { typing }).map((term) => ({ ...term, rarity: 1 }));
  return terms.length > 0 && likeness(terms, { head: new Set(words.words(text)), body: new Set() }).words.length === terms.length;
};

describe('words of a text', () => {
  it.each([
    ['伊园小区夜间施工噪音扰民', '噪音'],
    ['伊园小区夜间施工噪音扰民', '伊园'],
    ['物业费乱收费没人管', '物业'],
    ['物业费乱收费没人管', '收费'],
    ['住房公积金异地提取怎么办理', '公积金'],
    ['住房公积金异地提取怎么办理', '提取'],
    ['公積金異地提取', '公积金'],
    ['ＷＩＦＩ信号差', 'wifi'],
    ['编号20260304-wx-0001', '20260304-wx-0001'],
    ['社保卡丢失后补办', '社保 补办'],
    ['上＊访材料', '上访'],
    ['路灯不亮', '路灯'],
    ['伊园三期', '伊园'],
  ])('“%s” is found by “%s”', (text, question) => expect(found(text, question)).toBe(true));

  it.each([
    ['住房公积金异地提取怎么办理', '公积金 贷款'],
    ['伊园小区夜间施工', '白天'],
    ['居民政策', '民族'],
    ['……！？', '？！'],
  ])('“%s” is not found by “%s”', (text, question) => expect(found(text, question)).toBe(false));

  it('an unfinished word finds what begins with it, while it is typed and not afterwards', () => {
    expect([found('居住证办理', '居住', true), found('不动产登记中心', '不动', true), found('2026年规定', '202', true)]).toEqual([true, true, true]);
    expect([found('2026年规定', '202'), found('第10001号', '1', true)]).toEqual([false, false]);
  });

  it('words that only ask are left out, unless there are no others', () => {
    expect(words.terms('请问社保卡怎么补办？').map(({ word }) => word)).toEqual(['社保卡', '补办']);
    expect(words.terms('怎么').map(({ word }) => word)).toEqual(['怎么']);
    expect(words.topicWords('您好，我的社保卡丢了，请问怎么补办')).toEqual(['社保卡', '补办']);
  });

  it('a long or empty text costs little', () => {
    expect(words.words('')).toEqual([]);
    expect(words.words('。'.repeat(1_000_000))).toEqual([]);
    expect(words.words('噪音'.repeat(500_000))).toEqual(['噪音', 'z噪音', 'z音噪']);
    expect(words.terms('路灯坏了 '.repeat(10_000)).length).toBeLessThanOrEqual(24);
  });

  it('a rare word tells more than a common one, and the heading more than the body', () => {
    const terms = words.terms('加装电梯补贴').map((term, index) => ({ ...term, rarity: rarity(1000, [3, 400][index]!) }));
    const text = (head: string, body: string) => likeness(terms, { head: new Set(words.words(head)), body: new Set(words.words(body)) });
    const scores = [text('加装电梯补贴标准', ''), text('加装电梯', '有补贴'), text('加装电梯', ''), text('', '加装电梯有补贴'), text('购车补贴', '')].map(({ score }) => score);
    expect(scores[0]).toBe(1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(text('购车补贴', '').words).toEqual(['补贴']);
  });
});
