/** A period as a Chinese document names it. */
import { dayNumber, dayOf } from '../core/time/days.js';
import { periodNamed, type PeriodSort } from './periods.js';

/** How a text speaks of its own period and of those it is compared with. */
export interface PeriodWords {
  /** 2026年10月、2026年第三季度、2026年11月16日至22日 */
  readonly period: string;
  /** 本月、本季度 */
  readonly current: string;
  readonly before: string;
  readonly yearBefore: string;
}

const OF_SORT: Record<PeriodSort, Omit<PeriodWords, 'period'>> = {
  day: { current: '当日', before: '前一日', yearBefore: '上年同日' },
  week: { current: '本周', before: '上周', yearBefore: '上年同周' },
  month: { current: '本月', before: '上月', yearBefore: '上年同月' },
  quarter: { current: '本季度', before: '上季度', yearBefore: '上年同季度' },
  half: { current: '本期', before: '上期', yearBefore: '上年同期' },
  year: { current: '全年', before: '上年', yearBefore: '上年' },
  range: { current: '本期', before: '上期', yearBefore: '上年同期' },
};
const QUARTERS = ['一', '二', '三', '四'];

/** @throws Refusal as `periodNamed` */
export function periodWords(name: string): PeriodWords {
  const { sort, days } = periodNamed(name);
  const half = sort === 'half' && (name.endsWith('1') ? { current: '上半年', before: '上年下半年' } : { current: '下半年', before: '上半年' });
  return { period: titleOf(name, sort, days.from, dayOf(dayNumber(days.to) - 1)), ...OF_SORT[sort], ...half };
}

function titleOf(name: string, sort: PeriodSort, first: string, last: string): string {
  const year = `${Number(name.slice(0, 4))}年`;
  switch (sort) {
    case 'year': return year;
    case 'half': return `${year}${name.endsWith('1') ? '上' : '下'}半年`;
    case 'quarter': return `${year}第${QUARTERS[Number(name.slice(-1)) - 1]!}季度`;
    case 'month': return `${year}${Number(name.slice(5))}月`;
    case 'day': return dayIn(first, '');
    case 'week': case 'range': return `${dayIn(first, '')}至${dayIn(last, first)}`;
  }
}

/** What two days share is said once: 2026年11月16日至22日. */
function dayIn(day: string, after: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (day.slice(0, 7) === after.slice(0, 7)) return `${date}日`;
  return day.slice(0, 4) === after.slice(0, 4) ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}
