import { dayNumber, weekdayOf, WEEKDAYS_ZH } from '../core/time/days.js';
import type { Language } from '../base/problems.js';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A day as documents write it: `2026年3月9日（周一）`, `Monday 9 March 2026`. Takes `YYYY-MM-DD` or an ISO instant. */
export function dayText(iso: string, language: Language): string {
  const day = iso.slice(0, 10);
  const [year, month, date] = day.split('-').map(Number);
  const weekday = weekdayOf(dayNumber(day));
  return language === 'zh'
    ? `${year}年${month}月${date}日（${WEEKDAYS_ZH[weekday]}）`
    : `${WEEKDAYS[weekday]} ${date} ${MONTHS[month! - 1]} ${year}`;
}

/** Day and minute, in the calendar’s zone as the ISO text has it. */
export const momentText = (iso: string, language: Language): string => `${dayText(iso, language)} ${iso.slice(11, 16)}`;
