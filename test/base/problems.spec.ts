import { languageOf, problemOf, PROBLEMS, sentenceOf } from '../../src/base/problems.js';
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
});
