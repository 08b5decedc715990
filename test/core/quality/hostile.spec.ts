/** Texts sent to hurt: whatever comes, the judge answers in bounded time and its spans hold. */
import { judgeReply } from '../../../src/core/quality/judge.js';
import type { Judgement } from '../../../src/core/quality/verdicts.js';
import { shippedLexicons } from '../judgement/lexicon-files.js';
import { expectInProportion } from '../../support/effort.js';

const lexicons = shippedLexicons();
const LETTER = '解放路三号路口的路灯坏了半个月，晚上走路很危险。请问什么时候能修好？';
const DONE = '解放路三号路口路灯已于5月8日修复。';
const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Pieces that make a careless pattern try every start against every end. */
const PIECES = ['9', 'a', 'x', 'a.', 'a@', '一二三四五', '0571-', '138 0', '2024年', '“', '《', '您反映', '已转', '关于', '请到', '进一步加强', '_', '{{', '难道', '？', '，', ' ', '\n', '的', '张', '局', '路a灯ب좋Д🙂', 'Ａ１，。', '路\u200b灯\u200b', '\ud800', '京a1'];

describe('hostile texts', () => {
  it.each(PIECES)('a text of nothing but %j takes time in proportion to its length, as reply and as message', (piece) => {
    expectInProportion((length) => {
      const text = filled(piece, length);
      judgeReply({ message: LETTER, reply: text }, lexicons);
      judgeReply({ subject: text, message: text, reply: DONE }, lexicons);
    }, 15_000);
  });

  it.each([
    ['a million punctuation marks', filled('！？。，', 1_000_000)],
    ['a megabyte of reply', filled(`您好！${DONE}`, 1_000_000)],
  ])('%s are answered', (_, reply) => {
    expect(judgeReply({ message: LETTER, reply }, lexicons)).toMatchObject({ score: expect.any(Number) });
  }, 120_000);

  it('what may never go out is found behind any length of other text, with its span', () => {
    const reply = `${filled(DONE, 59_990)}报修人手机13900001234，你这种刁民`;
    const judgement = judgeReply({ message: LETTER, reply }, lexicons);
    expect(judgement.verdict).toBe('block');
    const cut = ({ defects }: Judgement, code: string): string[] => defects.filter((each) => each.code === code).map(({ start, end }) => reply.slice(start, end));
    expect(cut(judgement, 'personal_data')).toContain('13900001234');
    expect(cut(judgement, 'insult').join()).toContain('刁民');
  });

  it.each([
    ['advertisement', '详情见ｗｗｗ．ｈｏｎｇｄａ－ｊｘ．ｃｏｍ，解放路路灯已修复。'],
    ['advertisement', '详情见 t.cn/A6xyz12 ，解放路路灯已修复。'],
    ['insult', '你这个刁*民，解放路路灯已修复。'],
    ['insult', '你這種無賴，解放路路灯已修复。'],
    ['secret', '内 部 资 料：解放路路灯已修复。'],
    ['personal_data', '报修人手机１３９００００１２３４，解放路路灯已修复。'],
  ])('finds %s in disguise: %s', (code, reply) => {
    expect(judgeReply({ message: LETTER, reply }, lexicons).defects.map((each) => each.code)).toContain(code);
  });

  it.each(['http://www.linchuan.gov.cn/cz', 'https://zwfw.gov.cn', '邮箱 ludeng@linchuan.gov.cn'])('lets the office point to %s', (address) => {
    expect(judgeReply({ message: LETTER, reply: `${DONE}详见${address}。` }, lexicons).defects.map(({ code }) => code)).not.toContain('advertisement');
  });
});
