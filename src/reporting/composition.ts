/** From the figures and the counted cases of a period to what its report says and shows: words, tables, charts, appendices. */
import { FIGURES, FIGURE_KEYS, figureOf, SOURCES, type FigureKey, type SourceName } from '../core/figures.js';
import { KINDS, type Kind } from '../core/vocabulary.js';
import { entriesOf, type CountedCase, type ListedCase } from './counted.query.js';
import type { Content } from './assembly.js';
import { column, written, type Cell, type Chart, type Table } from './document.js';
import type { PeriodWords } from './period-words.js';
import { peerRankings } from './peers.js';
import type { ReportSettings } from './report-settings.js';
import type { Figure, OwnedLength, Report, Scope, ScopeKind } from './report.js';
import { checkTables, checkWords, type CheckTold } from './spot-checks-told.js';
import { knowledgeTables, knowledgeWords, type KnowledgeTold } from './knowledge-told.js';
import { matterTables, matterWords, type ToldMatters } from './topics-told.js';

/** Of one step of time 月、日, for the chart of them. */
export interface StepCount {
  readonly step: string;
  readonly received: number;
  readonly answered: number;
}
/** Names for ids, as the registry has them, and days as the calendar has them. */
export interface Names {
  account(id: string): string;
  department(id: string | null, accountId: string): string;
  day(instant: number): string;
}
export interface Material {
  readonly report: Report;
  readonly cases: readonly CountedCase[];
  readonly listed: ReadonlyMap<string, ListedCase>;
  readonly lengths: readonly OwnedLength[];
  readonly steps: readonly StepCount[];
  readonly stepsBy: 'day' | 'month';
  /** The main figures of the whole in the period before and a year before. */
  readonly before: readonly Figure[];
  readonly yearBefore: readonly Figure[];
  /** 抽查 told with the period. */
  readonly checks: readonly CheckTold[];
  /** 热点 of the period, the top ones. */
  readonly matters: ToldMatters;
  /** 答问库; null where the report is not of whole accounts. */
  readonly knowledge: KnowledgeTold | null;
  readonly spoken: PeriodWords;
  readonly names: Names;
}

const scopesOf = (report: Report, kind: ScopeKind): Scope[] => report.scopes.filter((scope) => scope.kind === kind);
const figureIn = (scope: { readonly figures: readonly Figure[] }, key: FigureKey): Figure => scope.figures.find((each) => each.key === key)!;
const whole = (report: Report): Scope => scopesOf(report, 'whole')[0]!;

/** @throws Error only for a report without a whole */
export function figuresContent(material: Material, settings: ReportSettings): Content {
  const { report } = material;
  const figures = Object.fromEntries(FIGURE_KEYS.map((key) => [key, { numerator: FIGURES[key].numerator, denominator: FIGURES[key].denominator }]));
  return {
    words: wordsOf(material, settings), tables: tablesOf(material, settings), charts: chartsOf(material), appendices: appendicesOf(material), details: detailsOf(material),
    notes: report.rules.map(({ zh }) => zh), figures: report, counting: { sources: SOURCES, figures },
  };
}

/** 件数、百分比（附分子分母）、工作日、环比、同比, by figure. */
function wordsOf({ report, cases, before, yearBefore, checks, matters, knowledge, spoken }: Material, settings: ReportSettings): Record<string, unknown> {
  const figures = whole(report).figures.map((figure) => [figure.key, {
    count: figure.numerator ?? figure.value ?? 0, days: written(figure.value, 'days'), some: (figure.numerator ?? figure.value ?? 0) > 0, any: (figure.denominator ?? figure.value ?? 0) > 0,
    share: figure.value === null ? '无应计件' : `${written(figure.value, 'share')}（${figure.numerator}/${figure.denominator}）`,
    ...changes(figure, before, yearBefore, spoken),
  }]);
  const shareList = (kind: ScopeKind): string => {
    const total = figureIn(whole(report), 'received').value ?? 0;
    const shares = scopesOf(report, kind).map((scope) => ({ name: scope.name.zh, count: figureIn(scope, 'received').value ?? 0 })).filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count);
    if (shares.length === 1) return `${total === 1 ? '' : '均'}为${shares[0]!.name}`;
    return shares.map(({ name, count }) => `${name}${count}件，占${written(count / total, 'share')}`).join('；');
  };
  const units = (key: FigureKey, many: number): string =>
    scopesOf(report, 'department').map((scope) => ({ name: scope.name.zh, count: figureIn(scope, key).value ?? 0 })).filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count).slice(0, many).map(({ name, count }) => `${name}${count}件`).join('、');
  return {
    ...Object.fromEntries(figures), ...checkWords(checks), ...matterWords(matters, spoken.before), ...knowledgeWords(knowledge, cases), minimum: settings.minimum, kinds: shareList('kind'), channels: shareList('channel'),
    handling: peerRankings(report, settings).length || '', busiest: units('answered', 3), overdueUnits: units('open_overdue', Infinity),
  };
}

const keyed = (figures: readonly Figure[], key: FigureKey): Figure | undefined => figures.find((each) => each.key === key);

/** 环比、同比, each alone and both in one; of a year both are the same, and where nothing can be compared `change` is empty. */
function changes(figure: Figure, before: readonly Figure[], yearBefore: readonly Figure[], spoken: PeriodWords): { monthly: string; yearly: string; change: string } {
  const [near, far] = [changed('环比', figure, keyed(before, figure.key)), changed('同比', figure, keyed(yearBefore, figure.key))];
  const monthly = near ?? `${spoken.before}无可比数据`;
  const yearly = far ?? `${spoken.yearBefore}无可比数据`;
  const known = [spoken.before === spoken.yearBefore ? null : near, far].filter((text) => text !== null);
  return { monthly, yearly, change: known.join('，') };
}

/** 环比增长12.3%、环比上升1.2个百分点、环比持平; null where there is nothing to compare with. */
function changed(word: '环比' | '同比', { unit, value }: Figure, before: Figure | undefined): string | null {
  if (before?.value === undefined || before.value === null || value === null || (unit === 'count' && before.value === 0)) return null;
  const by = value - before.value;
  if (unit === 'share') return Math.abs(by) < 0.0005 ? `${word}持平` : `${word}${by > 0 ? '上升' : '下降'}${Math.abs(by * 100).toFixed(1)}个百分点`;
  if (by === 0) return `${word}持平`;
  if (unit === 'working_days') return `${word}${by > 0 ? '增加' : '减少'}${written(Math.abs(by), 'days')}个工作日`;
  return `${word}${by > 0 ? '增长' : '下降'}${written(Math.abs(by) / before.value, 'share')}`;
}

const SORT_OF_UNIT = { count: 'count', share: 'share', working_days: 'days' } as const;
const cell = (figure: Figure | undefined): Cell => (figure ? { value: figure.value, sort: SORT_OF_UNIT[figure.unit] } : null);

function tablesOf({ report, cases, before, yearBefore, checks, matters, knowledge, spoken }: Material, settings: ReportSettings): Table[] {
  const rows = (key: FigureKey, scope: Scope): Cell[] => {
    const { numerator, denominator, value } = figureIn(scope, key);
    return [denominator, numerator, value];
  };
  const main = FIGURE_KEYS.filter((key) => figureOf(key).main);
  const figureRow = (key: FigureKey): Cell[] => {
    const figure = figureIn(whole(report), key);
    return [figure.label.zh, figure.numerator, figure.denominator, cell(figure), ...compared.map(([, figures]) => cell(keyed(figures, key)))];
  };
  // Of a year the period before and the same a year before are one.
  const compared: readonly (readonly [string, readonly Figure[]])[] = spoken.before === spoken.yearBefore ? [[spoken.before, before]] : [[spoken.before, before], [spoken.yearBefore, yearBefore]];
  const figureColumns = [column('指标', 'text', 30), column('分子', 'count', 9), column('分母', 'count', 9), column(spoken.current, 'count', 10), ...compared.map(([name]) => column(name, 'count', 11))];
  const byScope = (key: string, kind: ScopeKind, first: string): Table => ({
    key, title: `按${first}统计`, note: null,
    columns: [column(first, 'text', 20), column('收到', 'count', 8), column('有效', 'count', 8), column('已答复', 'count', 8), column('答复率', 'share', 9), column('应办结', 'count', 8), column('按期', 'count', 8), column('按期办结率', 'share', 12)],
    rows: scopesOf(report, kind).map((scope): Cell[] => [scope.name.zh, figureIn(scope, 'received').value, ...rows('response_rate', scope), ...rows('in_time', scope)])
      .filter((cells) => cells.some((each) => typeof each === 'number' && each > 0)),
  });
  return [
    { key: 'main', title: '主要指标', columns: figureColumns, rows: main.map(figureRow), note: `“分子”“分母”为${spoken.current}数；百分比可据以复核。` },
    byScope('kinds', 'kind', '类型'), byScope('channels', 'channel', '渠道'), byScope('accounts', 'account', '账号'), byScope('departments', 'department', '单位'),
    ...matterTables(matters, spoken.before), ...peerTables(report, settings), ...checkTables(checks),
    ...knowledgeTables(knowledge, cases, figureIn(whole(report), 'knowledge_used').value ?? 0),
    ...[byScope('imposed', 'imposed', '上级定时限件')].filter((table) => table.rows.length > 0),
    {
      key: 'all', title: '全部指标', note: null, columns: [column('指标代码', 'text', 26), ...figureColumns.slice(0, 4)],
      rows: FIGURE_KEYS.map((key) => [key, ...figureRow(key).slice(0, 4)]),
    },
  ];
}

/** 分档分类: each unit within the group of its like, as `peers.ts` ranks them. */
function peerTables(report: Report, settings: ReportSettings): Table[] {
  const scopes = new Map(scopesOf(report, 'department').map((scope) => [scope.id, scope]));
  return peerRankings(report, settings).map(({ group, minimum, units }, index): Table => ({
    key: `peers-${index + 1}`, title: `各单位办理情况（${group}）`,
    note: `按期率＝部门时限内完成件数÷应办件数；应办件少于${minimum}件的不排位，率相同的并列。`,
    columns: [
      column('单位', 'text', 22), column('答复', 'count', 7), column('应办', 'count', 7), column('按期', 'count', 7), column('按期率', 'share', 9),
      column('超期未办', 'count', 10), column('退单', 'count', 7), column('参评', 'count', 7), column('满意率', 'share', 9), column('位次', 'text', 14),
    ],
    rows: units.map(({ id, name, numerator, denominator, value, rank }) => {
      const scope = scopes.get(id)!;
      const satisfaction = figureIn(scope, 'satisfaction');
      const place = rank === null ? (denominator === 0 ? '—' : '件数少，不排') : String(rank);
      return [name, figureIn(scope, 'answered').value, denominator, numerator, value, figureIn(scope, 'open_overdue').value, figureIn(scope, 'returns').numerator, satisfaction.denominator, satisfaction.value, place];
    }),
  }));
}

const BUCKETS: readonly { readonly name: string; readonly to: number }[] = [
  { name: '当日', to: 0 }, { name: '1至2', to: 2 }, { name: '3至5', to: 5 }, { name: '6至10', to: 10 }, { name: '11至15', to: 15 }, { name: '16至30', to: 30 }, { name: '30以上', to: Infinity },
];
function bucketed(lengths: readonly OwnedLength[], of: OwnedLength['of']): number[] {
  const counts = BUCKETS.map(() => 0);
  for (const each of lengths) if (each.of === of && !each.imposed) counts[BUCKETS.findIndex(({ to }) => each.days <= to)]! += each.count;
  return counts;
}

function chartsOf({ report, lengths, steps: all, stepsBy: by }: Material): Chart[] {
  // Far back, but not to before the first message.
  const steps = all.slice(Math.max(0, all.findIndex(({ received, answered }) => received + answered > 0)));
  const units = scopesOf(report, 'department').filter((scope) => (figureIn(scope, 'leg_in_time').denominator ?? 0) > 0);
  const returns = (['returns_upheld', 'returns_refused'] as const).map((key) => figureIn(whole(report), key).numerator ?? 0);
  const [asked, adjudicated] = [figureIn(whole(report), 'returns').numerator ?? 0, figureIn(whole(report), 'returns_adjudicated').value ?? 0];
  return [
    { key: 'months', title: `${by === 'day' ? '各日' : '各月'}收到与答复件数`, form: 'columns', sort: 'count', categories: steps.map(({ step }) => step), series: [{ name: '收到', values: steps.map(({ received }) => received) }, { name: '答复', values: steps.map(({ answered }) => answered) }] },
    { key: 'departments', title: '各单位部门时限按期率（按期件／应办件）', form: 'bars', sort: 'share', categories: units.map((scope) => `${scope.name.zh}（${figureIn(scope, 'leg_in_time').numerator}/${figureIn(scope, 'leg_in_time').denominator}）`), series: [{ name: '按期率', values: units.map((scope) => figureIn(scope, 'leg_in_time').value) }] },
    { key: 'ageing', title: '在办件已历时长（工作日）', form: 'columns', sort: 'count', categories: BUCKETS.map(({ name }) => name), series: [{ name: '在办件', values: bucketed(lengths, 'ageing') }] },
    { key: 'durations', title: '办理时长分布（工作日）', form: 'columns', sort: 'count', categories: BUCKETS.map(({ name }) => name), series: [{ name: '答复件', values: bucketed(lengths, 'duration') }] },
    { key: 'returns', title: '退单及审核结果', form: 'columns', sort: 'count', categories: ['成立', '不成立', '裁定', '待审或者撤回'], series: [{ name: '退单', values: [...returns, adjudicated, asked - returns[0]! - returns[1]! - adjudicated] }] },
  ];
}

/** Whether one of its entries has one of these parts. */
const inParts = (counted: CountedCase, source: SourceName, ...parts: string[]): boolean => {
  const mask = parts.reduce((bits, part) => bits + 2 ** (SOURCES[source] as readonly string[]).indexOf(part), 0);
  return entriesOf(counted.counted).some((entry) => entry.source === source && (entry.bits & mask) !== 0);
};

export const LIST_COLUMNS = [column('办理件编号', 'text', 30), column('账号', 'text', 16), column('类型', 'text', 6), column('承办单位', 'text', 18), column('收到日期', 'day', 12), column('期限', 'day', 12), column('答复日期', 'day', 12)];

export const listRow = (file: ListedCase, names: Names): Cell[] => [
  file.number, names.account(file.accountId), KINDS[file.kind as Kind].zh, names.department(file.departmentId, file.accountId), names.day(file.receivedAt),
  file.dueAt === null ? null : names.day(file.dueAt), file.answeredAt === null ? null : names.day(file.answeredAt),
];

/** Of a report 举报 no more is said than how many there are: where it was received and who holds it could give its writer away. */
function listOf(key: string, title: string, chosen: readonly CountedCase[], { listed, names }: Pick<Material, 'listed' | 'names'>): Table {
  const files = chosen.flatMap(({ caseId }) => listed.get(caseId) ?? []).toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const reports = files.filter(({ report }) => report).length;
  return {
    key, title, columns: LIST_COLUMNS, rows: files.filter(({ report }) => !report).map((file) => listRow(file, names)),
    note: reports === 0 ? null : `另有举报件${reports}件，按规定只计数，不列明细。`,
  };
}

function appendicesOf(material: Material): Table[] {
  const own = material.cases.filter(({ imposed }) => !imposed);
  const chosen = (source: SourceName, ...parts: string[]): CountedCase[] => own.filter((each) => inParts(each, source, ...parts));
  return [
    listOf('overdue', '逾期件', chosen('answer', 'late', 'open_overdue'), material), listOf('returned', '退单件', chosen('returns', 'asked'), material),
    listOf('dissatisfied', '不满意件', chosen('answered', 'dissatisfied'), material), listOf('downgraded', '类别等级调低件', chosen('relabels', 'downwards'), material),
  ].filter(({ rows, note }) => rows.length > 0 || note !== null);
}

/** What a person filters by to find again what a percentage counted: 1 where the case counted in it, as often as it did. */
const COUNTED_IN: readonly { readonly title: string; readonly source: SourceName; readonly parts: readonly string[] }[] = [
  { title: '收到', source: 'received', parts: ['received'] }, { title: '有效', source: 'received', parts: ['valid'] }, { title: '答复率分子', source: 'received', parts: ['answered'] },
  { title: '应办结', source: 'answer', parts: ['on_time', 'late', 'open_overdue'] }, { title: '按期', source: 'answer', parts: ['on_time'] }, { title: '超期办结', source: 'answer', parts: ['late'] },
  { title: '超期未办', source: 'answer', parts: ['open_overdue'] }, { title: '未到期', source: 'answer', parts: ['open_not_due'] }, { title: '答复件', source: 'answered', parts: ['answered'] },
  { title: '参评', source: 'answered', parts: ['rated'] }, { title: '满意', source: 'answered', parts: ['satisfied', 'fairly'] }, { title: '退单', source: 'returns', parts: ['asked'] },
];
const MASKS = COUNTED_IN.map(({ source, parts }) => ({ source, mask: parts.reduce((bits, part) => bits + 2 ** (SOURCES[source] as readonly string[]).indexOf(part), 0) }));

function detailsOf({ cases, listed, names }: Material): Table {
  let reports = 0;
  const rows: { readonly number: string; readonly cells: readonly Cell[] }[] = [];
  for (const counted of cases) {
    const file = counted.imposed ? undefined : listed.get(counted.caseId);
    if (!file) continue;
    const entries = entriesOf(counted.counted);
    const marks = MASKS.map(({ source, mask }) => entries.filter((entry) => entry.source === source && (entry.bits & mask) !== 0).length);
    if (marks.every((mark) => mark === 0)) continue;
    if (file.report) reports += 1;
    else rows.push({ number: file.number, cells: [...listRow(file, names), ...marks] });
  }
  return {
    key: 'details', title: '明细', columns: [...LIST_COLUMNS, ...COUNTED_IN.map(({ title }) => column(title, 'count', 4))],
    rows: rows.toSorted((a, b) => (a.number < b.number ? -1 : 1)).map(({ cells }) => cells),
    note: reports === 0 ? null : `另有举报件${reports}件，按规定只计数，不列明细；各列合计加举报件数即为指标中的件数。`,
  };
}

