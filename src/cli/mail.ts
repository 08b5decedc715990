import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { readBounce } from '../notice/bounce-report.js';
import { Notices } from '../notice/notice.service.js';
import { Templates } from '../base/templates.js';
import type { Language } from '../base/problems.js';
import { wordOf, type Desk, type Verb } from './desk.js';

/** Invented, as a mail might hold it: the fields of every template. */
const SAMPLES: Record<Language, Record<string, unknown>> = {
  zh: {
    caseNumber: '20261009-wx-0007', subjectOrNumber: '夜间施工噪声', clockName: '部门办理', accountName: '某市发布', departmentName: '市城管局', dueText: '2026年10月16日（周五）24:00',
    remainingText: '还有 2 个工作日', reason: '文号：催〔2026〕3号', link: 'https://huiyin.example/cases/1', proofLink: 'https://huiyin.example/api/v1/cases/1/clocks/1/proof?form=page', whyYou: '您是市城管局的负责人', recipientName: '周主任', count: 2,
    items: [
      { notice: '［催办单］20261009-wx-0007 请于 2026年10月16日（周五）24:00 前书面回复', link: 'https://huiyin.example/cases/1', caseNumber: '20261009-wx-0007', subjectOrNumber: '夜间施工噪声', dueText: '2026年10月16日（周五）24:00', department: '市城管局', overdue: 3, urges: 1, supervisions: 0, drafts: 1, entryNumber: 12, question: '路灯不亮找谁', reviewBy: '2026-10-30', note: '将到复核日期', topicTitle: '云锦小区餐饮油烟', newCitizens: 6, days: 7, citizens: 9, letters: 12, since: '2026-10-02', level: 1 },
      { notice: '［待签收］20261010-wb-0002 请于 2026年10月19日（周一）24:00 前签收', link: 'https://huiyin.example/cases/2', caseNumber: '20261010-wb-0002', subjectOrNumber: '路灯不亮', dueText: '2026年10月19日（周一）24:00', department: '市住建局', overdue: 1, urges: 0, supervisions: 1, drafts: 0, entryNumber: 31, question: '加装电梯有补贴吗', reviewBy: '2026-11-06', note: '依据已失效', topicTitle: '柳溪村路灯不亮', newCitizens: 15, days: 7, citizens: 15, letters: 16, since: '2026-10-05', level: 2 },
    ],
  },
  en: {
    caseNumber: '20261009-wx-0007', subjectOrNumber: 'Noise at night', clockName: 'handling by the unit', accountName: 'City news', departmentName: 'Urban management', dueText: '24:00, Fri 16 October 2026',
    remainingText: '2 working days', reason: 'Document 3 of 2026', link: 'https://huiyin.example/cases/1', proofLink: 'https://huiyin.example/api/v1/cases/1/clocks/1/proof?form=page', whyYou: 'you are the head of Urban management', recipientName: 'Ms Zhou', count: 2,
    items: [
      { notice: '[Urge] 20261009-wx-0007: please answer in writing', link: 'https://huiyin.example/cases/1', caseNumber: '20261009-wx-0007', subjectOrNumber: 'Noise at night', dueText: '24:00, Fri 16 October 2026', department: 'Urban management', overdue: 3, urges: 1, supervisions: 0, drafts: 1, entryNumber: 12, question: 'Street lights that fail', reviewBy: '2026-10-30', note: 'near its review date', topicTitle: 'Kitchen smoke at Yunjin', newCitizens: 6, days: 7, citizens: 9, letters: 12, since: '2026-10-02', level: 1 },
      { notice: '[To acknowledge] 20261010-wb-0002', link: 'https://huiyin.example/cases/2', caseNumber: '20261010-wb-0002', subjectOrNumber: 'Street lights', dueText: '24:00, Mon 19 October 2026', department: 'Housing', overdue: 1, urges: 0, supervisions: 1, drafts: 0, entryNumber: 31, question: 'Lifts in old houses', reviewBy: '2026-11-06', note: 'its basis was repealed', topicTitle: 'Street lights at Liuxi', newCitizens: 15, days: 7, citizens: 15, letters: 16, since: '2026-10-05', level: 2 },
    ],
  },
};

/** What a sample above would say wrongly in one mail. */
const OTHERWISE: Record<Language, Record<string, Record<string, unknown>>> = {
  zh: { miss: { remainingText: '已逾期 1 个工作日' }, to_do: { reason: '来信人已补充，请继续办理' }, emergency: { reason: null }, held: { reason: null }, report: { form: '月报', title: '2026年9月网民留言办理情况通报', correction: false, number: '网情〔2026〕9号', proofLink: null }, assessment: { matter: '抽查', what: '有 6 件答复请您评查', about: '三月答复质量抽查', asked: '请独立评定，在期限内交表。', dueText: '2026-10-16', proofLink: null } },
  en: { miss: { remainingText: 'overdue by 1 working day' }, to_do: { reason: 'The writer has answered; please go on' }, emergency: { reason: null }, held: { reason: null }, report: { form: 'monthly report', period: '2026-09', correction: false, number: 'No. 9 of 2026', proofLink: null }, assessment: { matter: 'Spot check', what: '6 replies for you to check', about: 'Replies of March', asked: 'Judge them by yourself and hand in in time.', dueText: '2026-10-16', proofLink: null } },
};

export const sampleOf = (key: string, language: Language): Record<string, unknown> => ({ ...SAMPLES[language], ...OTHERWISE[language][key] });

/** `mail list` and `mail preview KEY`: what a template of `config/mail` makes of invented facts; nothing is sent. `mail bounce FILE`: a report that came back. */
export const mailVerb: Verb = (program, desk) => {
  const mail = program.command('mail').description('邮件模板 / mail templates');
  mail.command('list').description('全部模板 / all templates').action(async () => {
    for (const key of templatesOf(desk).mailKeys()) await desk.say(key);
  });
  mail
    .command('preview').argument('<template>').description('以虚构内容预览，不发送 / as it looks with invented facts; nothing is sent')
    .option('--form <form>', 'text, html, subject', 'text').option('--language <language>', 'zh, en', 'zh')
    .action(async (template: string, options: { form: string; language: string }) => {
      const templates = templatesOf(desk);
      const key = wordOf('<template>', template, templates.mailKeys());
      const form = wordOf('--form', options.form, ['text', 'html', 'subject'] as const);
      const language = wordOf('--language', options.language, ['zh', 'en'] as const);
      await desk.say(templates.mail(key, sampleOf(key, language), language)[form]);
    });
  mail
    .command('bounce').argument('<file.eml>', '- 为标准输入 / - for standard input').description('登记退信（RFC 3464） / note what a mail server reports of a mail it could not deliver')
    .action(async (file: string) => await bounce(desk, file));
};

/** A report of the mail server, from a file or piped in by the mailbox that bounces come to. */
async function bounce(desk: Desk, file: string): Promise<void> {
  const report = await readBounce(file === '-' ? await buffer(desk.streams.input) : await readFile(desk.file(file)));
  await desk.opened(async (app) => {
    const { id, template, state, lastError } = await app.get(Notices).listing.bounce(report);
    await desk.say(JSON.stringify({ id, template, state, lastError }));
  });
}

const templatesOf = (desk: Desk): Templates => new Templates(desk.settings);
