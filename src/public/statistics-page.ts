/** 留言受理反馈统计公开: one month on a page, for any reader, without a script. */
import { html, type Html } from '../base/html.js';
import { KINDS } from '../core/vocabulary.js';
import type { PublicAnswer } from './answers.service.js';
import { dayText } from './days.js';
import { address, document, say, type View } from './page.js';
import { WORDS } from './page-words.js';
import type { MonthPage } from './statistics.service.js';

const monthText = (view: View, month: string): string => (view.language === 'zh' ? `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月` : month);
const line = (name: string, value: string): Html => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
const day = (view: View, iso: string): Html => html`<time datetime="${iso}">${dayText(iso, view.language)}</time>`;

const entry = (view: View, answer: PublicAnswer): Html => html`<article>
<h3><a href="${address(`/public/answers/${encodeURIComponent(answer.number)}`, view)}">${answer.subject || answer.number}</a></h3>
<p class="quiet">${say(view, WORDS.received)} ${day(view, answer.receivedOn)} · ${say(view, WORDS.answered)} ${day(view, answer.answeredOn)} · ${say(view, WORDS.by)} ${answer.department}</p>
<details><summary>${say(view, WORDS.statisticsText)}</summary><p class="text">${answer.message}</p><p class="text box">${answer.reply}</p></details>
</article>`;

export function statisticsPage(view: View, { statistics, before, after, list }: MonthPage): string {
  const { month, received, kinds, answered, clocked, inTime } = statistics;
  const to = (named: string, more: Record<string, string> = {}): string => address('/public/statistics', view, { month: named, ...more });
  const share = clocked === 0 ? '' : `（${((inTime / clocked) * 100).toFixed(1)}%，${inTime}/${clocked}）`;
  const title = `${monthText(view, month)} ${say(view, WORDS.statisticsTitle)}`;
  return document({
    title, view, path: '/public/statistics', query: { month },
    body: html`<h1>${title}</h1>
<nav aria-label="${say(view, WORDS.statisticsMonths)}"><p>${before && html`<a rel="prev" href="${to(before)}">${monthText(view, before)}</a> `}${after && html`<a rel="next" href="${to(after)}">${monthText(view, after)}</a>`}</p></nav>
<table>
${line(say(view, WORDS.statisticsReceived), String(received))}
${kinds.map(({ kind, count }) => line(say(view, KINDS[kind]), String(count)))}
${line(say(view, WORDS.statisticsAnswered), String(answered))}
${line(say(view, WORDS.statisticsInTime), `${inTime}${share}`)}
</table>
<p class="quiet">${say(view, WORDS.statisticsNote)}</p>
<h2>${say(view, WORDS.statisticsList)}</h2>
${list.answers.length === 0 && html`<p>${say(view, WORDS.noAnswers)}</p>`}
${list.answers.map((answer) => entry(view, answer))}
${list.next && html`<p><a rel="next" href="${to(month, { before: list.next })}">${say(view, WORDS.older)}</a></p>`}`,
  });
}
