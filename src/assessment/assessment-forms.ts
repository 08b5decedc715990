import type { Language } from '../base/problems.js';
import type { AnnualUnit, AssessmentLine, CriterionSheet, UnitSheet } from './assessment-reading.service.js';
import type { FormTable, Value } from './form-files.js';

const WORDS = {
  zh: {
    units: '单位得分', deductions: '扣分清单', scheme: '考核方案', unit: '单位', peers: '同类', total: '总分', grade: '档次', ungraded: '件数不足，不评档', criterion: '指标', counted: '应考件', good: '好件', rate: '比例',
    points: '分值', earned: '得分', deducted: '扣分', few: '件数不足，不计分', number: '办理件编号', why: '依据', result: '处理', excluded: '已剔除', cancelled: '异议成立，不扣分', stands: '计入扣分', from: '比例达到', share: '得几成分', source: '出处', minimum: '最少件数',
    annual: '年度汇总', edition: (n: number) => (n === 0 ? '' : `第${n}次更正`), states: { drafted: '计分，尚未告知单位', told: '已告知单位，可提异议', fixed: '已确定' },
    note: (period: string, asOf: string) => `考核期间 ${period}，数据截至 ${asOf}`, period: '考核期间', mean: '年度平均', late: (due: string, done: string) => `期限 ${due}，${done}`, open: '统计时未办结', doneAt: (at: string) => `${at} 办结`, mark: (mark: number) => `抽查评定 ${mark}`,
  },
  en: {
    units: 'Units', deductions: 'Deductions', scheme: 'Scheme', unit: 'Unit', peers: 'Group', total: 'Total', grade: 'Grade', ungraded: 'too few cases, not graded', criterion: 'Criterion', counted: 'Counted', good: 'Good', rate: 'Rate',
    points: 'Points', earned: 'Earned', deducted: 'Deducted', few: 'too few cases', number: 'Case', why: 'Counted by', result: 'State', excluded: 'excluded', cancelled: 'objection accepted', stands: 'counted', from: 'From a rate of', share: 'Share of points', source: 'Source', minimum: 'At least',
    annual: 'The year', edition: (n: number) => (n === 0 ? '' : `correction ${n}`), states: { drafted: 'counted, units not told yet', told: 'units told, open to objections', fixed: 'fixed' },
    note: (period: string, asOf: string) => `Period ${period}, as of ${asOf}`, period: 'Period', mean: 'Mean of the year', late: (due: string, done: string) => `due ${due}, ${done}`, open: 'open when counted', doneAt: (at: string) => `done ${at}`, mark: (mark: number) => `spot check: ${mark}`,
  },
} as const;

/** Of when it is, and how far. */
export function noteOf({ period, asOf, state, edition, hash }: AssessmentLine, language: Language, writtenAt: (instant: string) => string): string {
  const words = WORDS[language];
  return [words.note(period.replace('/', ' – '), writtenAt(asOf)), words.states[state], words.edition(edition), hash === null ? '' : `SHA-256 ${hash}`].filter((each) => each !== '').join(language === 'zh' ? '；' : '; ');
}

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
