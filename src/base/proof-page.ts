/** 时限计算说明 as one printable page: no script, no colour that is not also a sign. */
import type { Rules } from '../core/clock-state.js';
import { timeText, zhDay } from '../core/time/citizen-proof.js';
import { dayNumber, dayOf, weekdayOf } from '../core/time/days.js';
import type { DayStep, ImposedProof, Proof } from '../core/time/proof.js';
import { heldBy, markOf, monthsOf, ruleWords } from '../core/time/proof-words.js';
import { ROLES, type Label } from '../core/vocabulary.js';
import { Html, html } from './html.js';
import type { Language } from './problems.js';

/** A due time that held before, and what moved it. */
export interface FormerDue {
  readonly revision: number;
  readonly dueAt: string | null;
  readonly movedBy: Label;
  readonly movedAt: string;
  readonly hash: string;
}

/** What the page says besides the proof itself. */
export interface ProofSheet {
  readonly caseNumber: string | null;
  readonly clock: Label;
  readonly proof: Proof | ImposedProof;
  /** The content still has the hash it was stored with. */
  readonly holds: boolean;
  readonly startAct: Label | null;
  /** When the message came to us, where the start is the platform’s instant and another. */
  readonly receivedAt: string | null;
  readonly policy: { readonly title: Label; readonly document: string; readonly article: string | null; readonly verified: boolean } | null;
  readonly former: readonly FormerDue[];
}

const WORDS = {
  title: { zh: '时限计算说明', en: 'How the time limit was computed' },
  case: { zh: '办理件编号', en: 'Case' },
  clock: { zh: '时限', en: 'Time limit' },
  start: { zh: '起算', en: 'Start' },
  received: { zh: '（平台时间；本系统收到于', en: ' (the platform’s time; it reached us at ' },
  rule: { zh: '规则', en: 'Rule' },
  basis: { zh: '依据', en: 'Basis' },
  seen: { zh: '原文已核', en: 'checked against the text' },
  secondHand: { zh: '转引，原文未核', en: 'second-hand, text not seen' },
  calendar: { zh: '日历', en: 'Calendar' },
  pauses: { zh: '停止计时', en: 'Stood still' },
  still: { zh: '至今', en: 'still' },
  extensions: { zh: '延期', en: 'Extensions' },
  restarted: { zh: '重新起算', en: 'Begun anew' },
  cap: { zh: '更早的承诺', en: 'Earlier promise' },
  former: { zh: '此前的期限', en: 'Former due times' },
  due: { zh: '到期', en: 'Due' },
  paused: { zh: '计时暂停，恢复后另行计算', en: 'Standing still; computed again when it goes on' },
  remaining: { zh: '尚余', en: 'still to come' },
  provisional: { zh: '暂定：所涉年度的放假安排尚未公布，公布后可能调整', en: 'Provisional: the holidays of a year it touches are not announced yet, and it may move' },
  imposed: { zh: '该日期由来文单位确定，不作计算，由来文单位方可延长', en: 'This date was set by the body that sent the matter; it is not computed and only that body extends it' },
  hash: { zh: '校验值', en: 'Checksum' },
  holds: { zh: '内容与存档一致', en: 'the content is as it was stored' },
  broken: { zh: '内容与存档不一致', en: 'the content is NOT as it was stored' },
  verify: { zh: '核对：huiyin proof <编号>；全部重算：huiyin replay', en: 'To verify: huiyin proof <number>; all of them: huiyin replay' },
  legend: {
    zh: '数字圈为计入的第几日；起＝起算日（不计）；休＝周末；假＝节假日；班＝调休上班；停＝停止计时；加粗框＝到期日',
    en: 'Ringed numbers: counted days; S start day (not counted); R weekend; H holiday; W make-up working day; P standing still; bold frame: due day',
  },
} as const satisfies Record<string, Label>;

const SIGNS: Readonly<Record<ReturnType<typeof markOf>, Label>> = {
  counted: { zh: '', en: '' }, zero: { zh: '起', en: 'S' }, weekend: { zh: '休', en: 'R' }, holiday: { zh: '假', en: 'H' }, paused: { zh: '停', en: 'P' }, passed: { zh: '', en: '' },
};
const MAKEUP: Label = { zh: '班', en: 'W' };
const WEEKDAYS: Record<Language, readonly string[]> = { zh: ['一', '二', '三', '四', '五', '六', '日'], en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] };

const STYLE = new Html(`
@page{size:A4;margin:14mm}*{box-sizing:border-box}
body{margin:0 auto;max-width:182mm;padding:4mm 0;color:#111;background:#fff;font:10.5pt/1.5 "PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif}
h1{font-size:17pt;margin:0 0 3mm}dl{display:grid;grid-template-columns:28mm 1fr;gap:1mm 3mm;margin:0}dt{color:#444}dd{margin:0;overflow-wrap:anywhere}
.result{border:2px solid #111;padding:2.5mm 4mm;margin:4mm 0;font-size:15pt;font-weight:700}.result small{display:block;font-size:10pt;font-weight:400}
.provisional{border-style:dashed}.months{display:flex;flex-wrap:wrap;align-items:flex-start;gap:3mm 6mm;margin:4mm 0 1mm}table{border-collapse:collapse;font-size:8.5pt}caption{text-align:left;font-weight:700}
th{font-weight:400;color:#444}td{width:7.6mm;height:8.6mm;border:1px solid #bbb;text-align:center;vertical-align:top;line-height:1.15;padding:0}
td small{display:block;font-size:7pt}.counted small{font-weight:700}.weekend{background:#e4e4e4}.holiday{background:#f6d5d1;color:#8a1c12}.makeup{background:#d8eed9}
.paused{background:repeating-linear-gradient(45deg,#fff,#fff 1.2mm,#ccc 1.2mm,#ccc 1.8mm)}.due{outline:2.5px solid #111;outline-offset:-2px;font-weight:700}
.quiet{color:#444;font-size:8.5pt}@media print{body{padding:0}a{color:inherit;text-decoration:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`);

/** What the rule behind a proof rests on; null where the proof names no policy. */
export function policyBehind(proof: Proof | ImposedProof, rules: Pick<Rules, 'policy'>): ProofSheet['policy'] {
  if ('imposed' in proof || !proof.policy) return null;
  const policy = rules.policy(proof.policy.hash);
  const { source, verified } = policy.clocks.find(({ clock }) => clock === proof.clock) ?? policy;
  return { title: policy.title, document: source.document, article: source.article ?? null, verified: verified === 'yes' };
}

/** The page as text. */
export function proofPage(sheet: ProofSheet, language: Language): string {
  const say = (label: Label): string => label[language];
  const { proof, caseNumber, clock } = sheet;
  const row = (label: Label, value: Html | string | null): Html | null => (value === null ? null : html`<dt>${say(label)}</dt><dd>${value}</dd>`);
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(WORDS.title)}${caseNumber && ` · ${caseNumber}`}</title><style>${STYLE}</style></head><body>
<h1>${say(WORDS.title)}</h1>
<dl>${caseNumber && row(WORDS.case, caseNumber)}${row(WORDS.clock, say(clock))}${'imposed' in proof ? null : counted(sheet, proof, language, row)}</dl>
${result(proof, language)}
${'imposed' in proof ? null : strip(proof, language)}
${formerTable(sheet, language)}
<p class="quiet">${say(WORDS.hash)} SHA-256 ${proof.hash}（${say(sheet.holds ? WORDS.holds : WORDS.broken)}）· ${proof.engine}<br>${say(WORDS.verify)}</p>
</body></html>`.text;
}

type Row = (label: Label, value: Html | string | null) => Html | null;

function counted({ startAct, receivedAt, policy }: ProofSheet, proof: Proof, language: Language, row: Row): (Html | null)[] {
  const say = (label: Label): string => label[language];
  const { calendar, start, pauses, extensions, restarted, cap } = proof;
  const began = `${momentText(start.at, language)}${startAct ? ` ${say(startAct)}` : ''}`;
  const basis = policy && `${say(policy.title)}：${policy.document}${policy.article ? ` ${policy.article}` : ''}（${say(policy.verified ? WORDS.seen : WORDS.secondHand)}）`;
  return [
    row(WORDS.start, receivedAt === null ? began : `${began}${say(WORDS.received)}${momentText(receivedAt, language)}${language === 'zh' ? '）' : ')'}`),
    row(WORDS.restarted, restarted ? `${momentText(restarted.from, language)} → ${momentText(start.at, language)}（${say(heldBy(restarted.by))}）` : null),
    row(WORDS.rule, say(ruleWords(proof))),
    row(WORDS.basis, basis && html`${basis}${proof.policy && html` <span class="quiet">${proof.policy.hash.slice(0, 16)}</span>`}`),
    row(WORDS.calendar, html`${[calendar.name, calendar.zone, ...calendar.papers].join(' · ')} <span class="quiet">${calendar.hash.slice(0, 16)}</span>`),
    row(WORDS.pauses, pauses.length === 0 ? null : pauses.map(({ from, to, by }) => `${momentText(from, language)} – ${to === null ? say(WORDS.still) : momentText(to, language)}（${say(heldBy(by))}）`).join('；')),
    row(WORDS.extensions, extensions.length === 0 ? null : extensions.map(({ amount, by, grantedAt }) => [`+${amount}`, by && say((ROLES as Record<string, Label>)[by] ?? { zh: by, en: by }), grantedAt && momentText(grantedAt, language)].filter(Boolean).join(' ')).join('；')),
    row(WORDS.cap, cap ? momentText(cap.at, language) : null),
  ];
}

function result(proof: Proof | ImposedProof, language: Language): Html {
  const say = (label: Label): string => label[language];
  if ('imposed' in proof) return html`<p class="result">${say(WORDS.due)}：${momentText(proof.imposed, language)}<small>${say(WORDS.imposed)}</small></p>`;
  const { dueAt, provisional, remaining } = proof.result;
  if (dueAt === null) {
    const left = remaining && ('days' in remaining ? `${remaining.days} ${language === 'zh' ? '日' : 'days'}` : `${Math.round(remaining.ms / 60_000)} ${language === 'zh' ? '分钟' : 'minutes'}`);
    return html`<p class="result">${say(WORDS.paused)}<small>${say(WORDS.remaining)} ${left}</small></p>`;
  }
  return html`<p class="result${provisional ? ' provisional' : ''}">${say(WORDS.due)}：${momentText(dueAt, language)}${provisional && html`<small>${say(WORDS.provisional)}</small>`}</p>`;
}

function strip(proof: Proof, language: Language): Html | null {
  const months = [...monthsOf(proof)];
  if (months.length === 0) return null;
  return html`<div class="months">${months.map(([month, days]) => monthTable(month, days, proof, language))}</div><p class="quiet">${WORDS.legend[language]}</p>`;
}

function monthTable(month: string, days: ReadonlyMap<string, DayStep | null>, proof: Proof, language: Language): Html {
  const first = dayNumber(`${month}-01`);
  // Monday first; weekdayOf counts from Sunday.
  const lead = (weekdayOf(first) + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let number = first; dayOf(number).startsWith(month); number++) cells.push(dayOf(number));
  while (cells.length % 7 > 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)).filter((week) => week.some((day) => day !== null && days.has(day)));
  return html`<table><caption>${month}</caption><thead><tr>${WEEKDAYS[language].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${weeks.map((week) => html`<tr>${week.map((day) => cell(day, day === null ? undefined : days.get(day), proof, language))}</tr>`)}</tbody></table>`;
}

function cell(day: string | null, step: DayStep | null | undefined, proof: Proof, language: Language): Html {
  if (day === null) return html`<td></td>`;
  const number = Number(day.slice(8));
  const due = day === proof.result.dueDay ? ' due' : '';
  if (step === undefined) return html`<td class="quiet${due}">${number}</td>`;
  if (step === null) return html`<td class="zero${due}">${number}<small>${SIGNS.zero[language]}</small></td>`;
  const mark = markOf(step, proof);
  const makeup = step.working && step.reason !== '工作日' && mark !== 'paused';
  const ordinal = step.countedMs ? `${Math.round(step.countedMs / 6_000) / 600}h` : step.counted ? ringed(step.counted) : '';
  return html`<td class="${mark}${makeup ? ' makeup' : ''}${due}" title="${step.reason}">${number}<small>${ordinal}${makeup ? MAKEUP[language] : SIGNS[mark][language]}</small></td>`;
}

/** ① … ㊿, and plain brackets beyond. */
function ringed(count: number): string {
  if (count <= 20) return String.fromCodePoint(0x2460 + count - 1);
  if (count <= 35) return String.fromCodePoint(0x3251 + count - 21);
  return count <= 50 ? String.fromCodePoint(0x32b1 + count - 36) : `(${count})`;
}

function formerTable({ former }: ProofSheet, language: Language): Html | null {
  if (former.length === 0) return null;
  return html`<dl><dt>${WORDS.former[language]}</dt><dd>${former.map(
    ({ dueAt, movedBy, movedAt, hash }) => html`${dueAt === null ? WORDS.paused[language] : momentText(dueAt, language)} <span class="quiet">→ ${momentText(movedAt, language)} ${movedBy[language]} · ${hash.slice(0, 16)}</span><br>`,
  )}</dd></dl>`;
}

/** 2026年10月12日 24:00, or 2026-10-12 24:00. */
const momentText = (iso: string, language: Language): string => `${language === 'zh' ? zhDay(iso) : iso.slice(0, 10)} ${timeText(iso)}`;
