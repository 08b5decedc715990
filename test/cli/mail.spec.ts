import { readSettings } from '../../src/base/settings.js';
import { Templates } from '../../src/base/templates.js';
import { mailVerb, sampleOf } from '../../src/cli/mail.js';
import { huiyin } from './bench.js';

describe('mail', () => {
  const templates = new Templates(readSettings({}));

  it.each(['zh', 'en'] as const)('has a sample of every template that fills every field of it (%s)', (language) => {
    for (const key of templates.mailKeys()) {
      const unknown = new Set<string>();
      const view = new Proxy(sampleOf(key, language), {
        has: (sample, field) => {
          if (!(field in sample)) unknown.add(String(field));
          return field in sample;
        },
      });
      const { subject, text, html } = templates.mail(key, view, language);
      expect([key, [...unknown]]).toEqual([key, []]);
      expect([key, /\{\{|undefined|\[object/.test(subject + text + html)]).toEqual([key, false]);
      expect(html).toMatch(/<table role="presentation"/);
    }
  });

  it('previews a template in both languages and every form', async () => {
    const keys = (await huiyin([mailVerb], ['mail', 'list'])).output.trim().split('\n');
    expect(keys).toEqual(templates.mailKeys());
    for (const language of ['zh', 'en'] as const) {
      const made = templates.mail('urge', sampleOf('urge', language), language);
      for (const form of ['text', 'html', 'subject'] as const) {
        const { status, output } = await huiyin([mailVerb], ['mail', 'preview', 'urge', '--form', form, '--language', language]);
        expect([status, output.trim()]).toEqual([0, made[form].trim()]);
      }
    }
  });

  it('says which templates there are when one is not', async () => {
    const said = await huiyin([mailVerb], ['mail', 'preview', 'postcard']);
    expect([said.status, said.output]).toEqual([2, '']);
    expect(said.errors).toContain('“postcard”无法使用');
  });
});
