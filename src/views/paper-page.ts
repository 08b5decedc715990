/** 催办单、督办单、批示件 as a sheet to print, sign and file. */
import { Html, html } from '../base/html.js';
import type { Language } from '../base/problems.js';
import type { Label } from '../core/vocabulary.js';
import type { PaperView } from './paper-reading.js';

export interface PaperSheet extends PaperView {
  readonly caseNumber: string;
  /** Of a report the number alone. */
  readonly subject: string | null;
}

const WORDS = {
  draft: { zh: '（拟稿，签发后编号）', en: '(draft, numbered when signed)' },
  to: { zh: '主送', en: 'To' },
  case: { zh: '办理件编号', en: 'Case' },
  subject: { zh: '事项', en: 'Matter' },
  level: { zh: '督办级别', en: 'Level' },
  leader: { zh: '批示领导', en: 'Instruction by' },
  reason: { zh: '事由', en: 'Reason' },
  asked: { zh: '办理要求', en: 'What is asked' },
  issued: { zh: '签发', en: 'Issued' },
  byLadder: { zh: '系统按规则生成', en: 'made by rule' },
  due: { zh: '答复时限', en: 'To be answered by' },
  reply: { zh: '办理情况', en: 'Answer' },
  decision: { zh: '核定意见', en: 'Decision' },
  state: { zh: '状态', en: 'State' },
  signature: { zh: '单位负责人（签字）：', en: 'Head of the unit (signature):' },
  date: { zh: '年　　月　　日', en: 'Date:' },
} as const satisfies Record<string, Label>;

const STYLE = new Html(`
@page{size:A4;margin:22mm 24mm}body{margin:0 auto;max-width:162mm;padding:6mm 0;color:#111;background:#fff;font:12pt/1.8 "FangSong","STFangsong","Noto Serif CJK SC","Noto Sans CJK SC",serif}
h1{font-size:22pt;text-align:center;letter-spacing:.3em;margin:0 0 2mm}.number{text-align:center;margin:0 0 6mm}table{width:100%;border-collapse:collapse}
th,td{border:1px solid #111;padding:2.5mm 3mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:30mm;font-weight:600;white-space:nowrap}td{white-space:pre-line}
.signature{margin-top:14mm;display:flex;justify-content:space-between}@media print{body{padding:0}}
`);

export function paperPage(sheet: PaperSheet, language: Language): string {
  const say = (label: Label): string => label[language];
  const row = (label: Label, value: string | null): Html | null => (value === null || value === '' ? null : html`<tr><th scope="row">${say(label)}</th><td>${value}</td></tr>`);
  const by = (name: string | null, at: string | null): string | null => (at === null ? null : [name, momentText(at)].filter(Boolean).join('　'));
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(sheet.name)} ${sheet.number}</title><style>${STYLE}</style></head><body>
<h1>${say(sheet.name)}</h1>
<p class="number">${sheet.number ?? say(WORDS.draft)}</p>
<table>
${row(WORDS.to, sheet.department)}${row(WORDS.case, sheet.caseNumber)}${row(WORDS.subject, sheet.subject)}
${row(WORDS.level, sheet.level && [say(sheet.level), sheet.levelReason].filter(Boolean).join('：'))}${row(WORDS.leader, sheet.leader)}
${row(WORDS.reason, sheet.reason)}${row(WORDS.asked, sheet.asked === sheet.reason ? null : sheet.asked)}
${row(WORDS.issued, by(sheet.byLadder && sheet.issuedBy === null ? say(WORDS.byLadder) : sheet.issuedBy, sheet.issuedAt))}${row(WORDS.due, sheet.replyDueAt && momentText(sheet.replyDueAt))}
${row(WORDS.reply, sheet.reply && [sheet.reply, by(sheet.repliedBy, sheet.repliedAt)].filter(Boolean).join('\n'))}
${row(WORDS.decision, sheet.decidedAt && [sheet.decision, by(sheet.decidedBy, sheet.decidedAt)].filter(Boolean).join('\n'))}${row(WORDS.state, say(sheet.stateName))}
</table>
<p class="signature"><span>${say(WORDS.signature)}</span><span>${say(WORDS.date)}</span></p>
</body></html>`.text;
}

/** To the minute; midnight is the end of the day before. */
const momentText = (iso: string): string => (iso.slice(11, 23) === '23:59:59.999' ? `${iso.slice(0, 10)} 24:00` : iso.slice(0, 16).replace('T', ' '));
