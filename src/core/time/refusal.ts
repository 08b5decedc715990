/** What the time rules refuse, each with a sentence in both languages. */
import { Refusal, type Facts } from '../refusal.js';

/** Why a computation was refused; stands in `facts.reason`. */
const REASONS = {
  not_an_instant: { code: 'wrong_shape', zh: '时间无法识别', en: 'This is not a time we can read' },
  not_a_day: {
    code: 'wrong_shape',
    zh: '日期无法识别，应为 YYYY-MM-DD',
    en: 'This is not a day of the form YYYY-MM-DD',
  },
  not_a_time_of_day: {
    code: 'wrong_shape',
    zh: '钟点无法识别，应为 HH:MM',
    en: 'This is not a time of day of the form HH:MM',
  },
  bad_amount: {
    code: 'wrong_shape',
    zh: '期限数量应为不小于零的整数',
    en: 'The amount must be a whole number, zero or more',
  },
  bad_extension: {
    code: 'wrong_shape',
    zh: '延期数量应为不小于零的整数',
    en: 'The extension must be a whole number, zero or more',
  },
  extension_beyond: { code: 'extension_limit', zh: '延期超过时限规则的上限', en: 'The extension goes beyond the limit of the policy' },
  bad_unit: { code: 'wrong_shape', zh: '期限单位无法识别', en: 'The unit of the time limit is unknown' },
  bad_start_rule: { code: 'wrong_shape', zh: '起算规则无法识别', en: 'The start rule is unknown' },
  bad_office_hours: {
    code: 'wrong_shape',
    zh: '办公时间应为先后相接、互不重叠的时段',
    en: 'Office hours must be intervals in order that do not overlap',
  },
  bad_pause: { code: 'wrong_shape', zh: '暂停区间的结束不能早于开始', en: 'A pause cannot end before it begins' },
  bad_question: { code: 'wrong_shape', zh: '期限问题的字段有误', en: 'A field of the question is wrong' },
  too_many_pauses: { code: 'time_out_of_range', zh: '暂停次数过多', en: 'There are too many pauses' },
  amount_too_large: {
    code: 'time_out_of_range',
    zh: '期限过长，无法计算',
    en: 'The time limit is too long to be computed',
  },
  beyond_years: {
    code: 'time_out_of_range',
    zh: '时间超出可计算的年份（1900—9999）',
    en: 'The time lies outside the years that can be computed (1900 to 9999)',
  },
  walk_too_long: {
    code: 'time_out_of_range',
    zh: '一百年内推算不出到期日，请检查日历和暂停',
    en: 'No due day was found within a hundred years; check the calendar and the pauses',
  },
  no_such_clock: { code: 'config_wrong', zh: '时限规则中没有这只时钟', en: 'The policy has no such clock' },
  no_such_amount: {
    code: 'config_wrong',
    zh: '时限规则没有规定这种情形的期限',
    en: 'The policy gives no amount for this case',
  },
  bad_field: { code: 'config_wrong', zh: '配置有误', en: 'The configuration is wrong' },
} as const;
export type TimeReason = keyof typeof REASONS;

/**
 * A refusal of the time rules. `code` is of the common catalogue (so that a door can answer with it),
 * `facts.reason` says exactly why, `zh` and `en` are whole sentences.
 */
export class TimeRefusal extends Refusal {
  readonly reason: TimeReason;
  readonly zh: string;
  readonly en: string;

  constructor(reason: TimeReason, facts: Facts = {}, detail?: { zh: string; en: string }) {
    const text = REASONS[reason];
    super(text.code, { reason, ...facts });
    this.name = 'TimeRefusal';
    this.reason = reason;
    this.zh = `${text.zh}${detail ? `：${detail.zh}` : ''}。`;
    this.en = `${text.en}${detail ? `: ${detail.en}` : ''}.`;
    this.message = this.en;
  }
}
