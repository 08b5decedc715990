/**
 * The figures of a monthly report 月报 as data: what each one is called, what it counts and over what.
 * Sources: 国务院办公厅公开的月报口径见 norms.md 6.2; 国办函〔2025〕66号 (denominators printed, no target of 100 %).
 *
 * A figure is a sum of parts over a sum of parts. A part is one condition on the rows of one source; the SQL of the
 * conditions stands in `reporting/figures.query.ts`, total over `SOURCES`, and is checked against a plain second
 * computation in `test/reporting`.
 *
 * The period is [from, to). Everything is as of one instant `asOf`: what happened later is not known yet.
 */
import type { ActName } from './lifecycle.js';
import type { ClockName, Label } from './vocabulary.js';

/** The acts by which a citizen gets the answer: 办结 in every figure is this, not 归档. */
export const ANSWERING_ACTS = ['publish', 'tell_merged', 'answer_by_group'] as const satisfies readonly ActName[];

/**
 * A clock that is not void is in exactly one of the four as of an instant. On time iff it was stopped by its due instant;
 * a clock that stands still has no due time and is not due.
 */
const FOUR = ['on_time', 'late', 'open_overdue', 'open_not_due'] as const;

/** The clocks by which units and the own office are judged besides the citizen’s own. */
export const JUDGED_CLOCKS = [
  'leg', 'acknowledge', 'contact', 'contribution', 'screen', 'dispatch', 'review', 'publish', 'return_decision', 'study',
] as const satisfies readonly ClockName[];
export type JudgedClock = 'answer' | (typeof JUDGED_CLOCKS)[number];

/** Where rows come from, and the parts that may be counted of them. */
export const SOURCES = {
  /** Cases received in the period, with their state as of the instant. Past cases (import as history) too. */
  received: [
    'received', 'valid', 'accepted', 'unscreened', 'filed', 'rejected', 'withdrawn', 'quarantined', 'merged', 'answered', 'repeated',
    'anonymous', 'history', 'screened', 'held', 'after_end',
  ],
  /** Epochs of the citizen’s clock, each once, in the period of min(dueAt, stoppedAt). */
  answer: [...FOUR, 'on_time_original', 'finished', 'extended', 'urged', 'supervised'],
  /** Epochs of the citizen’s clock that were answered in the period, with what the citizen said of it since. */
  answered: [
    'answered', 'rated', 'satisfied', 'fairly', 'dissatisfied', 'rated_matter', 'resolved_matter', 'partly_matter',
    'rated_consultation', 'resolved_consultation', 'partly_consultation', 'reopened', 'followed_up',
  ],
  /** Past cases answered in the period: no clocks. */
  history: ['answered'],
  /** Epochs due before the period and unfinished when it began. */
  carried: ['carried', 'finished', 'open'],
  /** Epochs open as of the instant, whatever their period. */
  stock: ['open', 'overdue', 'still'],
  leg: FOUR, acknowledge: FOUR, contact: FOUR, contribution: FOUR, screen: FOUR, dispatch: FOUR, review: FOUR, publish: FOUR,
  return_decision: FOUR, study: FOUR,
  /** Cases acknowledged in the period: with no way to the citizen no contact clock opens. */
  acknowledged: ['acknowledged', 'not_contactable'],
  assignments: ['assigned'],
  returns: ['asked', 'upheld', 'refused', 'adjudicated'],
  extensions: ['asked', 'granted'],
  relabels: ['relabelled', 'downwards'],
  /** Messages hidden and contents erased in the period, by reason: what is hidden must be seen to be hidden. */
  quarantines: ['hidden', 'by_system', 'secret', 'unlawful', 'threat', 'personal_data', 'abuse', 'advertising', 'malice'],
  purges: ['purged', 'secret', 'unlawful'],
  papers: ['urged', 'supervised', 'drafted', 'instructed'],
  events: ['reopened', 'clarified', 'released', 'tracked', 'cleared', 'repeats_ended'],
  /** Attempts to hear the citizen on the answer 回访, and what was said. */
  follow_ups: ['attempted', 'reached', 'resolved', 'partly', 'satisfied', 'fairly', 'contacted'],
  /** Answers of the period that a closed spot check 抽查 judged by then, reports left out. */
  spot_checks: ['checked', 'good'],
  /** Matters tracked 挂账 as of the instant, whatever their period. */
  tracking: ['open', 'past_review'],
  publications: ['answered_publicly', 'answered_privately'],
  /** Entries of the Q&A base 答问库 taken into the reply to a case, each once a case. */
  knowledge: ['used'],
} as const;
export type SourceName = keyof typeof SOURCES;
export type PartOf<S extends SourceName> = (typeof SOURCES)[S][number];
export const SOURCE_NAMES = Object.keys(SOURCES) as SourceName[];

/** So many of a part; the weight is 1 unless given. */
export type Term = { [S in SourceName]: readonly [source: S, part: PartOf<S>, weight?: number] }[SourceName];

/** 基本满意、基本解决 count whole; the strict shares stand beside them. Printed with every report. */
export const WEIGHTS = { fairlySatisfied: 1, partlyResolved: 1 } as const;

export type FigureUnit = 'count' | 'share' | 'working_days';
export type Measure = 'median' | 'mean' | 'p90' | 'longest';
/** Lengths in working days: from the clock’s start to the answer · from the due time to the answer, or to the instant if there is none · of what is open, from the clock’s start to the instant. */
export type LengthName = 'duration' | 'overdue' | 'ageing';

export interface FigureDefinition {
  readonly label: Label;
  readonly unit: FigureUnit;
  readonly numerator: readonly Term[];
  readonly denominator: readonly Term[] | null;
  /** A measure of lengths in place of a share; the terms say whose. */
  readonly measure?: { readonly of: LengthName; readonly by: Measure };
  /** Compared with the month before and the same month of the year before. */
  readonly main?: true;
}

const count = (zh: string, en: string, ...numerator: Term[]): FigureDefinition => ({ label: { zh, en }, unit: 'count', numerator, denominator: null });
const share = (zh: string, en: string, numerator: readonly Term[], denominator: readonly Term[]): FigureDefinition => ({
  label: { zh, en }, unit: 'share', numerator, denominator,
});
const main = (definition: FigureDefinition): FigureDefinition => ({ ...definition, main: true });
const measured = (zh: string, en: string, of: LengthName, by: Measure, terms: readonly Term[]): FigureDefinition => ({
  label: { zh, en }, unit: 'working_days', numerator: terms, denominator: null, measure: { of, by },
});

const JUDGED: readonly Term[] = [['answer', 'on_time'], ['answer', 'late'], ['answer', 'open_overdue']];
const OVERDUE: readonly Term[] = [['answer', 'late'], ['answer', 'open_overdue']];
const ANSWERED: readonly Term[] = [['answered', 'answered']];
const VALID: readonly Term[] = [['received', 'valid']];
const inTime = (clock: JudgedClock, zh: string, en: string): FigureDefinition =>
  share(zh, en, [[clock, 'on_time']], [[clock, 'on_time'], [clock, 'late'], [clock, 'open_overdue']]);

/** Every figure, in the order of the report. Keys are stable: scripts and frozen lists name them. */
export const FIGURES = {
  received: main(count('收到', 'received', ['received', 'received'])),
  valid: main(count('有效', 'valid', ...VALID)),
  accepted: main(count('受理', 'accepted', ['received', 'accepted'])),
  unscreened: count('待审看', 'not screened yet', ['received', 'unscreened']),
  filed: count('阅存', 'filed without action', ['received', 'filed']),
  rejected: count('不予受理', 'not accepted', ['received', 'rejected']),
  withdrawn: count('网民撤回', 'withdrawn by the citizen', ['received', 'withdrawn']),
  quarantined: share('隔离', 'quarantined', [['received', 'quarantined']], [['received', 'received']]),
  merged: count('并单', 'merged', ['received', 'merged']),
  anonymous: count('匿名', 'anonymous', ['received', 'anonymous']),
  received_history: count('其中补录的历史件', 'of which past cases imported', ['received', 'history']),
  response_rate: main(share('答复率（按收件月）', 'response rate (by month of receipt)', [['received', 'answered']], VALID)),
  answered: main(count('办结（已答复）', 'answered', ['answered', 'answered'], ['history', 'answered'])),
  answered_history: count('其中补录的历史件', 'of which past cases imported', ['history', 'answered']),
  in_time: main(inTime('answer', '按期办结率（按延期后时限）', 'answered in time (by the extended date)')),
  in_time_original: main(share('按期办结率（按原时限）', 'answered in time (by the original date)', [['answer', 'on_time_original']], JUDGED)),
  completion: main(share('办结率', 'completion', [['answer', 'finished']], JUDGED)),
  on_time: count('按期办结', 'on time', ['answer', 'on_time']),
  late: count('超期办结', 'late', ['answer', 'late']),
  open_overdue: count('超期未办结', 'open and overdue', ['answer', 'open_overdue']),
  open_not_due: count('未到期', 'open and not due yet', ['answer', 'open_not_due']),
  overdue: main(count('逾期', 'overdue', ...OVERDUE)),
  overdue_longest: measured('最长逾期', 'longest overdue', 'overdue', 'longest', OVERDUE),
  carried_over: count('上期结转的逾期件', 'overdue, carried over from earlier periods', ['carried', 'carried']),
  carried_over_answered: count('结转件本期答复', 'carried over and answered in the period', ['carried', 'finished']),
  carried_over_open: count('结转件仍未答复', 'carried over and still open', ['carried', 'open']),
  open_now: count('在办', 'open now', ['stock', 'open']),
  open_now_overdue: count('在办中已逾期', 'open now and overdue', ['stock', 'overdue']),
  open_now_paused: count('在办中待网民补充', 'open now and waiting for the citizen', ['stock', 'still']),
  duration_median: main(measured('办理时长中位数', 'duration, median', 'duration', 'median', ANSWERED)),
  duration_mean: measured('办理时长平均', 'duration, mean', 'duration', 'mean', ANSWERED),
  duration_p90: measured('办理时长九成位', 'duration, 90th percentile', 'duration', 'p90', ANSWERED),
  duration_longest: measured('办理时长最长', 'duration, longest', 'duration', 'longest', ANSWERED),
  leg_in_time: inTime('leg', '承办单位按期率', 'units in time'),
  acknowledged_in_time: inTime('acknowledge', '签收及时率', 'acknowledged in time'),
  contacted_in_time: inTime('contact', '先行联系率', 'contacted in time'),
  not_contactable: share('无法联系（不开先行联系时钟）', 'no way to contact (no contact clock)', [['acknowledged', 'not_contactable']], [['acknowledged', 'acknowledged']]),
  contributed_in_time: inTime('contribution', '协办按期率', 'contributions in time'),
  screened_in_time: inTime('screen', '审看及时率', 'screened in time'),
  dispatched_in_time: inTime('dispatch', '分办及时率', 'assigned in time'),
  reviewed_in_time: inTime('review', '审核及时率', 'reviewed in time'),
  published_in_time: inTime('publish', '发布及时率', 'published in time'),
  returns_decided_in_time: inTime('return_decision', '退单审核及时率', 'returns decided in time'),
  studied_in_time: inTime('study', '不满意件研判及时率', 'bad ratings studied in time'),
  rated: main(share('参评率', 'share rated', [['answered', 'rated']], ANSWERED)),
  satisfaction: main(share('满意率', 'satisfaction', [['answered', 'satisfied'], ['answered', 'fairly', WEIGHTS.fairlySatisfied]], [['answered', 'rated']])),
  satisfied_only: share('满意率（只计满意）', 'satisfaction (satisfied only)', [['answered', 'satisfied']], [['answered', 'rated']]),
  dissatisfied: share('不满意率', 'dissatisfied', [['answered', 'dissatisfied']], [['answered', 'rated']]),
  resolution: main(share('解决率（不含咨询）', 'resolution (without consultations)', [['answered', 'resolved_matter'], ['answered', 'partly_matter', WEIGHTS.partlyResolved]], [['answered', 'rated_matter']])),
  resolved_only: share('解决率（只计已解决，不含咨询）', 'resolution (resolved only, without consultations)', [['answered', 'resolved_matter']], [['answered', 'rated_matter']]),
  resolution_consultation: share('咨询件解决率', 'resolution of consultations', [['answered', 'resolved_consultation'], ['answered', 'partly_consultation', WEIGHTS.partlyResolved]], [['answered', 'rated_consultation']]),
  returns: share('退单率', 'returns asked', [['returns', 'asked']], [['assignments', 'assigned']]),
  returns_upheld: share('退单成立率', 'returns upheld', [['returns', 'upheld']], [['returns', 'asked']]),
  returns_refused: share('退单不成立', 'returns refused', [['returns', 'refused']], [['returns', 'asked']]),
  returns_adjudicated: count('退单裁定', 'returns adjudicated', ['returns', 'adjudicated']),
  extensions: share('延期准予率', 'extensions granted', [['extensions', 'granted']], [['extensions', 'asked']]),
  extended: share('延期率', 'extended', [['answer', 'extended']], JUDGED),
  reopened: count('重办', 'reopened', ['events', 'reopened']),
  reopened_share: share('重办率', 'answered and reopened since', [['answered', 'reopened']], ANSWERED),
  clarified: count('请网民补充', 'citizens asked to clarify', ['events', 'clarified']),
  released: count('答复带问题放行', 'findings on replies let through by a reviewer', ['events', 'released']),
  follow_ups: count('回访', 'follow-ups', ['follow_ups', 'attempted']),
  follow_up_share: share('回访率（占办结）', 'answered and followed up', [['answered', 'followed_up']], ANSWERED),
  followed_up: share('回访联系上率', 'follow-ups that reached the citizen', [['follow_ups', 'reached']], [['follow_ups', 'attempted']]),
  followed_up_contacted: share('回访响应率（有联系记录的）', 'contacted by the unit with a record, of those the follow-up reached', [['follow_ups', 'contacted']], [['follow_ups', 'reached']]),
  followed_up_resolved: share('回访解决率', 'resolved by the follow-up', [['follow_ups', 'resolved'], ['follow_ups', 'partly', WEIGHTS.partlyResolved]], [['follow_ups', 'reached']]),
  followed_up_satisfied: share('回访满意率', 'satisfied by the follow-up', [['follow_ups', 'satisfied'], ['follow_ups', 'fairly', WEIGHTS.fairlySatisfied]], [['follow_ups', 'reached']]),
  quality: main(share('答复质量（抽查合格率）', 'quality of replies (spot check)', [['spot_checks', 'good']], [['spot_checks', 'checked']])),
  tracked: count('挂账（含回看）', 'tracked, with reviews', ['events', 'tracked']),
  cleared: count('销账', 'cleared', ['events', 'cleared']),
  tracked_now: count('挂账中', 'tracked now', ['tracking', 'open']),
  tracked_past_review: count('挂账中已过回看日', 'tracked now and past the review', ['tracking', 'past_review']),
  repeats_ended: count('不再重复受理', 'repeats ended', ['events', 'repeats_ended']),
  repeats_after_end: count('不再重复受理后的来信', 'letters on matters whose repeats were ended', ['received', 'after_end']),
  repeated: share('重复率', 'repeated', [['received', 'repeated']], VALID),
  urged: count('催办', 'urges', ['papers', 'urged']),
  urged_share: share('催办率', 'urged', [['answer', 'urged']], JUDGED),
  supervised: count('督办', 'supervisions', ['papers', 'supervised']),
  supervised_share: share('督办率', 'supervised', [['answer', 'supervised']], JUDGED),
  supervision_drafts: count('拟督办（未签发）', 'supervisions drafted, not signed', ['papers', 'drafted']),
  instructed: count('批示', 'instructions', ['papers', 'instructed']),
  downgrades: share('类别等级调低', 're-labelled downwards', [['relabels', 'downwards']], [['relabels', 'relabelled']]),
  held: share('转人工审看', 'held for a person', [['received', 'held']], [['received', 'screened']]),
  quarantines: count('隔离（次）', 'hidden', ['quarantines', 'hidden']),
  quarantines_by_system: count('其中系统隔离', 'of which by the system', ['quarantines', 'by_system']),
  quarantines_secret: count('隔离：涉密', 'hidden: secret', ['quarantines', 'secret']),
  quarantines_unlawful: count('隔离：违法有害', 'hidden: unlawful or harmful', ['quarantines', 'unlawful']),
  quarantines_threat: count('隔离：扬言威胁', 'hidden: threat', ['quarantines', 'threat']),
  quarantines_personal_data: count('隔离：他人个人信息', 'hidden: personal data of others', ['quarantines', 'personal_data']),
  quarantines_abuse: count('隔离：辱骂', 'hidden: abuse', ['quarantines', 'abuse']),
  quarantines_advertising: count('隔离：广告', 'hidden: advertising', ['quarantines', 'advertising']),
  quarantines_malice: count('隔离：恶意扰乱', 'hidden: malicious disruption', ['quarantines', 'malice']),
  purged: count('清除内容', 'contents erased', ['purges', 'purged']),
  purged_secret: count('清除：涉密', 'erased: secret', ['purges', 'secret']),
  purged_unlawful: count('清除：违法有害', 'erased: unlawful or harmful', ['purges', 'unlawful']),
  knowledge_used: count('答问库引用（次）', 'entries of the Q&A base used in replies', ['knowledge', 'used']),
  hidden: share('只私下答复', 'answered privately only', [['publications', 'answered_privately']], [['publications', 'answered_publicly'], ['publications', 'answered_privately']]),
} as const satisfies Record<string, FigureDefinition>;
export type FigureKey = keyof typeof FIGURES;
export const FIGURE_KEYS = Object.keys(FIGURES) as FigureKey[];
export const figureOf = (key: FigureKey): FigureDefinition => FIGURES[key];
export const isFigureKey = (key: string): key is FigureKey => Object.hasOwn(FIGURES, key);

/** What a reader must know to check a figure; printed with the report. */
export const RULES_OF_COUNTING: readonly Label[] = [
  { zh: '办结以首次公开答复或私下送达为准，不以归档为准。', en: 'Finished means first published or privately delivered, not archived.' },
  { zh: '每次答复时限（重办另计一次）只计一次，计入“到期”与“答复”二者较早的一期；超期未办的留在分母中。', en: 'Each epoch of an answer clock counts once, in the period of its due time or its answer, whichever is earlier; overdue and unfinished ones stay in the denominator.' },
  { zh: '答复率按收件月计；有效＝收到减去阅存、不予受理、撤回、隔离（已答复的除外）。', en: 'The response rate is by month of receipt; valid is received less filed, not accepted, withdrawn and quarantined (unless answered).' },
  { zh: '未评价不计满意；满意率、解决率以参评件为分母，参评率另列；挂账件计未解决；“基本满意”“基本解决”的权重均为 1。', en: 'Unrated is not satisfied; satisfaction and resolution are over those rated, and the share rated is printed; tracked matters count as unresolved; the weights are printed.' },
  { zh: '单位按其部门时限（至最后一次审签）评价，本办按审看、分办、审核、发布评价；没有承办单位的件计入本办。', en: 'A unit is judged by its own leg (to its last sign-off), the own office by screening, assignment, review and publishing; cases without a unit stand under the own office.' },
  { zh: '由上级确定时限的件另列，不计入合计；补录的历史件只计收到、办结，不计时限。', en: 'Cases with a due time set by the sender stand apart and not in the whole; imported past cases count as received and answered only, never by clocks.' },
  { zh: '办理时长按工作日计（首日不计，当日答复为 0）；中位数为居中值（偶数时取中间两值的平均），九成位为不小于九成件数的最小值。', en: 'Durations are in working days (day zero is not counted, the same day is 0); the median is the middle value (the mean of the two middle ones), the 90th percentile the smallest value that nine tenths do not exceed (nearest rank).' },
  { zh: '分母为 0 的不出百分比。', en: 'A denominator of 0 gives no percentage.' },
];

/** A denominator of 0 gives null, never 0 % and never 100 %. */
export const shareOf = (numerator: number, denominator: number): number | null => (denominator === 0 ? null : numerator / denominator);

/** So many cases that took so many working days. */
export interface Length {
  readonly days: number;
  readonly count: number;
}

/** Null of nothing. Median: the middle value or the mean of the two middle ones; P90: nearest rank, the value at ⌈0.9 n⌉. */
export function measureOf(lengths: readonly Length[], by: Measure): number | null {
  const sorted = lengths.filter((each) => each.count > 0).toSorted((a, b) => a.days - b.days);
  const total = sorted.reduce((sum, each) => sum + each.count, 0);
  if (total === 0) return null;
  /** The rank-th smallest, counted from 1. */
  const at = (rank: number): number => {
    let seen = 0;
    for (const { days, count: many } of sorted) if ((seen += many) >= rank) return days;
    throw new Error(`No rank ${rank} of ${total}`);
  };
  switch (by) {
    case 'median': return (at(Math.floor((total + 1) / 2)) + at(Math.ceil((total + 1) / 2))) / 2;
    case 'mean': return sorted.reduce((sum, each) => sum + each.days * each.count, 0) / total;
    // 9 n / 10, not 0.9 n: the latter is a little more than 9 for n = 10 on some numbers.
    case 'p90': return at(Math.ceil((total * 9) / 10));
    case 'longest': return at(total);
  }
}
