import fc from 'fast-check';
import { judgeReply } from '../../../src/core/quality/judge.js';
import { DEFECT_CODES, DIMENSIONS } from '../../../src/core/quality/settings.js';
import { releasable, type Judgement, type Pair } from '../../../src/core/quality/verdicts.js';
import { shippedLexicons } from '../judgement/lexicon-files.js';
import { effort, expectInProportion } from '../../support/effort.js';

const lexicons = shippedLexicons();
const LAMP = '解放路三号路口的路灯坏了半个月，晚上走路很危险。请问什么时候能修好？';
const GOOD =
  '网友您好！您反映的“解放路三号路口路灯损坏”一事收悉。经市政设施管理处工作人员5月6日现场核查，该处路灯因电缆老化断电，涉及灯杆4基。' +
  '依据《城市照明管理规定》第二十条，我处已于5月8日更换电缆并恢复照明，现场复查正常。如再有故障，请致电市政设施管理处0571-88880000。\n市政设施管理处\n2024年5月9日';

const judge = (reply: string, more: Partial<Pair> = {}): Judgement =>
  judgeReply({ subject: '路灯坏了', message: LAMP, reply, ...more }, lexicons);
const codes = (reply: string, more: Partial<Pair> = {}): string[] => judge(reply, more).defects.map(({ code }) => code);

describe('judging a reply', () => {
  it('passes a good one with full elements', () => {
    const judgement = judge(GOOD, { publicPhones: ['0571-88880000'] });
    expect(judgement.defects).toEqual([]);
    expect(judgement.verdict).toBe('pass');
    expect(judgement.score).toBeGreaterThanOrEqual(85);
    expect(judgement.asks).toMatchObject([{ text: '请问什么时候能修好？', answered: true }]);
    expect(judgement.engine).toMatch(/^huiyin/u);
  });

  it.each<[string, string]>([
    ['evasive', '您好，您的留言已收悉，已转相关部门处理。'],
    ['evasive', '您反映的问题我们正在研究，会尽快处理。'],
    ['evasive', '网友您好！请咨询有关部门。'],
    ['evasive', '感谢您的关注！'],
    ['evasive', '已阅'],
    [
      'hollow',
      '我局历来高度重视路灯工作，始终坚持以人民为中心的发展思想，不断提升城市照明水平，努力打造光明城市，切实增强群众获得感。',
    ],
    ['cold', '路灯坏了你可以绕行，不要什么都找我们。'],
    ['cold', '解放路路灯难道只坏你家门口那一盏？'],
    ['insult', '你这是无理取闹，建议去看看医生。'],
    ['vague_time', '解放路三号路口路灯因电缆故障熄灭，我们将在近期安排更换，适时恢复照明。'],
    ['no_basis', '经核查，解放路三号路口不符合增设路灯条件，不予支持。'],
    ['no_result', '您好！解放路三号路口路灯的事情我们知道了，路灯对大家出行很重要。'],
    ['no_contact', '解放路三号路口路灯已于5月8日修复。'],
    ['no_signature', '解放路三号路口路灯已于5月8日修复。'],
    ['promise', '解放路路灯我们一定会按时修好，绝不会再坏。'],
    ['persona', '亲，小编觉得解放路路灯已经修好了哦~'],
    ['placeholder', '您好，解放路路灯已由XX局于【日期】修复。'],
    ['personal_data', '解放路路灯已修好，报修人手机13900001234。'],
    ['secret', '解放路路灯改造方案属内部资料，不得外传，已于5月修复。'],
    ['advertisement', '解放路路灯已修好，扫码领红包，点击链接购买太阳能灯。'],
  ])('finds %s in %j', (code, reply) => {
    expect(codes(reply)).toContain(code);
  });

  it('blocks what may never go out, and lets nobody release it', () => {
    for (const reply of [
      '不合格的网民！路灯已修好。',
      '路灯已修好，报修人手机13900001234。',
      '内部资料：路灯已修好。',
      '扫码下单买灯，路灯已修好。',
      '路灯已由XX局修好。',
    ]) {
      expect(judge(reply).verdict).toBe('block');
    }
    for (const code of ['personal_data', 'secret', 'insult', 'advertisement']) expect(releasable(code)).toBe(false);
    for (const code of DEFECT_CODES.filter((c) => !['personal_data', 'secret', 'insult', 'advertisement'].includes(c)))
      expect(releasable(code)).toBe(true);
  });

  it('blocks the answer to quite another matter', () => {
    const other =
      '您好！关于社会保险缴费年限认定的问题，经人社局养老保险科核查，您1998年至2003年在原棉纺厂工作期间的视同缴费年限为五年，已计入个人账户。' +
      '依据《城镇企业职工养老保险办法》第六条，待遇从次月起发放。咨询电话0571-88881111。\n人力资源和社会保障局\n2024年5月9日';
    const judgement = judge(other);
    expect(judgement.defects.map(({ code }) => code)).toContain('off_topic');
    expect(judgement.verdict).toBe('block');
    expect(judgement.score).toBeLessThan(40);
  });

  it('finds a restated letter that is not this one, and replies alike', () => {
    expect(codes('您好！您反映的“社保缴费年限认定有误”问题收悉，经核查缴费记录无误，已于5月8日书面告知。')).toContain(
      'copy_paste',
    );
    expect(codes(GOOD, { earlierReplies: [GOOD.replace('5月6日', '6月6日')] })).toContain('copy_paste');
    expect(codes(GOOD, { earlierReplies: [GOOD], groupReply: true })).not.toContain('copy_paste');
  });

  it('names the ask that was left out, with its span in the message', () => {
    const message = '请问入园年龄怎么算？贫困家庭的保育费能不能减免？';
    const reply =
      '您好！入园年龄按当年8月31日满三周岁计算，依据《幼儿园工作规程》第九条执行，可于7月1日起在政务网报名。';
    const judgement = judgeReply({ subject: '幼儿园入园', message, reply }, lexicons);
    expect(judgement.asks.map(({ answered }) => answered)).toEqual([true, false]);
    const left = judgement.defects.find(({ code }) => code === 'unanswered_ask');
    expect(left?.ask && message.slice(left.ask.start, left.ask.end)).toBe('贫困家庭的保育费能不能减免？');
  });

  it.each<[string, string, string]>([
    [
      'a lawful refusal with its basis and the way on',
      'evasive',
      '您申请在解放路三号路口加装路灯一事，经现场核查，该处照度已达标，依据《城市照明管理规定》第十五条不予增设。如不服可申请行政复议。',
    ],
    ['a refusal with basis', 'no_basis', '依据《城市照明管理规定》第十五条，解放路三号路口不符合增设条件，不予支持。'],
    [
      'a hand-over with the unit named and a phone',
      'evasive',
      '解放路路灯由供电公司管养，已转供电公司解放路供电所办理，电话0571-88882222。',
    ],
    ['the office landline as contact', 'personal_data', '解放路路灯已修复。市政设施管理处，电话0571-88880000。'],
    ['the address of the office', 'personal_data', '请到政务中心3号楼2层205室窗口办理路灯报修。'],
    ['a vague word with a date near it', 'vague_time', '解放路路灯将尽快修复，5月20日前完成。'],
    ['courtesy at the end', 'evasive', `${GOOD}感谢您的关注与支持！`],
    ['what the citizen said, in quotes', 'insult', `您反映的“窗口人员说群众无理取闹”一事，${GOOD}`],
    ['a degree of certainty', 'promise', '解放路路灯故障在一定程度上影响出行，已于5月8日修复。'],
  ])('does not charge %s with %s', (_, code, reply) => {
    expect(codes(reply)).not.toContain(code);
  });

  it('asks of a channel only what it needs', () => {
    const reply = '解放路三号路口路灯已于5月8日修复。';
    expect(codes(reply, { channel: 'comment' })).not.toEqual(expect.arrayContaining(['no_signature']));
    expect(codes(reply, { channel: 'comment' })).not.toEqual(expect.arrayContaining(['no_contact']));
    expect(codes(reply, { channel: 'mailbox' })).toEqual(expect.arrayContaining(['no_contact', 'no_signature']));
    expect(codes('谢谢您的肯定！', { kind: 'thanks', message: '为你们点赞', channel: 'comment' })).toEqual([]);
  });

  it('sets better replies above worse ones', () => {
    const worse = judge('已收悉。').score;
    const middling = judge('您好，解放路路灯因电缆老化断电，正在更换，预计5月20日前完成。').score;
    expect(worse).toBeLessThan(middling);
    expect(middling).toBeLessThan(judge(GOOD).score);
  });

  it('holds its promises on any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(
          fc.constantFrom(
            '路灯',
            '您好',
            '已收悉',
            '，',
            '。',
            '尽快',
            '难道',
            '？',
            '《法》',
            '第三条',
            '139',
            '00001234',
            '“',
            '”',
            '\n',
            'XX局',
          ),
          { maxLength: 40 },
        )
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, text, (message, reply) => {
        const judgement = judgeReply({ message, reply }, lexicons);
        expect(Number.isInteger(judgement.score)).toBe(true);
        for (const value of [judgement.score, ...DIMENSIONS.map((d) => judgement.dimensions[d])]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
        for (const { start, end, text: cut } of judgement.defects) expect(reply.slice(start, end)).toBe(cut);
        for (const { start, end, text: cut } of judgement.asks) expect(message.slice(start, end)).toBe(cut);
      }),
    );
  });

  it('takes under 10 ms for 500 characters, and for more in proportion', () => {
    const reply = GOOD.repeat(3).slice(0, 500);
    for (let i = 0; i < 20; i += 1) judge(reply);
    const fifty = effort(() => {
      for (let i = 0; i < 50; i += 1) judge(reply);
    });
    expect(fifty / 50).toBeLessThan(10);
    expectInProportion((length) => judge(GOOD.repeat(600).slice(0, length)), 100_000);
  });
});
