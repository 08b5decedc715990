/** 社情民意专报: one topic on a sheet for leadership, to print and file. */
import { Html, html } from '../base/html.js';
import type { Language } from '../base/problems.js';
import type { Label } from '../core/vocabulary.js';
import type { TopicDetail } from './topic-views.js';

export interface TopicBrief extends TopicDetail {
  readonly madeAt: string;
  /** Beginnings of letters, personal data cut. */
  readonly samples: readonly { readonly number: string; readonly day: string; readonly text: string }[];
  /** What the public was answered so far. */
  readonly answers: readonly { readonly number: string; readonly day: string; readonly text: string }[];
  /** Letters of the topic that were answered. */
  readonly answered: number;
}

const WORDS = {
  title: { zh: '社情民意专报', en: 'Brief on a public concern' },
  made: { zh: '统计截至', en: 'As of' },
  what: { zh: '事由', en: 'Matter' },
  where: { zh: '地点', en: 'Place' },
  who: { zh: '主要群体', en: 'Who writes' },
  since: { zh: '时间', en: 'Time' },
  people: { zh: '反映人数', en: 'Citizens' },
  peopleNote: { zh: '（同一人多次来信计一人）', en: ' (a citizen who writes again counts once)' },
  letters: { zh: '来信件数', en: 'Letters' },
  answered: { zh: '已答复', en: 'Answered' },
  trend: { zh: '每日来信', en: 'Letters by day' },
  day: { zh: '日期', en: 'Day' },
  fresh: { zh: '新增人数', en: 'New citizens' },
  samples: { zh: '来信摘录（已隐去个人信息）', en: 'From the letters (personal data cut)' },
  answers: { zh: '已公开的答复', en: 'Answers made public' },
  none: { zh: '尚未答复', en: 'None so far' },
  advice: { zh: '建议：', en: 'Advice:' },
  sign: { zh: '签批：', en: 'Decision:' },
} as const satisfies Record<string, Label>;

const STYLE = new Html(`
@page{size:A4;margin:22mm 24mm}body{margin:0 auto;max-width:162mm;padding:6mm 0;color:#111;background:#fff;font:12pt/1.7 "FangSong","STFangsong","Noto Serif CJK SC","Noto Sans CJK SC",serif}
h1{font-size:22pt;text-align:center;letter-spacing:.2em;margin:0 0 2mm}h2{font-size:13pt;margin:6mm 0 2mm}.made{text-align:center;margin:0 0 6mm}table{width:100%;border-collapse:collapse}
th,td{border:1px solid #111;padding:2mm 3mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;white-space:nowrap}.facts th{width:30mm}.bar{display:block;height:3mm;background:#555}
li{margin:0 0 2mm;overflow-wrap:anywhere}.signature{margin-top:12mm;min-height:24mm}@media print{body{padding:0}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`);

/** A page without script; the bars repeat what the figures beside them say. */
export function topicBriefPage(brief: TopicBrief, language: Language): string {
  const say = (label: Label): string => label[language];
  const row = (label: Label, value: string): Html | null => (value === '' ? null : html`<tr><th scope="row">${say(label)}</th><td>${value}</td></tr>`);
  const most = Math.max(1, ...brief.trend.map(({ letters }) => letters));
  const list = (items: TopicBrief['samples']): Html => html`<ol>${items.map(({ number, day, text }) => html`<li>${day}　${number}<br>${text}</li>`)}</ol>`;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(WORDS.title)} ${brief.title}</title><style>${STYLE}</style></head><body>
<h1>${say(WORDS.title)}</h1>
<p class="made">${say(WORDS.made)} ${brief.madeAt.slice(0, 16).replace('T', ' ')}</p>
<table class="facts">
${row(WORDS.what, brief.title)}${row(WORDS.where, brief.place)}${row(WORDS.who, brief.who)}${row(WORDS.since, `${brief.from.slice(0, 10)} – ${brief.to.slice(0, 10)}`)}
${row(WORDS.people, `${brief.users}${say(WORDS.peopleNote)}`)}${row(WORDS.letters, String(brief.letters))}${row(WORDS.answered, String(brief.answered))}
</table>
<h2>${say(WORDS.trend)}</h2>
<table><thead><tr><th scope="col">${say(WORDS.day)}</th><th scope="col">${say(WORDS.letters)}</th><th scope="col">${say(WORDS.fresh)}</th><td aria-hidden="true"></td></tr></thead><tbody>
${brief.trend.map(({ day, letters, newUsers }) => html`<tr><th scope="row">${day}</th><td>${letters}</td><td>${newUsers}</td><td aria-hidden="true"><span class="bar" style="width:${Math.round((letters / most) * 60)}mm"></span></td></tr>`)}
</tbody></table>
<h2>${say(WORDS.samples)}</h2>
${list(brief.samples)}
<h2>${say(WORDS.answers)}</h2>
${brief.answers.length === 0 ? html`<p>${say(WORDS.none)}</p>` : list(brief.answers)}
<p class="signature">${say(WORDS.advice)}</p><p class="signature">${say(WORDS.sign)}</p>
</body></html>`.text;
}
