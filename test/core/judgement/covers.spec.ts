import { alikeNamed, coveredCopy, decidable, type CoverDecision } from '../../../src/core/judgement/covers.js';
import { redact, redactionRules } from '../../../src/core/judgement/redaction.js';
import { shippedLexicons } from './lexicon-files.js';

const rules = redactionRules(shippedLexicons(), []);
const TEXT = '我叫李晓明，电话13900001234，身份证号110101199003070791，和李老师同住河边旧楼。李老师今年八十岁。';
const cover = (quote: string, kind: CoverDecision['kind'] = 'name', copy: CoverDecision['copy'] = 'message'): CoverDecision => ({ act: 'cover', copy, kind, quote });
const uncover = (quote: string): CoverDecision => ({ act: 'uncover', copy: 'message', kind: 'name', quote });
const shown = (...decisions: CoverDecision[]) => coveredCopy(TEXT, redact(TEXT, rules), 'message', decisions);

describe('what people decide about the cuts of a public copy', () => {
  it.each<[string, CoverDecision[], string]>([
    ['nothing', [], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
    ['words covered wherever they stand', [cover('李老师')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和〔姓名〕同住河边旧楼。〔姓名〕今年八十岁。'],
    ['a cut taken back', [uncover('李晓明')], '我叫李晓明，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
    ['the latest decision holds', [uncover('李晓明'), cover('李晓明')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
    ['another copy is none of its business', [cover('李老师', 'name', 'reply')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
    ['a cover that runs into a cut takes the graver name', [cover('110101199003070791，和李老师', 'other')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕同住河边旧楼。李老师今年八十岁。'],
    ['a cover taken back leaves what the rules cut', [cover('李晓明，电话13900001234', 'other'), uncover('李晓明，电话13900001234')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
    ['an identity number stays, whatever lies in the rows', [uncover('110101199003070791')], '我叫〔姓名〕，电话〔手机号〕，身份证号〔身份证号〕，和李老师同住河边旧楼。李老师今年八十岁。'],
  ])('%s', (_, decisions, expected) => {
    expect(shown(...decisions).text).toBe(expected);
  });

  it.each<[CoverDecision['act'], string, string]>([
    ['cover', '王老师', 'not_in_copy'],
    ['cover', '13900001234', 'covered_already'],
    ['uncover', '李老师', 'not_covered'],
    ['uncover', '1390000', 'not_covered'],
    ['uncover', '110101199003070791', 'stays_covered'],
  ])('refuses to %s %s: %s', (act, quote, code) => {
    expect(() => decidable(TEXT, shown(), act, quote, 'other')).toThrow(expect.objectContaining({ code }));
  });

  it('whoever is named in the letter is not named in the reply to it', () => {
    const reply = '已与您（李晓明）及李晓明之子联系，电话13900001234，王主任回访。';
    const cut = (letter: string): string => alikeNamed(reply, redact(reply, rules), letter, redact(letter, rules)).text;
    expect(cut(TEXT)).toBe('已与您（〔姓名〕）及〔姓名〕之子联系，电话〔手机号〕，王主任回访。');
    expect(cut('路灯不亮')).toBe('已与您（李晓明）及李晓明之子联系，电话〔手机号〕，王主任回访。');
  });

  it('says where the words stand and of what kind the cut was', () => {
    expect(decidable(TEXT, shown(), 'uncover', '13900001234', 'other')).toEqual({ kind: 'mobile', spans: [{ start: 8, end: 19 }] });
    expect(shown(cover('李老师')).cuts.filter(({ by }) => by === 'person').map(({ start, end }) => TEXT.slice(start, end))).toEqual(['李老师', '李老师']);
  });
});
