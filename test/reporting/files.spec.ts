import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { calendarOf } from '../../src/core/time/calendar.js';
import { Rulebook } from '../../src/base/policy.js';
import { projectDirectory } from '../../src/base/settings.js';
import { periodWords } from '../../src/reporting/period-words.js';
import { latestDue, periodsAfter, type Rhythm } from '../../src/reporting/rhythms.js';
import { monthAfter, periodNamed, periodOfMonth } from '../../src/reporting/periods.js';
import { csvField } from '../../src/base/csv.js';
import { csvOf, tablesCsv, writeReport } from '../../src/reporting/report-files.js';
import type { ReportModel } from '../../src/reporting/document.js';
import { REPORT_RULES, type Report } from '../../src/reporting/report.js';

const named = (name: string): Report => ({
  month: '2026-10', from: '2026-10-01T00:00:00.000+08:00', to: '2026-11-01T00:00:00.000+08:00', asOf: '2026-11-02T09:00:00.000+08:00',
  zone: 'Asia/Shanghai', calendarHash: 'c', accounts: ['wx'], ...REPORT_RULES, comparisons: [],
  scopes: [{
    kind: 'account', id: 'wx', name: { zh: name, en: name },
    figures: [
      { key: 'in_time', label: { zh: '按期办结率', en: 'in time' }, unit: 'share', numerator: 1, denominator: 3, value: 1 / 3 },
      { key: 'duration_median', label: { zh: '中位数', en: 'median' }, unit: 'working_days', numerator: null, denominator: 0, value: null },
    ],
  }],
});

const monthly = (name: string): ReportModel => ({
  figures: named(name), counting: { sources: {}, figures: {} },
  document: {
    form: 'monthly', name: 'report-2026-10', period: { from: named(name).from, to: named(name).to, asOf: named(name).asOf }, number: null, title: name, issuer: name, addressee: '', issuedOn: null, erratum: null, opening: '', sections: [], tables: [], charts: [], appendices: [], notes: [],
    details: { key: 'details', title: '明细', columns: [{ title: '编号', sort: 'text', width: 10 }], rows: [], note: null },
  },
});

describe('a report as CSV', () => {
  it('is read back by a reader of RFC 4180, with every field where it was', () => {
    const csv = csvOf(named('临川“发布”, "wx"\n二号'));
    expect(csv.startsWith('\uFEFF范围,名称,指标代码,指标,分子,分母,值\r\n')).toBe(true);
    expect(parse(csv, { bom: true })).toEqual([
      ['范围', '名称', '指标代码', '指标', '分子', '分母', '值'],
      ['账号', '临川“发布”, "wx"\n二号', 'in_time', '按期办结率', '1', '3', String(1 / 3)],
      ['账号', '临川“发布”, "wx"\n二号', 'duration_median', '中位数', '', '0', ''],
    ]);
    expect(csvOf(named('x'), 'en')).toContain('scope,name,key,figure,numerator,denominator,value');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '－1', '\n=HYPERLINK("http://x")'])('never lets %j become a formula', (name) => {
    const [, row] = parse(csvOf(named(name)), { bom: true }) as string[][];
    expect(row![1]).toBe(`'${name}`);
  });

  it('leaves numbers as numbers, also negative ones, and plain names as they are', () => {
    expect([csvField(-1), csvField(0.25), csvField(null), csvField('市住建局'), csvField('a-b')]).toEqual(['-1', '0.25', '', '市住建局', 'a-b']);
  });
});

describe('a report in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'huiyin-report-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is there whole, under its name, in the formats asked for, and nothing else is left', async () => {
    const out = join(folder, 'a', 'b');
    const paths = await writeReport(monthly('x'), out, ['json', 'csv']);
    expect(paths).toEqual([join(out, 'report-2026-10.json'), join(out, 'report-2026-10.csv')]);
    expect(readdirSync(out).toSorted()).toEqual(['report-2026-10.csv', 'report-2026-10.json']);
    expect(JSON.parse(readFileSync(paths[0]!, 'utf8'))).toEqual({ ...named('x'), counting: monthly('x').counting, document: monthly('x').document });
    const only = await writeReport(monthly('x'), join(folder, 'c'), ['csv']);
    expect(only).toEqual([join(folder, 'c', 'report-2026-10.csv')]);
  });

  it('takes the place of an older one, and the same report gives the same bytes', async () => {
    writeFileSync(join(folder, 'report-2026-10.json'), 'half a rep');
    const [path] = await writeReport(monthly('x'), folder, ['json']);
    const first = readFileSync(path!);
    await writeReport(monthly('x'), folder, ['json']);
    expect(readFileSync(path!)).toEqual(first);
  });

  it('leaves what was there if it cannot be written', async () => {
    mkdirSync(join(folder, 'report-2026-10.json'));
    await expect(writeReport(monthly('x'), folder, ['json'])).rejects.toThrow(/EISDIR|directory|EPERM/i);
    expect(readdirSync(folder)).toEqual(['report-2026-10.json']);
  });

  it('of tables is one as it is, and of several each under its title', () => {
    const table = { key: 'k', title: '台账', columns: [{ title: '编号', sort: 'text', width: 10 }, { title: '率', sort: 'share', width: 5 }], rows: [['=1', 0.5], ['b', { value: 2, sort: 'count' }]], note: null } as const;
    expect(tablesCsv([table])).toBe("\uFEFF编号,率\r\n'=1,0.5\r\nb,2\r\n");
    expect(tablesCsv([table, { ...table, rows: [] }])).toBe("\uFEFF台账\r\n编号,率\r\n'=1,0.5\r\nb,2\r\n\r\n台账\r\n编号,率\r\n");
  });
});

describe('a report is due by the calendar', () => {
  // The real one: 1 October to 8 October 2026 are off, 10 October is worked.
  const calendar = new Rulebook(join(projectDirectory, 'config')).today;
  it.each<[Rhythm, string, string]>([
    ['workday', '2026-11-23T08:00:00', '2026-11-19'], ['workday', '2026-11-23T09:00:00', '2026-11-20/2026-11-22'], ['workday', '2026-11-22T12:00:00', '2026-11-19'], ['workday', '2026-10-08T10:00:00', '2026-09-30/2026-10-07'],
    ['week', '2026-11-23T08:00:00', '2026-W46'], ['week', '2026-11-23T09:00:00', '2026-W47'], ['week', '2026-10-07T10:00:00', '2026-W39'], ['week', '2026-10-08T10:00:00', '2026-W40'], ['week', '2027-01-04T10:00:00', '2026-W53'],
    ['month', '2026-11-01T12:00:00', '2026-09'], ['month', '2026-11-02T09:00:00', '2026-10'], ['quarter', '2026-10-07T10:00:00', '2026-Q2'], ['quarter', '2026-10-08T10:00:00', '2026-Q3'],
    ['half', '2026-07-01T10:00:00', '2026-H1'], ['year', '2026-12-31T10:00:00', '2025'], ['coming_week', '2026-11-20T08:00:00', '2026-W47'], ['coming_week', '2026-11-20T09:00:00', '2026-W48'],
    ['month_begin', '2026-10-07T10:00:00', '2026-09-01'], ['month_begin', '2026-10-20T10:00:00', '2026-10-08'],
  ])('%s at %s: %s', (rhythm, at, period) => expect(latestDue(rhythm, calendar.instant(at), calendar)).toBe(period));

  it('makes up for months that were missed, and for the present alone where it speaks of the present', () => {
    expect(periodsAfter('2025-Q4', '2026-Q3', 'quarter', 12)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
    expect(periodsAfter('2026-07', '2026-10', 'month', 2)).toEqual(['2026-09', '2026-10']);
    expect([periodsAfter('2026-W30', '2026-W47', 'week', 12), periodsAfter('2026-W47', '2026-W47', 'week', 12)]).toEqual([['2026-W47'], []]);
  });

  it.each([
    ['2026-W53', '2026年12月28日至2027年1月3日', '上周'], ['2026-10-01/2026-10-07', '2026年10月1日至7日', '上期'], ['2026-11-24', '2026年11月24日', '前一日'], ['2026-H1', '2026年上半年', '上年下半年'], ['2026', '2026年', '上年'],
  ])('%s is called %s', (name, period, before) => expect(periodWords(name)).toMatchObject({ period, before }));
  it.each(['2026-W54', '2025-W53', '2026-02-30', '2026-W00', '2026-13'])('%s is no period', (name) => expect(() => periodNamed(name)).toThrow(/wrong_shape/));
});

describe('a month', () => {
  const calendar = calendarOf({ name: 'cn', zone: 'Asia/Shanghai', zoneOffsetMinutes: 480, years: {} });
  it.each([
    ['2026-10', '2026-10-01', '2026-11-01'], ['2026-12', '2026-12-01', '2027-01-01'], ['2028-02', '2028-02-01', '2028-03-01'],
  ])('%s is from local midnight to local midnight', (month, from, to) => {
    expect(periodOfMonth(month, calendar)).toEqual({ from: Date.parse(`${from}T00:00:00+08:00`), to: Date.parse(`${to}T00:00:00+08:00`) });
  });
  it.each([['2026-01', -1, '2025-12'], ['2026-12', 1, '2027-01'], ['2026-03', -12, '2025-03']])('%s and %d months on', (month, on, then) => {
    expect(monthAfter(month, on)).toBe(then);
  });
  it.each(['2026-00', '2026-13', '202610', '2026-1', '2026-10-01', ''])('refuses %j', (month) => expect(() => periodOfMonth(month, calendar)).toThrow('wrong_shape'));
});
