import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { csvFile } from '../base/csv.js';
import type { Label } from '../core/vocabulary.js';
import { byKey, valueOf, type ReportModel, type Table } from './document.js';
import { htmlOf } from './forms/html.js';
import { SCOPES, type Report } from './report.js';

export const REPORT_FORMATS = ['json', 'csv', 'html', 'docx', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const HEADINGS: readonly Label[] = [
  { zh: '范围', en: 'scope' }, { zh: '名称', en: 'name' }, { zh: '指标代码', en: 'key' }, { zh: '指标', en: 'figure' },
  { zh: '分子', en: 'numerator' }, { zh: '分母', en: 'denominator' }, { zh: '值', en: 'value' },
];

/** One row a figure; UTF-8 with a byte order mark, lines end in CR LF. Shares are fractions. */
export function csvOf(report: Report, language: keyof Label = 'zh', tables: readonly Table[] = []): string {
  const head = HEADINGS.map((heading) => heading[language]);
  const rows = report.scopes.flatMap(({ kind, name, figures }) =>
    figures.map((figure) => [SCOPES[kind][language], name[language], figure.key, figure.label[language], figure.numerator, figure.denominator, figure.value]),
  );
  return csvFile([head, ...rows, ...tables.flatMap(valuesOf)]);
}

/** Tables of the report that no figure holds, a row a value. */
const BESIDE_FIGURES: readonly string[] = ['topics', 'knowledge'];
const valuesOf = ({ key, title, columns, rows }: Table): (string | number | null)[][] => rows.flatMap((cells) =>
  columns.slice(1).map((column, index) => [title, valueOf(cells[0] ?? null), key, column.title, null, null, valueOf(cells[index + 1] ?? null)]));

export const MEDIA_TYPES: Record<ReportFormat, string> = {
  json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The report with one of its tables alone; undefined if it has none of that name. */
export function withOnly(report: ReportModel, key: string): ReportModel | undefined {
  const { document } = report;
  const table = byKey([...document.tables, ...document.appendices], key);
  return table && {
    figures: null, counting: null,
    document: { ...document, name: `${document.name}-${key.replaceAll('_', '-')}`, title: table.title, opening: '', sections: [{ heading: table.title, paragraphs: [], tables: [key], charts: [] }], tables: [table], charts: [], appendices: [], details: null },
  };
}

/** Tables for a spreadsheet: one as it is; of several each under its title, an empty line between. Of figures the figures. */
export function tablesCsv(tables: readonly Table[]): string {
  const blocks = tables.map(({ title, columns, rows }) => [...(tables.length > 1 ? [[title]] : []), columns.map((each) => each.title), ...rows.map((cells) => columns.map((_, index) => valueOf(cells[index] ?? null)))]);
  return csvFile(...blocks);
}

/** The figures at the top, as a script finds them with every report; then how they were counted, and the document. */
const jsonOf = ({ figures, counting, document }: ReportModel): string => `${JSON.stringify({ ...figures, ...(counting && { counting }), document }, null, 2)}\n`;

/** The libraries of the office forms are loaded when one is asked for: an application starts without their hundreds of files. */
const WRITERS: Record<ReportFormat, (report: ReportModel) => string | Promise<string | Buffer>> = {
  json: jsonOf,
  csv: ({ figures, document }) => (figures ? csvOf(figures, 'zh', document.tables.filter(({ key }) => BESIDE_FIGURES.includes(key))) : tablesCsv([...document.tables, ...document.appendices])),
  html: htmlOf,
  docx: async (report) => (await import('./forms/docx.js')).docxOf(report),
  xlsx: async (report) => (await import('./forms/xlsx.js')).xlsxOf(report),
};

/** The report in one form; the same report gives the same bytes. */
export async function formOf(report: ReportModel, format: ReportFormat): Promise<Buffer> {
  const form = await WRITERS[format](report);
  return typeof form === 'string' ? Buffer.from(form, 'utf8') : form;
}

/** Writes the report into a folder, which is made if it is not there; a file is there whole or not at all. Answers the paths. */
export async function writeReport(report: ReportModel, folder: string, formats: readonly ReportFormat[] = REPORT_FORMATS): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const format of formats) {
    const path = join(folder, `${report.document.name}.${format}`);
    await writeWhole(path, await formOf(report, format));
    paths.push(path);
  }
  return paths;
}

/** Under another name first, so that nobody ever reads half a report. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
