import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { calendarOf } from '../../src/core/time/calendar.js';
import { monthAfter, periodOfMonth } from '../../src/reporting/periods.js';
import { csvField } from '../../src/base/csv.js';
import { csvOf, reportName, writeReport } from '../../src/reporting/report-files.js';
import type { MonthlyReport } from '../../src/reporting/document.js';
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

const monthly = (name: string): MonthlyReport => ({
  figures: named(name), counting: { sources: {}, figures: {} },
  document: {
    number: null, title: name, issuer: name, addressee: '', issuedOn: null, erratum: null, opening: '', sections: [], tables: [], charts: [], appendices: [], notes: [],
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

  it('is named by its days where it is no month', () => {
    expect(reportName({ ...named('x'), month: null, from: '2026-07-01T00:00:00.000+08:00', to: '2026-10-01T00:00:00.000+08:00' })).toBe('report-2026-07-01_2026-10-01');
  });
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
