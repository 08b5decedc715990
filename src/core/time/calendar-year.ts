/** Reading calendars: the file per year, the frame around the files, and the widespread per-year JSON form. */
import type { CalendarData, CalendarOverride, CalendarYear, OfficeHours } from './calendar.js';
import { dayNumber, msOfTime, type Day } from './days.js';
import { badField, flagAt, has, listAt, objectAt, textAt, wholeAt, type Fields } from './fields.js';

function daysAt(fields: Fields, key: string, path: string, year?: number): Record<Day, string> {
  const at = path === '' ? key : `${path}.${key}`;
  if (!has(fields, key)) return {};
  const days = objectAt(fields[key], at);
  return Object.fromEntries(
    Object.keys(days).map((day) => [checkedDay(day, `${at}.${day}`, year), textAt(days, day, at)]),
  );
}

/** A real day, of the year or of the last month before it. */
function checkedDay(day: string, path: string, year?: number): Day {
  try {
    dayNumber(day);
  } catch {
    throw badField(path, '不是 YYYY-MM-DD 形式的日期', 'is not a day of the form YYYY-MM-DD');
  }
  // A notice may also change the December before (2012, 2019 and 2023 did), nothing further away.
  if (year !== undefined && !day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`)) {
    throw badField(path, `不在 ${year} 年内`, `does not lie in ${year}`);
  }
  return day;
}

function noDayTwice(off: Record<Day, string>, makeup: Record<Day, string>, path: string): void {
  const twice = Object.keys(off).find((day) => makeup[day] !== undefined);
  if (twice !== undefined)
    throw badField(`${path}${path ? '.' : ''}makeup.${twice}`, '既放假又上班', 'is both off and worked');
}

/** One year's file `{year, papers, off, makeup, provisional?}`. Errors: `bad_field`. */
export function parseCalendarYear(value: unknown): CalendarYear {
  const fields = objectAt(value, '', ['year', 'papers', 'off', 'makeup', 'provisional']);
  const year = wholeAt(fields, 'year', '', 1900);
  const papers = listAt(fields, 'papers', '').map((paper, index) => textAt({ paper }, 'paper', `papers[${index}]`));
  const [off, makeup] = [daysAt(fields, 'off', '', year), daysAt(fields, 'makeup', '', year)];
  noDayTwice(off, makeup, '');
  const provisional = has(fields, 'provisional') ? flagAt(fields, 'provisional', '') : papers.length === 0;
  return { year, papers, off, makeup, ...(provisional && { provisional }) };
}

/**
 * One year of the widespread JSON form `{year, papers[], days: [{name, date, isOffDay}]}` (holiday-cn and its like).
 * Other keys (`$schema`, `$id`) are ignored. Errors: `bad_field`.
 */
export function importCalendarYear(value: unknown): CalendarYear {
  const fields = objectAt(value, '');
  const off: Record<Day, string> = {};
  const makeup: Record<Day, string> = {};
  listAt(fields, 'days', '').forEach((item, index) => {
    const path = `days[${index}]`;
    const day = objectAt(item, path);
    (flagAt(day, 'isOffDay', path) ? off : makeup)[textAt(day, 'date', path)] = textAt(day, 'name', path);
  });
  return parseCalendarYear({ year: fields['year'], papers: fields['papers'] ?? [], off, makeup });
}

function hoursAt(fields: Fields): OfficeHours {
  let last = 0;
  return listAt(fields, 'officeHours', '').map((pair, index): readonly [string, string] => {
    const path = `officeHours[${index}]`;
    const [start, end] = Array.isArray(pair) ? (pair as unknown[]) : [];
    try {
      const [from, to] = [msOfTime(String(start)), msOfTime(String(end))];
      if (from < last || to <= from) throw new RangeError();
      last = to;
    } catch {
      throw badField(
        path,
        '应为先后相接、互不重叠的时段，如 ["09:00", "12:00"]',
        'must be intervals in order such as ["09:00", "12:00"]',
      );
    }
    return [String(start), String(end)];
  });
}

/** Days of one region or office `{source, off?, makeup?}`. Errors: `bad_field`. */
export function parseLocalDays(value: unknown, path = ''): CalendarOverride {
  const fields = objectAt(value, path, ['source', 'off', 'makeup']);
  const [off, makeup] = [daysAt(fields, 'off', path), daysAt(fields, 'makeup', path)];
  noDayTwice(off, makeup, path);
  return { source: textAt(fields, 'source', path), off, makeup };
}

/** A year’s notice in either form, the file’s own or the widespread JSON one. Errors: `bad_field`; a notice without a paper is none. */
export function parseNotice(value: unknown): CalendarYear {
  const year = typeof value === 'object' && value !== null && 'days' in value ? importCalendarYear(value) : parseCalendarYear(value);
  if (year.papers.length === 0 || year.provisional)
    throw badField('papers', '应写明通知的文号或网址', 'must name the notice by number or address');
  return year;
}

/** The frame `{name, zone, zoneOffsetMinutes, officeHours?, overrides?}` with its years. Errors: `bad_field`. */
export function parseCalendar(value: unknown, years: readonly CalendarYear[]): CalendarData {
  const fields = objectAt(value, '', ['name', 'zone', 'zoneOffsetMinutes', 'officeHours', 'overrides']);
  const offset = fields['zoneOffsetMinutes'];
  if (!Number.isInteger(offset) || Math.abs(offset as number) > 14 * 60) {
    throw badField('zoneOffsetMinutes', '应为与世界时相差的分钟数', 'must be minutes east of UTC');
  }
  return {
    name: textAt(fields, 'name', ''),
    zone: textAt(fields, 'zone', ''),
    zoneOffsetMinutes: offset as number,
    ...(has(fields, 'officeHours') && { officeHours: hoursAt(fields) }),
    years: Object.fromEntries(years.map((year) => [String(year.year), year])),
    ...(has(fields, 'overrides') && { overrides: listAt(fields, 'overrides', '').map((one, index) => parseLocalDays(one, `overrides[${index}]`)) }),
  };
}
