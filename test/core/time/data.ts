/** The real calendar of the tests, with the facts it stands on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load as parse } from 'js-yaml';
import { calendarOf, type CalendarData, type CalendarYear } from '../../../src/core/time/calendar.js';

export const ROOT = join(import.meta.dirname, '../../..');
export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const yaml = (path: string): unknown => parse(read(path)) as unknown;

const facts = JSON.parse(read('test/vectors/calendar.json')) as Record<string, Omit<CalendarYear, 'year'>>;
const years: Record<string, CalendarYear> = { 2027: yaml('config/calendars/cn/2027.yaml') as CalendarYear };
for (const [year, data] of Object.entries(facts)) years[year] = { year: Number(year), ...data };

export const CN_DATA: CalendarData = { name: 'cn', zone: 'Asia/Shanghai', zoneOffsetMinutes: 480, years };
export const CN = calendarOf(CN_DATA);
/** Ms of a local text. */
export const at = (text: string): number => CN.instant(text);
/** Local ISO text of an instant. */
export const iso = (instant: number | null): string | null => (instant === null ? null : CN.iso(instant));
