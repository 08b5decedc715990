import { existsSync, readFileSync } from 'node:fs';
import type { MessageKind } from '../../../src/core/judgement/kind-model.js';
import { screen } from '../../../src/core/judgement/screening.js';
import { EMERGENCIES, HELD } from './alarming.js';
import { CRITICISM } from './criticism.js';
import { EVERYDAY, EVERYDAY_SECOND, type Everyday } from './everyday.js';
import { shippedLexicons } from './lexicon-files.js';
import { UNSEEN_KINDS } from './unseen-kinds.js';
import { expectInProportion } from '../../support/effort.js';

const lexicons = shippedLexicons();
const read = (subject: string, detail = ''): ReturnType<typeof screen> => screen({ subject, detail }, lexicons);
const holds = (subject: string, detail = ''): string[] => [
  ...new Set(
    read(subject, detail)
      .reasons.filter((r) => r.hold)
      .map((r) => r.code),
  ),
];

describe('screening', () => {
  it.each(CRITICISM)('passes harsh but lawful criticism: %s', (text) => {
    expect(holds('意见', text)).toEqual([]);
    expect(read('意见', text).verdict).toBe('pass');
  });

  it.each(HELD)('finds %s: %s %s', (code, subject, detail) => {
    const { verdict, reasons } = read(subject, detail);
    // A report is for people from the first: that it belongs before the discipline inspection is said and needs no hold.
    const needsHold = code !== 'scope.discipline';
    expect(reasons.some((each) => each.code === code && (each.hold || !needsHold))).toBe(true);
    expect(verdict === 'hold' || !needsHold).toBe(true);
  });

  it.each(EMERGENCIES)('calls the duty officer: %s %s', (subject, detail) => {
    expect(read(subject, detail).urgency).toBe('emergency');
  });

  it('holds at most one everyday message in a hundred, and calls nobody for one', () => {
    const all = [...EVERYDAY, ...EVERYDAY_SECOND];
    const held = all.filter(([, subject, detail]) => read(subject, detail).verdict === 'hold');
    const called = all.filter(([, subject, detail]) => read(subject, detail).urgency === 'emergency');
    expect(held.length / all.length).toBeLessThanOrEqual(0.01);
    expect(called).toEqual([]);
  });

  it('tells the kinds of messages it learned from nearly all, and of others three in four', () => {
    const right = (list: readonly Everyday[]): number => list.filter(([kind, subject, detail]) => read(subject, detail).kind === kind).length / list.length;
    expect(right(EVERYDAY)).toBeGreaterThanOrEqual(0.97);
    expect(right(EVERYDAY_SECOND)).toBeGreaterThanOrEqual(0.74);
    expect(right(UNSEEN_KINDS.map(([kind, text]) => [kind, '', text]))).toBeGreaterThanOrEqual(0.75);
  });

  it('hides by itself only what is unlawful beyond doubt', () => {
    const sure = read('', '专业办假证、刻假章，学历证书全国可查，加V信 13900001234');
    expect(sure.quarantine).toMatchObject({ code: 'unlawful', text: '办假证' });
    expect(read('', '专业办假证，出售考试答案').quarantine).toBeNull();
    expect(read('举报', '楼道里有人办假证、刻假章，电话13900001234').quarantine).toBeNull();
    for (const text of CRITICISM) expect(read('意见', text).quarantine).toBeNull();
  });

  it.each([
    ['举报小区有人代开发票', '楼下小店贴着代开发票的广告，请查处'],
    ['隔壁公司以兼职日结为名骗人', '声称兼职日结，押金不退，投诉无门'],
    ['商场跳楼价促销', '虚假促销，请问归谁管？'],
    ['路口太危险', '再不修要引发群体性事件了，请重视'],
    ['有人聚众赌博', '三楼每天聚众打牌到半夜'],
  ])('does not hold who tells of a wrong: %s', (subject, detail) => {
    expect(holds(subject, detail)).toEqual([]);
  });

  it.each<[MessageKind, string, string]>([
    ['consultation', '咨询公积金提取', '请问租房提取公积金需要什么材料？'],
    ['help', '请求修复排水沟', '恳请尽快派人修复，谢谢'],
    ['complaint', '投诉楼下烧烤店油烟扰民', '每晚油烟扰民，没人管'],
    ['report', '实名举报村主任冒领补贴', '村主任虚报冒领，套取资金'],
    ['suggestion', '建议增设公交站', '建议在东门增设站点，方便出行'],
    ['correction', '网站错误', '办事指南页面公布的电话是空号，内容有误'],
    ['thanks', '感谢社区工作人员', '衷心感谢，为你们点赞'],
    ['other', '今日天气', '下雨了'],
  ])('takes for %s: %s', (kind, subject, detail) => {
    expect(read(subject, detail).kind).toBe(kind);
  });

  it.each([
    ['emergency', '小区燃气泄漏', '三栋楼道里味道很大'],
    ['urgent', '停水三天', '全小区没水喝'],
    ['ordinary', '建议种树', '建议路边种树'],
  ])('takes for %s: %s', (urgency, subject, detail) => {
    expect(read(subject, detail).urgency).toBe(urgency);
  });

  const STORY = '我家住在东街二十年，一直支持街道的各项工作，也按时交了各种费用。小区里的老人孩子都很多，平时大家见面都客客气气。前年起楼下开了一家饭馆，每天从早上到深夜都有人进进出出，味道和声音都传到楼上来，我们找过店主，也找过物业，都说会改，可是过了这么久还是老样子，大家只好关着窗户过日子，夏天尤其难受，孩子写作业也静不下来。';

  it.each([
    ['urgency', 'ordinary', '饭馆油烟扰民', `${STORY}去年夏天还停过一次电。`],
    ['urgency', 'ordinary', '饭馆油烟扰民', `${STORY}听说别处的饭馆起火了，我们很怕。`],
    ['urgency', 'ordinary', '咨询危房改造补助', '农村危房改造补助的标准是多少？'],
    ['urgency', 'ordinary', '', '感谢社区，反映的路灯第二天就修好了，大家很高兴'],
    ['urgency', 'emergency', '饭馆起火了', STORY],
    ['urgency', 'urgent', '小区停水三天', STORY],
    ['kind', 'complaint', '饭馆油烟扰民', `${STORY}请有关部门处理，谢谢！`],
    ['kind', 'complaint', '饭馆油烟扰民', `${STORY}难道背后有保护伞吗？`],
    ['kind', 'complaint', '售票窗口只收现金', '车站售票窗口只收现金，态度也差，很不方便'],
    ['kind', 'report', '反映好味饭馆', `${STORY}城管队长收了好处费，还收下烟酒，所以没有人管。`],
    ['kind', 'report', '好味餐饮公司无证经营', STORY],
    ['kind', 'thanks', '', '老师们节日快乐'],
  ] as const)('weighs where it is said: %s %s of %s', (what, expected, subject, detail) => {
    expect(read(subject, detail)[what]).toBe(expected);
  });

  it('sees groups, repetition and the accused', () => {
    expect(read('联名反映', '我们128名业主联名反映').group).toEqual({ people: 128, representative: null });
    expect(read('', '三百二十名村民联名，代表：王建国，请解决灌溉用水').group).toEqual({ people: 320, representative: '王建国' });
    expect(read('反映', '一个人反映').group).toBeNull();
    expect(read('第三次反映', '多次反映未果')).toMatchObject({ repeated: true, times: 3 });
    expect(read('', '这是第12次投诉了').times).toBe(12);
    const names = read('举报青山镇水利站', '我实名举报红旗建筑有限公司和青松村委会，张主任以权谋私').accused.map(
      ({ text }) => text,
    );
    expect(names).toEqual(expect.arrayContaining(['红旗建筑有限公司', '青松村委会', '张主任']));
    expect(read('投诉红旗建筑有限公司噪音', '半夜施工').accused).toEqual([]);
  });

  it.each([...HELD, ...EMERGENCIES.map(([subject, detail]) => ['an emergency', subject, detail] as const)])('gives every reason its span of subject, line break and detail: %s %s', (_, subject, detail) => {
    const whole = `${subject}\n${detail ?? ''}`;
    const { reasons } = read(subject, detail);
    expect(reasons).not.toEqual([]);
    for (const { start, end, text } of reasons) {
      expect(whole.slice(start, end)).toBe(text);
      expect(end).toBeGreaterThan(start);
    }
  });

  it('reads 100,000 characters in time in proportion to them', () => {
    expectInProportion((times) => read('长文', '请问路灯什么时候修？我们已经多次反映，没人管。'.repeat(times)), 4_500);
  });
});

const MESSAGES = '../shared/data/messages.dev.jsonl';
const present = existsSync(MESSAGES);
(present ? describe : describe.skip)(
  `screening of real messages${present ? '' : ` (skipped: ${MESSAGES} is absent)`}`,
  () => {
    it('holds fewer than one whole message in a hundred', () => {
      const rows = readFileSync(MESSAGES, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { cut?: boolean; subject?: string; detail: string });
      const whole = rows.filter(({ cut }) => cut !== true);
      const held = whole.filter((row) => screen(row, lexicons).verdict === 'hold').length;
      expect(held / whole.length).toBeLessThan(0.01);
    });
  },
);
