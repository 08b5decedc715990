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
