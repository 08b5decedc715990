import type { ReportForm } from '../api/issued-reports';
import { isChinese, t } from './language';
import { longDay, mondayOf, monthBy, shiftDay } from './days';

/** Periods as the server takes them, with the names people have for them. Source of the forms: `src/reporting/periods.ts`. */
export interface PeriodChoice {
  readonly value: string;
  readonly label: string;
}

const QUARTERS = ['一', '二', '三', '四'];
/** `2026年10月12日`, without the weekday. `day`: YYYY-MM-DD. */
const plainDay = (day: string): string => longDay(day).replace(/（.*）|^\w{3}, /g, '');

/** `2026年10月`, `2026年第三季度`, `2026年上半年`, `2026年10月1日至15日`. */
export function periodName(period: string): string {
  const [from, to] = period.split('/') as [string, string | undefined];
  if (to !== undefined) return spanName(from, to);
  const [year, rest] = [period.slice(0, 4), period.slice(5)];
  if (rest === '') return isChinese.value ? `${year}年` : year;
  if (rest.startsWith('Q')) return isChinese.value ? `${year}年第${QUARTERS[Number(rest[1]) - 1] ?? rest[1]}季度` : period;
  if (rest.startsWith('H')) return isChinese.value ? `${year}年${rest === 'H1' ? '上' : '下'}半年` : period;
  if (rest.startsWith('W')) return spanName(mondayIn(period), shiftDay(mondayIn(period), 6));
  return rest.length === 2 ? t('report.month', { year, month: Number(rest) }) : plainDay(period);
}

/** `2026年10月1日至15日`: what both days share is said once. */
export function spanName(from: string, to: string): string {
  if (!isChinese.value) return `${plainDay(from)} – ${plainDay(to)}`;
  const shared = from.slice(0, 7) === to.slice(0, 7) ? plainDay(to).replace(/^.*月/, '') : from.slice(0, 4) === to.slice(0, 4) ? plainDay(to).replace(/^.*年/, '') : plainDay(to);
  return `${plainDay(from)}至${shared}`;
}

/** The week of the fourth of January is the first. `week`: YYYY-Www. Source: ISO 8601. */
const mondayIn = (week: string): string => shiftDay(mondayOf(`${week.slice(0, 4)}-01-04`), 7 * (Number(week.slice(6)) - 1));
/** `2026-W47` of any of its days. */
function weekOf(day: string): string {
  const year = shiftDay(mondayOf(day), 3).slice(0, 4);
  const first = Date.parse(mondayOf(`${year}-01-04`));
  return `${year}-W${String(1 + Math.round((Date.parse(mondayOf(day)) - first) / (7 * 86_400_000))).padStart(2, '0')}`;
}

/** What is usually asked for, the latest first: months, weeks, quarters, half years and years that have begun. */
export function recentPeriods(today: string): readonly { readonly title: string; readonly choices: readonly PeriodChoice[] }[] {
  const month = today.slice(0, 7);
  const months = Array.from({ length: 13 }, (_, i) => monthBy(month, -i));
  const once = (names: readonly string[]): readonly PeriodChoice[] => [...new Set(names)].map((value) => ({ value, label: periodName(value) }));
  const number = (name: string): number => Number(name.slice(5));
  return [
    { title: t('period.months'), choices: once(months) },
    { title: t('period.weeks'), choices: once(Array.from({ length: 6 }, (_, i) => weekOf(shiftDay(today, -7 * i)))) },
    { title: t('period.quarters'), choices: once(months.map((name) => `${name.slice(0, 4)}-Q${Math.ceil(number(name) / 3)}`)) },
    { title: t('period.halves'), choices: once(months.map((name) => `${name.slice(0, 4)}-H${number(name) > 6 ? 2 : 1}`)) },
    { title: t('period.years'), choices: once(months.map((name) => name.slice(0, 4))) },
  ];
}

/** By which rhythm a report is made; null: by hand alone. */
type Rhythm = ReportForm['rhythm'];
const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
const halfOf = (month: string): string => `${month.slice(0, 4)}-H${Number(month.slice(5)) > 6 ? 2 : 1}`;
const LATEST: Record<NonNullable<Rhythm>, (today: string) => string> = {
  workday: (today) => shiftDay(today, -1), week: (today) => weekOf(shiftDay(today, -7)), month: (today) => monthBy(today.slice(0, 7), -1), quarter: (today) => quarterOf(monthBy(today.slice(0, 7), -3)),
  half: (today) => halfOf(monthBy(today.slice(0, 7), -6)), year: (today) => String(Number(today.slice(0, 4)) - 1), coming_week: (today) => weekOf(shiftDay(today, 7)), month_begin: (today) => today,
};

/** The last period that is over, as a report of this rhythm is of it; the coming week of a warning, today of what looks at the present. */
export const latestPeriod = (rhythm: Rhythm, today: string): string => LATEST[rhythm ?? 'month'](today);
