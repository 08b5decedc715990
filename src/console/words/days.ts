import { ref } from 'vue';
import { language } from './language';

/** The office’s zone, wherever the browser stands. Source: deadlines.md, the calendar’s zone. */
const ZONE = 'Asia/Shanghai';
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** How far the office’s clock stands before this machine’s, in ms: only in the demonstration it does. */
const ahead = ref(0);
export const officeClockIs = (instant: string): void => {
  ahead.value = Date.parse(instant) - Date.now();
};
export const now = (): number => Date.now() + ahead.value;

interface Local {
  readonly day: string;
  readonly time: string;
}

/** What ends with the last moment of a minute ends with the full one; that of a day is 24:00, as offices write it. */
const LAST_MOMENT = 59_999;

function localOf(instant: string | number | Date): Local {
  const at = new Date(instant).getTime();
  if (at % 60_000 === LAST_MOMENT) {
    const [before, after] = [localOf(at - LAST_MOMENT), localOf(at + 1)];
    return before.day === after.day ? after : { day: before.day, time: '24:00' };
  }
  const found = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { day: `${found['year']}-${found['month']}-${found['day']}`, time: `${found['hour']}:${found['minute']}` };
}

export const weekdayOf = (day: string): string => {
  const index = new Date(`${day}T00:00:00Z`).getUTCDay();
  return language.value === 'zh' ? WEEKDAYS[index]! : new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
};

/** In lists: `10-12 周一`, with the year where it is not this one. `day`: YYYY-MM-DD. */
export function shortDay(day: string): string {
  const thisYear = localOf(now()).day.slice(0, 4);
  return `${day.startsWith(thisYear) ? day.slice(5) : day} ${weekdayOf(day)}`;
}

/** In lists: `10-12 14:30`. */
export function shortTime(instant: string | number): string {
  const { day, time } = localOf(instant);
  return `${day.startsWith(localOf(now()).day.slice(0, 4)) ? day.slice(5) : day} ${time}`;
}

/** In documents: `2026年10月12日（周一）`. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  if (language.value === 'zh') return `${year}年${month}月${date}日（${weekdayOf(day)}）`;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', weekday: 'short', timeZone: 'UTC' });
}

/** In documents: the day and the time. */
export const longTime = (instant: string): string => {
  const { day, time } = localOf(instant);
  return `${longDay(day)} ${time}`;
};

export const dayOf = (instant: string): string => localOf(instant).day;
export const today = (): string => localOf(now()).day;
export const timeOf = (instant: string): string => localOf(instant).time;

/** Whether the calendar has it. `text`: YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** So many days on. `day`: YYYY-MM-DD. */
export const shiftDay = (day: string, by: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
/** The Monday of a day’s week. */
export const mondayOf = (day: string): string => shiftDay(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
/** So many months on. `month`: YYYY-MM. */
export function monthBy(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number! - 1 + by, 1)).toISOString().slice(0, 7);
}
