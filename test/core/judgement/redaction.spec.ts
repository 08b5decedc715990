import fc from 'fast-check';
import { isBankCard, isIdentityNumber } from '../../../src/core/judgement/checksums.js';
import { redact, redactionRules } from '../../../src/core/judgement/redaction.js';
import { shippedLexicons } from './lexicon-files.js';
import { expectInProportion } from '../../support/effort.js';

// Invented numbers: the identity number has a right check digit for a birth date in 1900; the card is a published test number.
const IDENTITY = '110101190001011009';
const rules = redactionRules(shippedLexicons(), ['0571-88880000', '12345', '13800005555']);

describe('checksums', () => {
  it('tell well-formed numbers from others', () => {
    expect(isIdentityNumber(IDENTITY)).toBe(true);
    expect(isIdentityNumber(IDENTITY.replace('9', '8'))).toBe(false);
    expect(isIdentityNumber('110101190013011009')).toBe(false);
    expect(isBankCard('4242424242424242')).toBe(true);
    expect(isBankCard('4242424242424241')).toBe(false);
    expect(isBankCard('0000000000000000')).toBe(false);
  });
});

describe('redact', () => {
  it.each([
    ['我叫李晓明，电话13900001234', '我叫〔姓名〕，电话〔手机号〕'],
    ['手机１３９ ００００ １２３４', '手机〔手机号〕'],
    ['电话是一三九零零零零一二三四', '电话是〔手机号〕'],
    [`身份证${IDENTITY}`, '身份证〔身份证号〕'],
    ['卡号4242 4242 4242 4242', '卡号〔银行卡号〕'],
    ['车牌浙A·12B45乱停', '车牌〔车牌〕乱停'],
    ['邮箱zhang.san@example.com请回', '邮箱〔邮箱〕请回'],
    ['加微信：abc_12345', '加微信：〔微信〕'],
    ['QQ群123456789', 'QQ群〔QQ〕'],
    ['联系人：王芳，座机0571-87654321', '联系人：〔姓名〕，座机〔电话〕'],
    ['住在花园小区3栋2单元501室', '住在花园小区〔门牌〕'],
    ['门牌号18号', '门牌号〔门牌〕'],
    ['申请人欧阳明月于三月提交', '申请人〔姓名〕于三月提交'],
  ])('cuts %j to %j', (text, wanted) => {
    expect(redact(text, rules).text).toBe(wanted);
  });

  it.each([
    '请拨打0571-88880000或12345',
    '值班手机13800005555',
    '2019年5月10日下午3点，编号20190510123456',
    '联系人：张主任',
    '我是张家村村民，家里3口人',
    '项目总投资25000000元，建成12栋300户',
    '第3栋楼漏水',
    '',
  ])('leaves %j alone', (text) => {
    expect(redact(text, rules)).toEqual({ text, cuts: [] });
  });

  it('gives spans of the original', () => {
    const text = '我叫李晓明，电话13900001234';
    expect(redact(text, rules).cuts.map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
      ['李晓明', 'name'],
      ['13900001234', 'mobile'],
    ]);
  });

  const scraps = fc.constantFrom(
    '我叫',
    '李',
    '明',
    '1',
    '3',
    '9',
    '00001234',
    '13900001234',
    IDENTITY,
    '4242424242424242',
    '@',
    'a.com',
    '微信',
    'QQ',
    '：',
    ' ',
    '-',
    '3栋',
    '501室',
    '浙A',
    '12345',
    '联系人',
    '姓名',
    '〔',
    '〕',
    '零',
    '一',
    '\u200b',
    '电话',
    '0571',
    '87654321',
    '单元',
    '，',
  );

  it('done twice is done once, and its spans never overlap', () => {
    const twice = (text: string): void => {
      const once = redact(text, rules);
      expect(redact(once.text, rules).text).toBe(once.text);
      let last = 0;
      for (const cut of once.cuts) {
        expect(cut.start).toBeGreaterThanOrEqual(last);
        expect(cut.end).toBeGreaterThan(cut.start);
        last = cut.end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    };
    fc.assert(
      fc.property(
        fc.array(scraps, { maxLength: 30 }).map((parts) => parts.join('')),
        twice,
      ),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), twice));
  });

  it.each(['1', '1-', '我叫李', 'a.', '3栋'])('reads 50,000 characters of nothing but %j in time in proportion to them', (piece) => {
    expectInProportion((length) => redact(piece.repeat(length / piece.length), rules), 50_000);
  });
});
