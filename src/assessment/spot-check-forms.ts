import { KINDS } from '../core/vocabulary.js';
import type { Language } from '../base/problems.js';
import type { FormTable, Value } from './form-files.js';
import type { CheckedCase, SpotCheckFile } from './spot-checks.service.js';

const WORDS = {
  zh: {
    facts: '抽查情况', item: '项目', content: '内容', title: '名称', period: '抽查期间', by: '抽样人、时间', closed: '结束时间', unclosed: '尚未结束', population: '总体件数', drawn: '抽取件数', settled: '已评定件数', size: '抽样方法', edition: '评查办法', seed: '种子', populationHash: '总体校验值 SHA-256', resultsHash: '结果校验值 SHA-256',
    number: (cases: number, least: number) => `按单位、类型分层，共抽${cases}件，每层至少${least}件，不足的全取`, share: (share: string, least: number) => `按单位、类型分层，每层抽${share}，每层至少${least}件，不足的全取`, checkers: '评查人（已交/承担）',
    cells: '单位类型结果', units: '单位结果', unit: '单位', kind: '类型', stratum: '本层件数', checked: '已评', good: '合格', goodShare: '合格率', mean: '平均分', whole: '合计（按各层件数加权）', few: (minimum: number) => `已评不足${minimum}件，不作比较`, remark: '说明', found: '发现问题',
    parts: '问题和一致程度', part: '评查项', cases: '有问题件', pairs: '两人都评的件', same: '完全一致', within: '相差不超过一档', kappa: '加权κ', undefined: '算不出',
    training: '培训建议', advice: '建议', result: '逐件结果', caseNumber: '办理件编号', state: '进度', states: { done: '已评定', nobody: '无人可评', third: '待第三人评定', open: '未交齐' }, sheets: '评查表', place: '评查人', places: ['第一人', '第二人', '第三人'],
    lots: '总体和抽签', lot: '签号 SHA-256（种子 + 换行 + 件标识）', id: '件标识', isDrawn: '是否抽中', yes: '抽中', no: '', scale: '评查标准', value: '分值', means: '含义', finding: '有问题的', is: '是',
  },
  en: {
    facts: 'Spot check', item: 'Item', content: 'Content', title: 'Title', period: 'Period', by: 'Drawn by, at', closed: 'Closed at', unclosed: 'not closed yet', population: 'Population', drawn: 'Sample', settled: 'Settled', size: 'Method', edition: 'Edition of the rules', seed: 'Seed', populationHash: 'SHA-256 of the population', resultsHash: 'SHA-256 of the results',
    number: (cases: number, least: number) => `stratified by unit and kind, ${cases} in all, at least ${least} of each stratum or all it has`, share: (share: string, least: number) => `stratified by unit and kind, ${share} of each stratum, at least ${least} or all it has`, checkers: 'Checkers (handed in/assigned)',
    cells: 'Units and kinds', units: 'Units', unit: 'Unit', kind: 'Kind', stratum: 'In the stratum', checked: 'Checked', good: 'Good', goodShare: 'Share good', mean: 'Mean', whole: 'All (weighted by the size of the strata)', few: (minimum: number) => `fewer than ${minimum} checked, not compared`, remark: 'Remark', found: 'Findings',
    parts: 'Findings and agreement', part: 'Part', cases: 'Cases with a finding', pairs: 'Checked by both', same: 'The very same', within: 'Within one point', kappa: 'Weighted κ', undefined: 'undefined',
    training: 'Training', advice: 'Advice', result: 'Cases', caseNumber: 'Case', state: 'State', states: { done: 'settled', nobody: 'nobody may check it', third: 'waits for a third', open: 'sheets are out' }, sheets: 'Sheets', place: 'Checker', places: ['first', 'second', 'third'],
    lots: 'Population and lots', lot: 'Lot: SHA-256 (seed + line feed + id)', id: 'Id', isDrawn: 'Drawn', yes: 'drawn', no: '', scale: 'Scale', value: 'Mark', means: 'Means', finding: 'A finding', is: 'yes',
  },
} as const;

/** A spot check as tables: how it was drawn, what was found, how far the two agreed, what to train, each case, each sheet, and every lot. */
export function checkTables(file: SpotCheckFile, language: Language, writtenAt: (instant: string) => string): FormTable[] {
  const words = WORDS[language];
  const { view, parts } = file;
  const { whole, units, cells, parts: found, training } = view.results;
  const findings = (counts: Readonly<Record<string, number>>): string => found.filter(({ key }) => key !== 'overall' && counts[key]).map(({ key, label }) => `${label[language]} ${counts[key]}`).join(language === 'zh' ? '、' : ', ');
  const kindOf = (kind: keyof typeof KINDS): string => KINDS[kind][language];
  const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
  const marks = parts.map(({ label }) => label[language]);
  return [
    { title: words.facts, head: [words.item, words.content], rows: factsOf(file, language, writtenAt), shares: [] },
    {
      title: words.units, head: [words.unit, words.population, words.checked, words.goodShare, words.mean, words.found, words.remark], shares: [3],
      rows: [...units, { ...whole, unitName: words.whole, comparable: true }].map((each): Value[] => [each.unitName, each.population, each.checked, each.goodShare, rounded(each.mean), findings(each.findings), each.comparable ? '' : words.few(view.minimum)]),
    },
    {
      title: words.cells, head: [words.unit, words.kind, words.stratum, words.drawn, words.checked, words.good, words.goodShare, words.mean, words.found], shares: [6],
      rows: cells.map((each): Value[] => [each.unitName, kindOf(each.kind as keyof typeof KINDS), each.population, each.sample, each.checked, each.good, each.checked === 0 ? null : each.good / each.checked, rounded(each.mean), findings(each.findings)]),
    },
    {
      title: words.parts, head: [words.part, words.cases, words.pairs, words.same, words.within, words.kappa], shares: [3, 4],
      rows: found.map(({ label, cases, agreement }): Value[] => [label[language], cases, agreement.pairs, agreement.same, agreement.withinOne, rounded(agreement.kappa) ?? words.undefined]),
    },
    { title: words.training, head: [words.part, words.cases, words.checked, words.advice], rows: training.map((each): Value[] => [each.label[language], each.cases, each.checked, each.text[language]]), shares: [] },
    {
      title: words.result, head: [words.caseNumber, words.unit, words.kind, words.state, ...marks], shares: [],
      rows: view.cases.map((each): Value[] => [each.number, each.unitName, kindOf(each.kind), words.states[stateOf(each)], ...parts.map(({ key }) => each.settled?.[key] ?? null)]),
    },
    { title: words.sheets, head: [words.caseNumber, words.unit, words.kind, words.place, ...marks], rows: file.sheets.map((each): Value[] => [each.number, each.unitName, kindOf(each.kind), words.places[each.place] ?? '', ...parts.map(({ key }) => each.marks[key] ?? null)]), shares: [] },
    { title: words.lots, head: [words.caseNumber, words.unit, words.kind, words.isDrawn, words.id, words.lot], rows: file.lots.map((each): Value[] => [each.number, each.unitName, kindOf(each.kind), each.drawn ? words.yes : words.no, each.caseId, each.lot]), shares: [] },
    {
      title: words.scale, head: [words.part, words.value, words.means, words.finding], shares: [],
      rows: parts.flatMap(({ label, words: values, finding }) => values.map((each): Value[] => [label[language], each.value, each[language], ('is' in finding ? each.value === finding.is : each.value <= finding.atMost) ? words.is : ''])),
    },
  ];
}

function factsOf({ view, resultsHash }: SpotCheckFile, language: Language, writtenAt: (instant: string) => string): Value[][] {
  const words = WORDS[language];
  const { title, period, drawnByName, drawnAt, closedAt, population, drawn, settled, size, settingsVersion, seed, populationHash, checkers } = view;
  const method = size.by === 'number' ? words.number(size.cases, size.least) : words.share(`${Math.round(size.share * 1000) / 10}%`, size.least);
  return [
    [words.title, title], [words.period, period.replace('/', ' – ')], [words.by, `${drawnByName} ${writtenAt(drawnAt)}`], [words.closed, closedAt === null ? words.unclosed : writtenAt(closedAt)],
    [words.population, population], [words.drawn, drawn], [words.settled, settled], [words.size, method], [words.edition, settingsVersion], [words.checkers, checkers.map(({ name, handedIn, sheets }) => `${name} ${handedIn}/${sheets}`).join(language === 'zh' ? '、' : ', ')],
    [words.seed, seed], [words.populationHash, populationHash], [words.resultsHash, resultsHash],
  ];
}

function stateOf({ settled, handedIn, open, third }: CheckedCase): keyof (typeof WORDS)['zh']['states'] {
  if (settled !== null) return 'done';
  if (handedIn + open === 0) return 'nobody';
  return third || open === 0 ? 'third' : 'open';
}
