/** The calendar: three sets of days, the law where a notice is missing, overrides on top. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sha256Hex } from '../../../src/core/canonical.js';
import { calendarOf } from '../../../src/core/time/calendar.js';
import { importCalendarYear, parseCalendar, parseCalendarYear } from '../../../src/core/time/calendar-year.js';
import { civilOf, dayNumber, dayOf, weekdayOf } from '../../../src/core/time/days.js';
import { TimeRefusal } from '../../../src/core/time/refusal.js';
import { dueOf } from '../../../src/core/time/deadline.js';
import { CN, CN_DATA, ROOT, at, read, yaml } from './data.js';

describe('days', () => {
  it('agree with Date over four hundred years and more', () => {
    for (let number = dayNumber('1900-01-01'); number <= dayNumber('2400-12-31'); number += 3) {
      const date = new Date(number * 86_400_000);
      if (dayOf(number) !== date.toISOString().slice(0, 10) || weekdayOf(number) !== date.getUTCDay())
        throw new Error(dayOf(number));
    }
    expect(civilOf(dayNumber('9999-12-31'))).toEqual({ year: 9999, month: 12, day: 31 });
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '1899-12-31', '2026-00-10', ' 2026-01-01', '二〇二六'])(
    '%s is refused',
    (day) => {
      expect(() => dayNumber(day)).toThrow(TimeRefusal);
    },
  );
});

describe('the calendar', () => {
  it.each([
    ['2026-10-01', false, '国庆节'],
    ['2026-10-10', true, '调休上班'],
    ['2026-10-11', false, '周末'],
    ['2026-10-12', true, '工作日'],
    ['2026-02-14', true, '调休上班'],
    ['2011-12-31', true, '调休上班'],
    ['2018-12-31', false, '元旦'],
    ['2018-12-29', true, '调休上班'],
    ['2022-12-31', false, '元旦'],
    ['2027-02-08', false, '春节'],
    ['2030-05-02', false, '劳动节'],
    ['2030-10-03', false, '国庆节'],
    ['2030-10-04', true, '工作日'],
  ])('%s: working %s, %s', (day, working, reason) => {
    expect(CN.reasonOf(day)).toEqual({ working, reason });
    expect(CN.isWorking(day)).toBe(working);
  });

  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2031-06-01', true],
    ['2010-01-01', false],
    ['2009-12-31', true],
  ])('%s is provisional: %s', (day, provisional) => {
    expect(CN.isProvisional(day)).toBe(provisional);
  });

  it('hours that end at midnight are due on the next day, provisional if its year is', () => {
    const due = dueOf({ start: at('2026-12-31T22:00'), amount: 2, unit: 'workingHour', officeHours: [['18:00', '24:00']] }, CN);
    expect([due.dueAt, due.dueDay, due.provisional]).toEqual([at('2027-01-01T00:00'), '2027-01-01', true]);
  });

  it.each(['2026-10-08T10:00', '2026-10-08 10:00:00+08', '2026-10-08T10:00:00.000+0800', '2026-10-08T02:00Z', '2026-10-07T20:30:00,0009-05:30'])('%s is one instant', (text) => {
    expect(at(text)).toBe(Date.UTC(2026, 9, 8, 2));
  });

  it('a due day far outside the table is still found, and provisional', () => {
    const due = dueOf({ start: at('2100-09-30T10:00'), amount: 1, unit: 'workingDay' }, CN);
    expect(due).toMatchObject({ dueDay: '2100-10-04', provisional: true });
  });

  it('overrides stack on top, the later one wins, and the hash changes', () => {
    const regional = {
      source: '自治区人民政府通知',
      off: { '2026-03-20': '古尔邦节' },
      makeup: { '2026-03-22': '抢险上班' },
    };
    const own = calendarOf({
      ...CN_DATA,
      overrides: [regional, { source: '本单位', off: {}, makeup: { '2026-03-20': '照常上班' } }],
    });
    expect(own.reasonOf('2026-03-22')).toEqual({ working: true, reason: '抢险上班' });
    expect(own.reasonOf('2026-03-20')).toEqual({ working: true, reason: '照常上班' });
    expect(own.hash).not.toBe(CN.hash);
    expect(calendarOf({ ...CN_DATA }).hash).toBe(CN.hash);
  });

  it('is read from a file per year, and the files say what the facts say', () => {
    const files = readdirSync(join(ROOT, 'config/calendars/cn')).sort();
    expect(files).toEqual(Array.from({ length: 18 }, (_, index) => `${2010 + index}.yaml`));
    const years = files.map((file) => parseCalendarYear(yaml(`config/calendars/cn/${file}`)));
    const data = parseCalendar(yaml('config/calendars/cn.yaml'), years);
    const facts = JSON.parse(read('test/vectors/calendar.json')) as Record<string, object>;
    for (const year of years.slice(0, -1)) expect(year).toEqual({ year: year.year, ...facts[String(year.year)] });
    expect(years.at(-1)).toMatchObject({ year: 2027, provisional: true, papers: [], makeup: {} });
    expect(calendarOf(data).isWorking('2026-10-10')).toBe(true);
  });

  it('imports the widespread JSON form, December of the year before included', () => {
    const days = [
      { name: '元旦', date: '2018-12-30', isOffDay: true },
      { name: '元旦', date: '2018-12-29', isOffDay: false },
    ];
    expect(importCalendarYear({ $schema: 'x', year: 2019, papers: ['p'], days })).toEqual({
      year: 2019,
      papers: ['p'],
      off: { '2018-12-30': '元旦' },
      makeup: { '2018-12-29': '元旦' },
    });
  });

  it.each<[unknown, string]>([
    [{ year: 2026, papers: [], off: { '2025-11-30': '元旦' }, makeup: {} }, 'off.2025-11-30'],
    [{ year: 2026, papers: [], off: { '2026-02-30': '春节' }, makeup: {} }, 'off.2026-02-30'],
    [{ year: 2026, papers: [], off: { '2026-02-20': '春节' }, makeup: { '2026-02-20': '春节' } }, 'makeup.2026-02-20'],
    [{ year: 2026, papers: 'x', off: {} }, 'papers'],
    [{ year: '2026', papers: [] }, 'year'],
    [{ year: 2026, papers: [], holidays: {} }, 'holidays'],
  ])('a wrong file is refused by field', (file, path) => {
    expect(() => parseCalendarYear(file)).toThrow(
      expect.objectContaining({ code: 'config_wrong', facts: expect.objectContaining({ path }) as object }) as Error,
    );
  });
});

describe('canonical JSON', () => {
  it('is the same for the same content', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '中' }], a: true, u: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"中","d":null}]}',
    );
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it.each([NaN, Infinity, new Date(0), new Map(), 1n, () => 1])('refuses %p', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  it('refuses a ring', () => {
    const ring: Record<string, unknown> = {};
    ring['ring'] = ring;
    expect(() => canonicalJson(ring)).toThrow(TypeError);
  });
});
