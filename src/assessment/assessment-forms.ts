import { Buffer } from 'node:buffer';
import ExcelJS from 'exceljs';
import { csvField } from '../base/csv.js';
import type { Language } from '../base/problems.js';
import { rowHeight, widthOf } from '../base/sheet-rows.js';
import type { AnnualUnit, CriterionSheet, UnitSheet } from './assessment-reading.service.js';

type Value = string | number | null;
export interface FormTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Columns that are shares. */
  readonly shares: readonly number[];
}

const WORDS = {
  zh: {
    units: '单位得分', deductions: '扣分清单', scheme: '考核方案', unit: '单位', peers: '同类', total: '总分', grade: '档次', ungraded: '件数不足，不评档', criterion: '指标', counted: '应考件', good: '好件', rate: '比例',
    points: '分值', earned: '得分', deducted: '扣分', few: '件数不足，不计分', number: '办理件编号', why: '依据', result: '处理', excluded: '已剔除', cancelled: '异议成立，不扣分', stands: '计入扣分', from: '比例达到', share: '得几成分', source: '出处', minimum: '最少件数',
    annual: '年度汇总', period: '考核期间', mean: '年度平均', late: (due: string, done: string) => `期限 ${due}，${done}`, open: '统计时未办结', doneAt: (at: string) => `${at} 办结`, mark: (mark: number) => `抽查评定 ${mark}`,
  },
  en: {
    units: 'Units', deductions: 'Deductions', scheme: 'Scheme', unit: 'Unit', peers: 'Group', total: 'Total', grade: 'Grade', ungraded: 'too few cases, not graded', criterion: 'Criterion', counted: 'Counted', good: 'Good', rate: 'Rate',
    points: 'Points', earned: 'Earned', deducted: 'Deducted', few: 'too few cases', number: 'Case', why: 'Counted by', result: 'State', excluded: 'excluded', cancelled: 'objection accepted', stands: 'counted', from: 'From a rate of', share: 'Share of points', source: 'Source', minimum: 'At least',
    annual: 'The year', period: 'Period', mean: 'Mean of the year', late: (due: string, done: string) => `due ${due}, ${done}`, open: 'open when counted', doneAt: (at: string) => `done ${at}`, mark: (mark: number) => `spot check: ${mark}`,
  },
} as const;

/** The scheme as an assessment keeps it. */
interface SchemeTold {
  readonly schemeVersion: string;
  readonly criteria: readonly Pick<CriterionSheet, 'label' | 'points' | 'minimum' | 'bands' | 'source'>[];
}

/** An assessment, or one unit’s 考核单, as tables: points, every deduction with its case, and the scheme they follow from. */
export function tablesOf(told: SchemeTold, sheets: readonly UnitSheet[], language: Language, writtenAt: (instant: string) => string): FormTable[] {
  const words = WORDS[language];
  const units = sheets.flatMap(({ unit, criteria }) => criteria.map((each): Value[] => [
    unit.name, unit.peers[language], unit.score.total, unit.gradeName?.[language] ?? words.ungraded, each.label[language], each.counted, each.good, each.rate, each.points, each.earned ?? words.few, each.deducted,
  ]));
  const deductions = sheets.flatMap(({ unit, criteria }) => criteria.flatMap(({ label, cases }) => cases.filter(({ bad }) => bad).map((each): Value[] => [
    unit.name, label[language], each.number,
    'dueAt' in each.evidence ? words.late(writtenAt(each.evidence.dueAt), each.evidence.stoppedAt === null ? words.open : words.doneAt(writtenAt(each.evidence.stoppedAt))) : words.mark(each.evidence.mark),
    each.excluded ? words.excluded : each.cancelled ? words.cancelled : words.stands,
  ])));
  const scheme = told.criteria.flatMap((each) => each.bands.map(({ from, share }): Value[] => [each.label[language], each.points, each.minimum, from, share, each.source]));
  return [
    { title: words.units, head: [words.unit, words.peers, words.total, words.grade, words.criterion, words.counted, words.good, words.rate, words.points, words.earned, words.deducted], rows: units, shares: [7] },
    { title: words.deductions, head: [words.unit, words.criterion, words.number, words.why, words.result], rows: deductions, shares: [] },
    { title: `${words.scheme} ${told.schemeVersion}`, head: [words.criterion, words.points, words.minimum, words.from, words.share, words.source], rows: scheme, shares: [3, 4] },
  ];
}

/** 年度汇总: a line a unit and period, the mean of the year beside it. */
export function annualTables(units: readonly AnnualUnit[], year: number, language: Language): FormTable[] {
  const words = WORDS[language];
  const rows = units.flatMap(({ name, peers, periods, mean }) => periods.map((each): Value[] => [peers[language], name, each.period.replace('/', ' – '), each.total, each.gradeName?.[language] ?? words.ungraded, mean]));
  return [{ title: `${words.annual} ${year}`, head: [words.peers, words.unit, words.period, words.total, words.grade, words.mean], rows, shares: [] }];
}

/** UTF-8 with a mark, so that a spreadsheet reads Chinese; one table under the other. */
export const csvOf = (tables: readonly FormTable[]): Buffer =>
  Buffer.from(`\uFEFF${tables.map(({ title, head, rows }) => [[title], head, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')).join('\r\n\r\n')}\r\n`, 'utf8');

const EDGE = { style: 'thin' } as const;
const BORDER = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE };
const HEAD_ROW = 2;

/** A sheet a table: its title, the head repeated on each page, framed, as wide as one page. */
export async function workbookOf(tables: readonly FormTable[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  for (const { title, head, rows, shares } of tables) {
    const sheet = workbook.addWorksheet(title.slice(0, 31), {
      views: [{ state: 'frozen', ySplit: HEAD_ROW }], headerFooter: { oddFooter: '&C&P / &N' },
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}` },
    });
    sheet.addRow([title]).font = { name: '黑体', size: 14 };
    const widths = head.map((name, index) => Math.min(50, Math.max(8, ...[name, ...rows.map((row) => row[index] ?? null)].map(widthOf)) + 2));
    widths.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
    const top = sheet.addRow([...head]);
    for (const row of rows) sheet.addRow([...row]).height = rowHeight(row, widths);
    sheet.eachRow((row, at) => {
      if (at < HEAD_ROW) return;
      row.eachCell({ includeEmpty: true }, (cell, index) => {
        cell.border = BORDER;
        cell.font = { name: at === HEAD_ROW ? '黑体' : '宋体', size: 10.5 };
        cell.alignment = { vertical: 'middle', wrapText: true, ...(at === HEAD_ROW && { horizontal: 'center' }) };
        if (at > HEAD_ROW && shares.includes(index - 1)) cell.numFmt = '0.0%';
      });
    });
    top.eachCell((cell) => (cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF6' } }));
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
