/** 人员工作量: what each person did in the period, by sort of work, and holds now. No ranking and no score. */
import type { ActName } from '../core/lifecycle.js';
import type { Content } from './assembly.js';
import { column } from './document.js';

/** Sorts of work, and the acts that make them up; what is not named counts as 其他. */
const WORK = [
  { title: '审看分办', acts: ['hold', 'pass', 'relabel', 'reject', 'propose_rejection', 'file', 'quarantine', 'restore', 'assign', 'reassign', 'merge', 'unmerge', 'hand_over', 'confirm_hand_over', 'transfer_out', 'take_back', 'confirm_accused'] },
  { title: '签收联系', acts: ['acknowledge', 'log_contact', 'reassign_inside', 'ask_citizen', 'propose_clarification'] },
  { title: '拟稿提交', acts: ['submit_reply', 'contribute', 'answer_directly', 'propose_interim', 'propose_group_reply', 'reply_to_urge', 'reply_to_supervision'] },
  { title: '审签审核', acts: ['sign_off', 'sign', 'return_inside', 'send_back', 'approve', 'release', 'revise', 'interim', 'refuse_interim', 'approve_group_reply', 'grant_extension', 'refuse_extension', 'grant_return', 'refuse_return', 'adjudicate'] },
  { title: '发布', acts: ['publish', 'answer_by_group', 'correct', 'retract'] },
  { title: '回访研判', acts: ['follow_up', 'decide_dissatisfied', 'reopen', 'track', 'clear', 'end_repeats'] },
  { title: '催办督办', acts: ['urge', 'accept_urge_reply', 'return_urge_reply', 'supervise', 'raise_supervision', 'conclude_supervision', 'return_supervision_reply', 'drop_supervision', 'instruct', 'report_instruction'] },
] as const satisfies readonly { readonly title: string; readonly acts: readonly ActName[] }[];

export interface PersonsWork {
  readonly name: string;
  readonly unit: string;
  readonly acts: ReadonlyMap<string, number>;
  readonly held: number;
  readonly overdue: number;
}

export function workloadContent(people: readonly PersonsWork[]): Content {
  const known = new Set<string>(WORK.flatMap(({ acts }) => acts));
  const sum = (acts: ReadonlyMap<string, number>, counts: (act: string) => boolean): number => [...acts].reduce((total, [act, many]) => total + (counts(act) ? many : 0), 0);
  const lines = people.map(({ name, unit, acts, held, overdue }) => ({
    name, unit, held, overdue, all: sum(acts, () => true), sorts: WORK.map((work) => sum(acts, (act) => (work.acts as readonly string[]).includes(act))), other: sum(acts, (act) => !known.has(act)),
  })).toSorted((a, b) => (a.unit === b.unit ? (a.name < b.name ? -1 : 1) : a.unit < b.unit ? -1 : 1));
  const units = [...Map.groupBy(lines, ({ unit }) => unit)].map(([unit, own]) => ({ unit, all: own.reduce((total, { all }) => total + all, 0) }));
  return {
    words: { people: lines.length, acts: lines.reduce((total, { all }) => total + all, 0) },
    tables: [{
      key: 'people', title: '人员工作量', note: '按经办记录计次，一件可有多次；“在办”“逾期”为统计时手中未答复的件。各岗工作性质不同，件次不作为个人排名依据。',
      columns: [column('单位', 'text', 20), column('姓名', 'text', 10), ...WORK.map(({ title }) => column(title, 'count', 9)), column('其他', 'count', 7), column('合计', 'count', 7), column('在办', 'count', 7), column('逾期', 'count', 7)],
      rows: lines.map(({ name, unit, sorts, other, all, held, overdue }) => [unit, name, ...sorts, other, all, held, overdue]),
    }],
    charts: [{ key: 'units', title: '各单位经办件次', form: 'bars', sort: 'count', categories: units.map(({ unit }) => unit), series: [{ name: '件次', values: units.map(({ all }) => all) }] }],
    appendices: [], details: null, figures: null, counting: null, notes: ['件次取自办理记录，不含系统自动完成的步骤。'],
  };
}
