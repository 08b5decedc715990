/** 通报、周报、快报 as a secretary reads them, in months of every make: nothing came, one letter, no month before, all on time, the usual. */
import { join } from 'node:path';
import { projectDirectory } from '../../src/base/settings.js';
import type { LengthName } from '../../src/core/figures.js';
import { assembled } from '../../src/reporting/assembly.js';
import { figuresContent, type Material } from '../../src/reporting/composition.js';
import type { ReportDocument } from '../../src/reporting/document.js';
import type { FormKey } from '../../src/reporting/forms-known.js';
import { periodWords } from '../../src/reporting/period-words.js';
import { figuresOf, REPORT_RULES, type Line, type OwnedLength, type Report, type Scope, type ScopeKind } from '../../src/reporting/report.js';
import { reportSettings } from '../../src/reporting/report-settings.js';
import type { KnowledgeTold } from '../../src/reporting/knowledge-told.js';
import type { ToldMatter } from '../../src/reporting/topics-told.js';
import type { CheckTold } from '../../src/reporting/spot-checks-told.js';

const SETTINGS = reportSettings(join(projectDirectory, 'config'));
type Counts = Readonly<Record<string, number>>;

const lineOf = (counts: Counts, days: Partial<Record<LengthName, readonly number[]>> = {}): Line => ({
  sums: new Map(Object.entries(counts)),
  lengths: Object.entries(days).flatMap(([of, all]) => all.map((each): OwnedLength => ({ of: of as LengthName, days: each, count: 1, accountId: 'a', kind: 'help', departmentId: 'd', imposed: false }))),
});
const scope = (kind: ScopeKind, name: string, line: Line): Scope => ({ kind, id: name, name: { zh: name, en: name }, figures: figuresOf(line) });

interface Told {
  readonly counts?: Counts;
  readonly days?: Partial<Record<LengthName, readonly number[]>>;
  readonly before?: Counts;
  readonly units?: readonly (readonly [name: string, counts: Counts])[];
  readonly checks?: readonly CheckTold[];
  readonly matters?: readonly ToldMatter[];
  readonly knowledge?: KnowledgeTold;
  readonly form?: FormKey;
  readonly period?: string;
}

function materialOf({ counts = {}, days = {}, before, units = [], checks = [], matters = [], knowledge, period = '2026-10' }: Told): Material {
  const line = lineOf(counts, days);
  const report: Report = {
    month: period, from: '2026-10-01T00:00:00+08:00', to: '2026-11-01T00:00:00+08:00', asOf: '2026-11-02T09:00:00+08:00', zone: 'Asia/Shanghai', calendarHash: 'c', accounts: ['wx'], ...REPORT_RULES, comparisons: [],
    scopes: [scope('whole', '合计', line), scope('kind', '求助', line), scope('channel', '微信公众号', line), ...units.map(([name, own]) => scope('department', name, lineOf(own)))],
  };
  return {
    report, cases: [], listed: new Map(), lengths: line.lengths, steps: [], stepsBy: 'month', before: before ? figuresOf(lineOf(before)) : [], yearBefore: [], checks, matters: { list: matters, gathering: '' }, knowledge: knowledge ?? null, spoken: periodWords(period),
    names: { account: String, department: String, day: String },
  };
}

function documentOf(world: Told): ReportDocument {
  const form = world.form ?? 'monthly';
  const { report, spoken } = materialOf(world);
  const framing = { form, name: 'r', from: report.from, to: report.to, asOf: report.asOf, spoken, issuer: '云溪市政务新媒体中心', erratum: null };
  return assembled(figuresContent(materialOf(world), SETTINGS[form]), framing, SETTINGS[form]).document;
}

/** The whole body, paragraph by paragraph. */
function told(world: Told): string {
  const { title, addressee, opening, sections } = documentOf(world);
  return [title, addressee, opening, ...sections.flatMap(({ heading, paragraphs }) => [`【${heading}】`, ...paragraphs])].filter((text) => text !== '').join('\n');
}

const ONE = { 'received.received': 1, 'received.valid': 1, 'received.accepted': 1, 'stock.open': 1, 'stock.still': 1 };
const ALL_ON_TIME = {
  'received.received': 3, 'received.valid': 3, 'received.accepted': 3, 'received.answered': 3, 'answered.answered': 3, 'answer.on_time': 3, 'answer.on_time_original': 3, 'answer.finished': 3,
  'leg.on_time': 3, 'acknowledge.on_time': 3,
};
const CHECK: CheckTold = {
  title: '2026年第三季度答复质量抽查', closedOn: '2026-10-16', drawn: 4,
  parts: [
    { key: 'overall', values: [1, 2, 3, 4, 5], tolerance: 1, finding: { atMost: 2.5 }, label: { zh: '总体', en: 'overall' }, training: { zh: '重写。', en: '' } },
    { key: 'cold', values: [0, 1], tolerance: 0, finding: { is: 1 }, label: { zh: '生硬冷漠', en: 'cold' }, training: { zh: '培训语气和服务用语。', en: '' } },
  ],
  whole: { unit: '', population: 10, checked: 3, mean: 3.7, goodShare: 0.8, comparable: false, findings: { overall: 1, cold: 1 } },
  cells: [{ unit: 'd', unitName: '云溪市教育局', kind: 'help', population: 10, sample: 4, checked: 3, mean: 3.7, good: 2, findings: { overall: 1, cold: 1 } }],
  agreement: { overall: { pairs: 3, kappa: 0.75, same: 2 / 3, withinOne: 1 }, cold: { pairs: 3, kappa: null, same: 1, withinOne: 1 } },
};
const CLEAN: CheckTold = { ...CHECK, drawn: 3, whole: { ...CHECK.whole, goodShare: 1, findings: {} }, cells: [{ ...CHECK.cells[0]!, sample: 3, good: 3, findings: {} }] };
const LATE = { ...ALL_ON_TIME, 'answer.on_time': 1, 'answer.on_time_original': 1, 'answer.late': 2, 'carried.carried': 2 };

interface World {
  readonly name: string;
  readonly told: Told;
  readonly says: readonly string[];
  readonly never: readonly (string | RegExp)[];
}
/** Of these worlds the circular says this and does not say that. */
const WORLDS: readonly World[] = [
  { name: 'nothing came', told: {}, says: ['本月没有收到网民留言。', '本月没有答复件。', '本月没有逾期件。', '本月没有退单。'], never: [/\b0件|无可比|各单位办理情况|网民评价|较集中|答问库/] },
  { name: 'one letter, not answered yet', told: { counts: ONE }, says: ['本月共收到网民留言1件（以前没有可比的数据，不作比较），其中有效1件，受理1件。', '从类型看，为求助。从渠道看，为微信公众号。', '本月没有答复件。本月收到的留言，答复率为0.0%（0/1）。'], never: ['占100', '按期办结率'] },
  {
    name: 'all on time, none rated', told: { counts: ALL_ON_TIME, days: { duration: [1, 2, 2] }, before: { 'received.received': 2, 'answered.answered': 3, 'answer.on_time': 2, 'answer.late': 1, 'answer.finished': 3 }, units: [['云溪市教育局', ALL_ON_TIME]] },
    says: ['本月共收到网民留言3件（环比增长50.0%）', '本月答复3件（环比持平）。', '按期办结率为100.0%（3/3），环比上升33.3个百分点；', '本月没有逾期件。', '本月的答复件尚无网民评价。', '答复较多的单位：云溪市教育局3件。'], never: ['满意率', '0.0%（0/3）', '）（'],
  },
  { name: 'late ones all done, some carried over', told: { counts: LATE, days: { duration: [1, 9], overdue: [2, 4] } }, says: ['逾期2件，均已超期办结，最长逾期4个工作日。', '以前结转的逾期件2件，至统计时都未答复。'], never: ['仍未办结', '请附件所列'] },
  { name: 'carried over and all answered', told: { counts: { ...LATE, 'carried.finished': 2 }, days: { duration: [1, 9], overdue: [2, 4] } }, says: ['以前结转的逾期件2件，本月答复2件。'], never: ['仍有'] },
  { name: 'returns nobody has decided on', told: { counts: { ...ALL_ON_TIME, 'returns.asked': 1, 'assignments.assigned': 4 } }, says: ['退单1件，退单率为25.0%（1/4）。'], never: ['无应计件', '成立'] },
  { name: 'followed up in vain', told: { counts: { ...ALL_ON_TIME, 'follow_ups.attempted': 2 } }, says: ['对已答复件回访2次，都没有联系上。'], never: ['无应计件'] },
  { name: 'rated consultations alone', told: { counts: { ...ALL_ON_TIME, 'answered.rated': 1, 'answered.satisfied': 1, 'answered.rated_consultation': 1, 'answered.resolved_consultation': 1 } }, says: ['参评率为33.3%（1/3）。在参评件中，满意率为100.0%（1/1）。未评价的不计入满意。'], never: ['解决率'] },
  {
    name: 'a spot check with findings', told: { counts: ALL_ON_TIME, checks: [CHECK] },
    says: ['2026年10月16日完成的“2026年第三季度答复质量抽查”，从10件答复中按单位、类型分层随机抽取4件，', '评定3件，合格2件，按各层件数加权的合格率为80.0%；两人对总体评价完全一致的占66.7%，加权κ为0.75。', '有1件未能评定，不计入。发现的问题：生硬冷漠1件。', '建议组织培训：1.培训语气和服务用语。'], never: ['总体1件', '重写'],
  },
  { name: 'a spot check without findings', told: { counts: ALL_ON_TIME, checks: [CLEAN] }, says: ['合格率为100.0%', '各项没有发现问题。'], never: ['未能评定', '培训'] },
  {
    name: 'one matter, and a base nothing was found in', told: { counts: ALL_ON_TIME, matters: [{ title: '路灯不亮', place: '云溪大道', users: 3, letters: 4, lettersBefore: 0 }], knowledge: { searches: 2, hits: 0, pastReview: 0 } },
    says: ['本月反映较集中的事项（按人数排列，举报件不计入）：“路灯不亮”（云溪大道），3人来信4件，上月没有。', '答问库被检索2次，都没有结果。'], never: ['复核日期', '引用答问库'],
  },
  {
    name: 'several matters, and a base that is used', told: {
      counts: { ...ALL_ON_TIME, 'knowledge.used': 2 }, knowledge: { searches: 9, hits: 6, pastReview: 3 },
      matters: [{ title: '云溪大道积水', place: '云溪大道', users: 9, letters: 9, lettersBefore: 12 }, { title: '停气', place: '', users: 5, letters: 6, lettersBefore: 6 }, { title: '噪声', place: '', users: 3, letters: 3, lettersBefore: null }],
    },
    says: ['“云溪大道积水”，9人来信9件，比上月减少3件；“停气”，5人来信6件，与上月持平；“噪声”，3人来信3件。', '答问库被检索9次，有结果的6次。办理中引用答问库2次。答问库中已过复核日期、尚未复核的有3条'], never: ['（云溪大道）', '与上月持平件'],
  },
  { name: 'a year', told: { counts: ONE, form: 'yearly', period: '2025' }, says: ['关于2025年网民留言办理情况的通报', '全年共收到网民留言1件'], never: ['本月', '本年'] },
  { name: 'the second half of a year', told: { counts: ALL_ON_TIME, form: 'half_yearly', period: '2026-H2', before: { 'received.received': 2 } }, says: ['下半年共收到网民留言3件（环比增长50.0%）'], never: ['本半年'] },
  { name: 'a quiet week', told: { form: 'weekly', period: '2026-W44' }, says: ['本周收到留言0件，答复0件，在办0件。'], never: ['（环比', '无可比', '需要注意的', '没有逾期'] },
  { name: 'a quiet day', told: { form: 'daily', period: '2026-10-30' }, says: ['2026年10月30日收到留言0件，答复0件；'], never: ['需要注意的'] },
];

describe('the words of a circular', () => {
  it.each(WORLDS)('are right where $name', ({ told: world, says, never }) => {
    const text = told(world);
    for (const sentence of says) expect(text).toContain(sentence);
    for (const sentence of [...never, '无应计件', '—个', '。。', '，。', '；。', 'undefined', '{{']) expect(text).not.toMatch(sentence);
  });

  it('draw no chart of nothing, and the check has a table by unit × kind and one of agreement', () => {
    const tables = figuresContent(materialOf({ checks: [CHECK] }), SETTINGS.monthly).tables.filter(({ key }) => key.startsWith('spot_check'));
    expect(tables.map(({ key }) => key)).toEqual(['spot_check-1', 'spot_check_agreement-1']);
    expect(tables[0]!.rows).toEqual([['云溪市教育局', '求助', 10, 4, 3, 2, 2 / 3, 3.7], ['合计', '', 10, 4, 3, 2, 0.8, 3.7]]);
    expect(tables[1]!.rows).toEqual([['总体', 1, 3, 2 / 3, '0.75'], ['生硬冷漠', 1, 3, 1, null]]);
    expect(documentOf({}).charts).toEqual([]);
  });
});
