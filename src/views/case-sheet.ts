/** 网民留言办理单: one case on a sheet to print, sign and file. */
import { Html, html } from '../base/html.js';
import type { Language } from '../base/problems.js';
import { GATES, RATINGS, RESOLUTIONS, ROLES, type Label } from '../core/vocabulary.js';
import type { CaseShown } from './case-view.service.js';

type Row = Readonly<Record<string, unknown>>;

const WORDS = {
  title: { zh: '网民留言办理单', en: 'Citizen message: record of handling' },
  number: { zh: '编号', en: 'Number' },
  source: { zh: '来源', en: 'Source' },
  received: { zh: '收件时间', en: 'Received' },
  kind: { zh: '类别、等级', en: 'Kind, urgency' },
  due: { zh: '答复期限', en: 'To be answered by' },
  person: { zh: '来信人', en: 'Writer' },
  hidden: { zh: '（举报件，依规不列）', en: '(a report: not listed)' },
  subject: { zh: '标题', en: 'Subject' },
  message: { zh: '留言内容', en: 'Message' },
  proposed: { zh: '拟办意见', en: 'Assignment' },
  instruction: { zh: '领导批示', en: 'Instruction' },
  reply: { zh: '承办意见', en: 'Reply' },
  signed: { zh: '审签', en: 'Signatures' },
  result: { zh: '答复送达', en: 'Published' },
  rating: { zh: '网民评价', en: 'Rating' },
  printed: { zh: '打印', en: 'Printed' },
} as const satisfies Record<string, Label>;

const STYLE = new Html(`
@page{size:A4;margin:20mm 22mm}body{margin:0 auto;max-width:166mm;padding:6mm 0;color:#111;background:#fff;font:12pt/1.7 "FangSong","STFangsong","Noto Serif CJK SC","Noto Sans CJK SC",serif}
h1{font-size:20pt;text-align:center;letter-spacing:.2em;margin:0 0 4mm}table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{border:1px solid #111;padding:2mm 3mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:21mm;font-weight:600}td{white-space:pre-line}td:first-of-type:not(:last-child){width:64mm}tr.open td{height:22mm}
.foot{margin:3mm 0 0;text-align:right;font-size:10.5pt}@media print{body{padding:0}tr{break-inside:avoid-page}}
`);

const ratingOf = ({ satisfaction, resolved }: Row, language: Language): string =>
  [RATINGS[satisfaction as keyof typeof RATINGS]?.[language], RESOLUTIONS[resolved as keyof typeof RESOLUTIONS]?.[language]].filter(Boolean).join('　');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

/** `2026年10月12日（周一）`, with the time where it tells something. `iso`: of the calendar’s zone. */
export function writtenDay(iso: string, language: Language, withTime = false): string {
  const [day = '', time = ''] = iso.split('T');
  const [year, month, date] = day.split('-').map(Number);
  const weekday = WEEKDAYS[language][new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${language === 'zh' ? `${year}年${month}月${date}日（${weekday}）` : `${day} (${weekday})`}${withTime ? ` ${time.slice(0, 5)}` : ''}`;
}

/** Without what the reader may not know: it prints the case as it was shown to the person. */
export function caseSheetPage(file: CaseShown, printedAt: string, language: Language): string {
  const say = (label: Label): string => label[language];
  const at = (value: unknown): string => (text(value) === '' ? '' : writtenDay(text(value), language, true));
  const lines = (...parts: readonly unknown[]): string => parts.map(text).filter((part) => part !== '').join('　');
  const pair = (first: Label, one: string, second: Label, two: string): Html => html`<tr><th scope="row">${say(first)}</th><td>${one}</td><th scope="row">${say(second)}</th><td>${two}</td></tr>`;
  const wide = (label: Label, value: string): Html => html`<tr${value === '' ? new Html(' class="open"') : null}><th scope="row">${say(label)}</th><td colspan="3">${value}</td></tr>`;
  const rows = (list: readonly Row[], each: (row: Row) => string): string => list.map(each).join('\n');
  const reply = (file.replies as readonly Row[]).find(({ id }) => id === file.currentReplyId) ?? (file.replies as readonly Row[]).at(-1);
  const signature = (each: Row): string => lines(ROLES[text(each['role']) as keyof typeof ROLES]?.[language], each['userName'], at(each['at']), gatesOf(each, language), each['note']);
  const signatures = (file.signatures as readonly Row[]).filter((each) => each['replyId'] === reply?.['id'] && each['voidedAt'] === null);
  const answer = file.clocks.findLast(({ clock }) => clock === 'answer');
  const [message] = file.messages;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(WORDS.title)} ${file.number}</title><style>${STYLE}</style></head><body>
<h1>${say(WORDS.title)}</h1>
<table>
${pair(WORDS.number, file.number, WORDS.source, file.account.name)}
${pair(WORDS.received, at(file.receivedAt), WORDS.kind, lines(say(file.kindName), file.urgencyName && say(file.urgencyName)))}
${pair(WORDS.due, answer?.dueDay ? writtenDay(answer.dueDay, language) : '', WORDS.person, file.kind === 'report' ? say(WORDS.hidden) : lines(message?.author?.name, message?.author?.contact))}
${wide(WORDS.subject, file.subject)}${wide(WORDS.message, file.messages.map((each) => each.text).join('\n\n'))}
${wide(WORDS.proposed, rows(file.assignments as readonly Row[], (each) => lines(each['department'], each['note'], each['assignedByName'], at(each['assignedAt']))))}
${wide(WORDS.instruction, rows((file.papers as readonly Row[]).filter(({ sort }) => sort === 'instruction'), (each) => lines(each['leader'], each['asked'] ?? each['reason'], at(each['issuedAt']))))}
${wide(WORDS.reply, reply ? [text(reply['toCitizen']), lines(reply['department'], reply['drafterName'], at(reply['submittedAt']))].join('\n') : '')}
${wide(WORDS.signed, rows(signatures, signature))}
${wide(WORDS.result, rows(file.publications as readonly Row[], (each) => lines(at(each['publishedAt']), each['publishedByName'])))}
${wide(WORDS.rating, rows(file.ratings as readonly Row[], (each) => lines(ratingOf(each, language), each['text'], at(each['at']))))}
</table>
<p class="foot">${say(WORDS.printed)} ${writtenDay(printedAt, language, true)}</p>
</body></html>`.text;
}

const gatesOf = ({ gates }: Row, language: Language): string =>
  Array.isArray(gates) ? gates.map((gate) => GATES[gate as keyof typeof GATES]?.[language] ?? '').filter(Boolean).join(language === 'zh' ? '、' : ', ') : '';
