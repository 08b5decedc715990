import { existsSync, readFileSync } from 'node:fs';
import { screen, type MessageKind } from '../../../src/core/judgement/screening.js';
import { shippedLexicons } from './lexicon-files.js';

const lexicons = shippedLexicons();
const read = (subject: string, detail = ''): ReturnType<typeof screen> => screen({ subject, detail }, lexicons);
const holds = (subject: string, detail = ''): string[] => [
  ...new Set(
    read(subject, detail)
      .reasons.filter((r) => r.hold)
      .map((r) => r.code),
  ),
];

/** Harsh, unfair perhaps, lawful all the same: every one must pass. */
const CRITICISM = [
  '你们就是不作为，拿着纳税人的钱混日子！',
  '这个回复简直是糊弄鬼，形式主义到了极点。',
  '区里的领导都是睁眼瞎，看不见老百姓的死活。',
  '官僚主义、踢皮球，三年了没人管，太让人寒心了！',
  '某些干部高高在上，根本不把群众当人看。',
  '强烈谴责城管局的野蛮执法！',
  '政府说话不算数，公信力何在？',
  '这条路修了挖、挖了修，钱都进了谁的口袋？',
  '你们的政策就是劫贫济富，拍脑袋决策！',
  '垃圾政策，害苦了小商户。',
  '面子工程、政绩工程，劳民伤财！',
  '信访局成了摆设，去了十次等于没去。',
  '窗口人员态度恶劣，像欠他钱一样。',
  '请市长自己来坐坐这趟公交，看看是人坐的吗？',
  '教育局就会和稀泥，校长一手遮天。',
  '官官相护，我对你们彻底失望了。',
  '书记说的话就是放空炮，一件实事都没干成。',
  '腐败不除，民不聊生！',
  '再不解决我就天天来投诉，投诉到省里去！',
  '懒政怠政，尸位素餐，请纪委好好查一查。',
  '这样的局长就该撤职！',
  '疫情期间你们的做法一刀切，荒唐透顶。',
  '环保局收了黑心厂多少好处，才让它臭了五年？',
  '说好的为人民服务，全是骗人的鬼话。',
  '我们村的低保全给了村干部亲戚，天理何在！',
];

describe('screening', () => {
  it.each(CRITICISM)('passes harsh but lawful criticism: %s', (text) => {
    expect(holds('意见', text)).toEqual([]);
    expect(read('意见', text).verdict).toBe('pass');
  });

  it.each<[string, string, string]>([
    ['abuse', '回复', '你们这群王＊八 蛋'],
    ['abuse', '', '局长是個傻\u200b逼'],
    ['threat', '最后通牒', '再不给钱我就炸了政府'],
    ['sensitive.self_harm', '求助', '工钱要不回来，我真的不想活了'],
    ['sensitive.mass', '通知', '业主们准备周六去围堵售楼部，拉横幅'],
    ['advertising', '好消息', '手工兼职日结，加我微信abc12345领资料'],
    ['unlawful', '', '专业办假证，出售考试答案'],
    ['scope.court', '申诉', '我不服区法院的一审判决，请领导改判'],
    ['scope.arbitration', '劳动争议', '我不服劳动仲裁结果'],
    ['scope.disclosure', '申请', '我要申请政府信息公开，请提供拆迁方案'],
    ['scope.petition', '复查', '我不服街道信访处理意见'],
    ['personal_data', '举证', '他的身份证号110101190001011009'],
    ['others_data', '', '房东的电话是13900001234，你们找他'],
    ['empty', '', '？！。。。'],
  ])('holds for %s', (code, subject, detail) => {
    expect(holds(subject, detail)).toContain(code);
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

  it('sees groups, repetition and the accused', () => {
    expect(read('联名反映', '我们128名业主联名反映').group).toEqual({ people: 128 });
    expect(read('反映', '一个人反映').group).toBeNull();
    expect(read('第三次反映', '多次反映未果').repeated).toBe(true);
    const names = read('举报青山镇水利站', '我实名举报红旗建筑有限公司和青松村委会，张主任以权谋私').accused.map(
      ({ text }) => text,
    );
    expect(names).toEqual(expect.arrayContaining(['红旗建筑有限公司', '青松村委会', '张主任']));
    expect(read('投诉红旗建筑有限公司噪音', '半夜施工').accused).toEqual([]);
  });

  it('gives spans of subject, line break and detail', () => {
    const [subject, detail] = ['求助', '我不想活了'];
    const whole = `${subject}\n${detail}`;
    for (const { start, end, text } of read(subject, detail).reasons) expect(whole.slice(start, end)).toBe(text);
  });

  it('reads 100,000 characters in time', () => {
    const started = performance.now();
    read('长文', '请问路灯什么时候修？我们已经多次反映，没人管。'.repeat(4_500));
    expect(performance.now() - started).toBeLessThan(20_000);
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
