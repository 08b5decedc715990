import { mailVerb } from '../../src/cli/mail.js';
import { huiyin } from './bench.js';

describe('mail', () => {
  it('previews every template in both languages and forms, with every field filled', async () => {
    const keys = (await huiyin([mailVerb], ['mail', 'list'])).output.trim().split('\n');
    expect(keys).toEqual(expect.arrayContaining(['morning', 'summary', 'supervision', 'urge', 'digest_late']));
    for (const key of keys) {
      for (const language of ['zh', 'en']) {
        const shown = await Promise.all(['text', 'html', 'subject'].map(async (form) => await huiyin([mailVerb], ['mail', 'preview', key, '--form', form, '--language', language])));
        expect(shown.map(({ status }) => status)).toEqual([0, 0, 0]);
        for (const { output } of shown) expect([key, language, /\{\{|undefined|\[object/.test(output)]).toEqual([key, language, false]);
        expect(shown[1]!.output).toMatch(/<table role="presentation"/);
      }
    }
  });

  it('says which templates there are when one is not', async () => {
    const said = await huiyin([mailVerb], ['mail', 'preview', 'postcard']);
    expect([said.status, said.output]).toEqual([2, '']);
    expect(said.errors).toContain('“postcard”无法使用');
  });
});
