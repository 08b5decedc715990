import { languageOf, problemOf, PROBLEMS, sentenceOf } from '../../src/base/problems.js';
import { checkedShape } from '../../src/base/shapes.js';
import { ProposeInterimDto } from '../../src/publication/amendments.dto.js';
import { REFUSALS } from '../../src/core/refusal.js';

describe('problems', () => {
  it.each(REFUSALS)('%s is said in Chinese and in English', (code) => {
    const { title, hint } = PROBLEMS[code];
    expect(title.zh).toMatch(/\p{Script=Han}/u);
    expect(title.en).not.toMatch(/\p{Script=Han}/u);
    expect(hint?.zh ?? '无').toMatch(/\p{Script=Han}/u);
  });

  it('fill facts into the sentence and keep them beside it', () => {
    expect(problemOf('message_too_long', { limit: 20000, given: 100000 }, 'en', '/door')).toMatchObject({
      status: 413, instance: '/door', limit: 20000, given: 100000, hint: 'At most 20000 characters; shorten it or send it in parts',
    });
    expect(sentenceOf('too_many_tries', { seconds: 30 })).toContain('30 秒后再试');
    expect(problemOf('signature_missing', { missing: ['head', 'deputy_leader'] }, 'zh', '/')).toMatchObject({ missing: ['head', 'deputy_leader'], hint: '尚缺单位负责人、分管领导的签名' });
    expect(problemOf('not_your_part', { who: ['channel'] }, 'zh', '/')).toMatchObject({ hint: '请交由来信渠道的令牌办理' });
    expect(problemOf('not_your_part', { who: ['nobody_known'] }, 'zh', '/')).not.toHaveProperty('hint');
  });

  it('name fields, and what they list, as people do', () => {
    expect(problemOf('wrong_shape', { errors: [{ field: 'cases.1.version', problems: [] }, { field: 'hours | workingDays', problems: [] }, { field: '', problems: [] }] }, 'zh', '/')['errors']).toMatchObject([
      { field: 'cases.1.version', name: '办理件 第 2 项 版本' }, { name: '小时或工作日' }, { name: '提交的内容' },
    ]);
    const shown = REFUSALS.map((code) => PROBLEMS[code].hint?.zh.replace(/\{\w+\}/g, '') ?? '').filter((hint) => /[a-z]{3,}/.test(hint));
    // What only a machine or the administrator of the machine is told.
    expect(shown.filter((hint) => !/令牌|编码|handle|application\/json|LANGUAGE_MODEL_URL/.test(hint))).toEqual([]);
  });

  it.each([
    [undefined, 'zh'], ['', 'zh'], ['en', 'en'], ['en-GB,zh;q=0.5', 'en'], ['zh-CN,en;q=0.9', 'zh'], ['fr,en;q=0.3', 'en'], ['en;q=0,zh', 'zh'],
  ])('speak by Accept-Language %s', (header, language) => expect(languageOf(header)).toBe(language));

  it('say what a pattern means, never the pattern', async () => {
    const shape = Object.assign(new ProposeInterimDto(), { version: 1, facts: ' ', doing: '正在抢修', nextStep: '恢复供水', nextDay: '10月12日' });
    const refusal = await checkedShape(shape).then(() => null, (error: unknown) => error as { facts: unknown });
    expect(refusal?.facts).toMatchObject({
      errors: [{ field: 'facts', problems: ['不能为空白 / must not be blank'] }, { field: 'nextDay', problems: ['应为日期，如 2026-10-12 / must be a day such as 2026-10-12'] }],
    });
  });
});
