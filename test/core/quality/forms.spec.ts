import { readFileSync } from 'node:fs';
import { load as parse } from 'js-yaml';
import { formOf, parseForms } from '../../../src/core/quality/forms.js';
import type { Kind, Platform } from '../../../src/core/vocabulary.js';

const FORMS = ['default', 'mailbox', 'message', 'comment'];
const shipped = parseForms((parse(readFileSync('config/quality/forms.yaml', 'utf8')) as { forms: unknown }).forms, FORMS);

describe('the form a reply is held to', () => {
  it.each<[Platform, Kind, number, string]>([
    ['weibo', 'consultation', 40, 'comment'],
    ['weibo', 'complaint', 200, 'comment'],
    ['weibo', 'complaint', 201, 'message'],
    ['douyin', 'report', 40, 'mailbox'],
    ['wechat', 'consultation', 60, 'comment'],
    ['wechat', 'consultation', 500, 'message'],
    ['wechat', 'complaint', 300, 'message'],
    ['wechat', 'complaint', 301, 'mailbox'],
    ['website', 'thanks', 60, 'comment'],
    ['website', 'consultation', 60, 'mailbox'],
    ['superior', 'help', 60, 'mailbox'],
  ])('on %s, %s, %i characters: %s', (platform, kind, length, form) => {
    expect(formOf(shipped, { platform, kind, reply: `${'字 '.repeat(length)}\n` })).toBe(form);
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'forms: must be a list'],
    ['a form nobody knows', [{ form: 'poem' }], 'forms[0].form'],
    ['a platform nobody knows', [{ platforms: ['fax'], form: 'mailbox' }, { form: 'mailbox' }], 'forms[0].platforms'],
    ['a last line with a condition', [{ kinds: ['help'], form: 'mailbox' }], 'the last line must fit everything'],
  ])('refuses %s and names the field', (_name, rules, said) => {
    expect(() => parseForms(rules, FORMS)).toThrow(said);
  });
});
