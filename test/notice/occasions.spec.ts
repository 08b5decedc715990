import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ACTS } from '../../src/core/lifecycle.js';
import { projectDirectory } from '../../src/base/settings.js';
import { OCCASIONS } from '../../src/notice/occasions.js';
import { dueText, remainingText, standsIn, whyYou } from '../../src/notice/wording.js';
import { SUBSCRIPTIONS } from '../../src/subscriptions.js';
import { CN } from '../core/time/data.js';

const at = Date.parse;

describe('the table of occasions', () => {
  it('has a row for every act the notices hear, and no other', () => {
    const heard = ACTS.filter((act) => SUBSCRIPTIONS[act].includes('notice'));
    expect(Object.keys(OCCASIONS).sort()).toEqual([...heard].sort());
  });

  it('names mails that exist', () => {
    const mails = readdirSync(join(projectDirectory, 'config/mail')).map((name) => name.replace('.yaml', ''));
    const named = new Set(Object.values(OCCASIONS).flat().map(({ template }) => template));
    // Beside the mail for steps without words of their own: where an installation has none, those steps are not mailed.
    expect([...named].filter((template) => !mails.includes(template))).toEqual([]);
  });

  it('tells somebody of every available act that is not listed as silent', () => {
    const silent = ACTS.filter((act) => OCCASIONS[act]?.length === 0);
    expect(silent).toEqual(['restore', 'grant_return', 'sign']);
  });
});

describe('the words of a mail', () => {
  it.each([
    ['2026-10-12T23:59:59.999+08:00', false, '2026年10月12日（周一）24:00', '24:00, Mon 12 October 2026'],
    ['2026-03-04T17:30:00.000+08:00', false, '2026年3月4日（周三）17:30', '17:30, Wed 4 March 2026'],
    ['2027-02-10T23:59:59.999+08:00', true, '2027年2月10日（周三）24:00（暂定，放假安排未公布）', '24:00, Wed 10 February 2027 (provisional: the holiday notice is not out)'],
  ])('a due time %s', (instant, provisional, zh, en) => {
    expect(dueText(at(instant), provisional, CN)).toEqual({ zh, en });
  });

  it.each([
    // Friday before the make-up Saturday 10 October 2026; due on Monday the 12th.
    ['2026-10-09T09:00:00+08:00', '还有 2 个工作日'],
    ['2026-10-12T09:00:00+08:00', '还有 15 小时'],
    ['2026-10-12T23:30:00+08:00', '不足 1 小时'],
    ['2026-10-13T00:00:00+08:00', '已逾期 1 个工作日'],
    ['2026-10-17T09:00:00+08:00', '已逾期 4 个工作日'],
  ])('what remains at %s', (now, zh) => {
    expect(remainingText(at('2026-10-12T23:59:59.999+08:00'), at(now), CN).zh).toBe(zh);
  });

  it('says why a reader gets it, and a substitute too', () => {
    const why = whyYou('head', '市城管局');
    expect(why).toEqual({ zh: '您是市城管局的负责人', en: 'you are the head of 市城管局' });
    expect(standsIn('周主任', why).zh).toBe('周主任目前不在岗，您是其代理人；原收件理由：其是市城管局的负责人');
    expect(whyYou('coordinator', '')).toEqual({ zh: '您是本件的受理岗', en: 'you are the coordinator for this case' });
  });
});
