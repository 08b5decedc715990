/** 典型案例: proposed by rule, chosen by a person, told with the copies that the public may read. */
import type { Content } from './assembly.js';
import { chineseDay, column, type Section } from './document.js';
import type { Names } from './composition.js';
import type { TypicalRow } from './typical-cases.query.js';

export type TypicalSort = 'good' | 'bad';
export interface TypicalProposal {
  readonly number: string;
  readonly as: TypicalSort;
  readonly department: string;
  readonly subject: string | null;
  /** Why it is proposed. */
  readonly reasons: readonly string[];
}
/** What a person chose, and says of it. */
export interface ChosenCase {
  readonly number: string;
  readonly as: TypicalSort;
  readonly comment: string;
}

/** Reasons, heavier ones first. */
const BAD: readonly { readonly is: (row: TypicalRow) => boolean; readonly reason: string }[] = [
  { is: (row) => Number(row.upheld) === 1, reason: '不满意经研判属实' }, { is: (row) => Number(row.supervised) === 1, reason: '经督办' }, { is: (row) => Number(row.late) === 1, reason: '逾期' },
  { is: (row) => row.reopenings > 0, reason: '重办' }, { is: (row) => row.returns >= 2, reason: '两次退单' }, { is: (row) => Number(row.dissatisfied) === 1, reason: '网民不满意或者未解决' },
];
const isGood = (row: TypicalRow): boolean => row.answered_at !== null && Number(row.satisfied) === 1 && Number(row.resolved) === 1 && row.public_reply !== null && BAD.every(({ is }) => !is(row));

/** So many of each sort are proposed. */
const PROPOSED = 20;

/** The good: answered in time, satisfied, resolved and public, the quickest first; the bad: by the number of reasons. */
export function proposalsOf(rows: readonly TypicalRow[], names: Names, lengthOf: (row: TypicalRow) => number): TypicalProposal[] {
  const proposal = (row: TypicalRow, as: TypicalSort, reasons: readonly string[]): TypicalProposal => ({ number: row.number, as, department: names.department(row.department_id, row.account_id), subject: row.public_subject, reasons });
  const good = rows.filter(isGood).toSorted((a, b) => lengthOf(a) - lengthOf(b)).slice(0, PROPOSED).map((row) => proposal(row, 'good', [`${lengthOf(row)}个工作日答复`, '按期', '满意', '已解决']));
  const bad = rows.map((row) => ({ row, reasons: BAD.filter(({ is }) => is(row)).map(({ reason }) => reason) })).filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => b.reasons.length - a.reasons.length).slice(0, PROPOSED).map(({ row, reasons }) => proposal(row, 'bad', reasons));
  return [...good, ...bad];
}

export function typicalContent(chosen: readonly ChosenCase[], rows: readonly TypicalRow[], names: Names, lengthOf: (row: TypicalRow) => number): Content {
  const known = new Map(rows.map((row) => [row.number, row]));
  const told = chosen.flatMap((each) => {
    const row = known.get(each.number);
    return row ? [{ ...each, row }] : [];
  }).toSorted((a, b) => (a.as === b.as ? 0 : a.as === 'good' ? -1 : 1));
  return {
    words: { good: told.filter((each) => each.as === 'good').length, bad: told.filter((each) => each.as === 'bad').length },
    tables: [{
      key: 'chosen', title: '案例一览', note: null, columns: [column('办理件编号', 'text', 24), column('类别', 'text', 10), column('承办单位', 'text', 20), column('收到日期', 'day', 12), column('答复日期', 'day', 12)],
      rows: told.map(({ as, row }) => [row.number, as === 'good' ? '正面' : '反面', names.department(row.department_id, row.account_id), names.day(Number(row.received_at)), row.answered_at === null ? null : names.day(Number(row.answered_at))]),
    }],
    sections: told.map(({ as, comment, row }): Section => ({ heading: `${as === 'good' ? '正面典型' : '反面典型'}：${row.public_subject ?? `${names.department(row.department_id, row.account_id)}办理的一件留言`}`, paragraphs: paragraphsOf(row, comment, names, lengthOf), tables: [], charts: [] })),
    charts: [], appendices: [], details: null, figures: null, counting: null, notes: ['案例文字取自已公开的、隐去个人信息的版本；未公开的只说办理情况。举报件不作案例。'],
  };
}

function paragraphsOf(row: TypicalRow, comment: string, names: Names, lengthOf: (row: TypicalRow) => number): string[] {
  const handled = row.answered_at === null
    ? `${chineseDay(names.day(Number(row.received_at)))}收到，至统计时尚未答复。`
    : `${chineseDay(names.day(Number(row.received_at)))}收到，${chineseDay(names.day(Number(row.answered_at)))}答复，历时${lengthOf(row)}个工作日${Number(row.late) === 1 ? '，已逾期' : ''}。`;
  const steps = [row.returns > 0 ? `其间退单${row.returns}次` : '', row.reopenings > 0 ? `答复后重办${row.reopenings}次` : '', Number(row.supervised) === 1 ? '经督办' : ''].filter((text) => text !== '');
  return [
    ...(row.public_message === null ? [] : [`反映情况：${oneLine(row.public_message)}`]),
    `办理情况：承办单位为${names.department(row.department_id, row.account_id)}。${handled}${steps.length > 0 ? `${steps.join('，')}。` : ''}`,
    ...(row.public_reply === null ? [] : [`答复内容：${oneLine(row.public_reply)}`]),
    `点评：${comment}`,
  ];
}

const LONGEST = 600;
const oneLine = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return [...line].length > LONGEST ? `${[...line].slice(0, LONGEST).join('')}……` : line;
};
