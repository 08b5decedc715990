/** 退订页: one sentence and one button, in both languages, without script. */
import type { Label } from '../core/vocabulary.js';
import { Html, html } from '../base/html.js';
import type { Language } from '../base/problems.js';
import type { OptionalNotice } from '../identity/identity.entities.js';
import { UNSUBSCRIBE_PATH } from './unsubscribing.js';

const MAILS: Record<OptionalNotice, Label> = {
  remind: { zh: '即将到期提醒', en: 'reminders that a time limit is near' },
  morning: { zh: '今日待办', en: 'the daily mail of what is due' },
  summary: { zh: '催督情况汇总', en: 'the summary of urges and supervisions' },
};

const TITLE: Label = { zh: '关闭提醒邮件', en: 'Switch a mail off' };
const KEPT: Label = {
  zh: '逾期、催办、督办和待办理的通知照常发送。以后想再收到，请登录后在“我的通知”中打开。',
  en: 'Notices of what is late, urged, supervised or to be done still come. To have it again, sign in and see “my notices”.',
};
const BROKEN: Label = { zh: '链接不完整或者已失效。请登录后在“我的通知”中设置。', en: 'This link is incomplete or no longer good. Please sign in and see “my notices”.' };

const question = (mail: Label): Label => ({ zh: `不再收到“${mail.zh}”邮件？`, en: `Stop ${mail.en}?` });
const done = (mail: Label): Label => ({ zh: `已关闭“${mail.zh}”邮件。`, en: `Done: you will no longer get ${mail.en}.` });

const STYLE = new Html(`body{margin:0 auto;max-width:36rem;padding:1rem;font:18px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif;color:#1b1f24}
h1{font-size:1.35rem}.quiet{color:#50565e;font-size:.9rem}
button{font:inherit;font-weight:600;color:#fff;background:#12408a;border:0;border-radius:2px;padding:.5rem 1.5rem;min-height:2.75rem;cursor:pointer}
:focus-visible{outline:3px solid #12408a;outline-offset:2px}`);

const document = (language: Language, heading: Label, rest: Html): string => html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${TITLE[language]}</title><style>${STYLE}</style></head>
<body><main><h1>${heading[language]}</h1>${rest}</main></body>
</html>
`.text;

export const askingPage = (language: Language, notice: OptionalNotice, link: string): string =>
  document(language, question(MAILS[notice]), html`
<form method="post" action="${UNSUBSCRIBE_PATH}?${new URLSearchParams({ link, lang: language }).toString()}"><button>${TITLE[language]}</button></form>
<p class="quiet">${KEPT[language]}</p>`);

export const donePage = (language: Language, notice: OptionalNotice): string => document(language, done(MAILS[notice]), html`<p class="quiet">${KEPT[language]}</p>`);

export const brokenPage = (language: Language): string => document(language, BROKEN, html``);
