import { Buffer } from 'node:buffer';
import type { FastifyReply } from 'fastify';
import { csvFile } from '../base/csv.js';
import { languageOf, type Language } from '../base/problems.js';
import { widthFor } from '../base/sheet-widths.js';
import { column } from '../base/tables.js';
import { WrittenWorkbook } from '../base/workbook.js';
import type { AssessmentFormDto } from './assessment.dto.js';

export type Value = string | number | null;
export interface FormTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Columns that are shares. */
  readonly shares: readonly number[];
}
/** Tables that leave together: what the file is called, without its ending, the instant they speak of, and what every sheet says under its title. */
export interface FormFile {
  readonly name: string;
  readonly asOf: string;
  note(language: Language): string;
  tables(language: Language): FormTable[];
}

const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;
const WORDS = { zh: { none: '（无）', page: '第 &P 页，共 &N 页' }, en: { none: '(none)', page: '&P / &N' } } as const;
/** No column is wider: a longer text goes on in the line below. */
const WIDEST = 44;

/** As a workbook, or as CSV; in the language asked for, else in the reader’s. */
export async function sentForm(reply: FastifyReply, file: FormFile, { format: asked, language }: AssessmentFormDto, accept: string | undefined): Promise<Buffer> {
  const [format, spoken] = [asked === 'csv' ? 'csv' : 'xlsx', language ?? languageOf(accept)] as const;
  void reply.header('content-type', TYPES[format]);
  void reply.header('content-disposition', `attachment; filename="${file.name}.${format}"`);
  return format === 'csv' ? Buffer.from(csvFile(...file.tables(spoken).map(({ title, head, rows }) => [[title], head, ...rows])), 'utf8') : await workbookOf(file, spoken);
}

/** Numbers as they are written, not as they are kept. */
const written = (value: Value, share: boolean): string => (share && typeof value === 'number' ? `${(value * 100).toFixed(1)}%` : String(value ?? ''));

/** A sheet a table. */
async function workbookOf(file: FormFile, language: Language): Promise<Buffer> {
  const workbook = new WrittenWorkbook({ by: '', made: new Date(file.asOf) }, WORDS[language]);
  for (const { title, head, rows, shares } of file.tables(language)) {
    const columns = head.map((name, index) => {
      const share = shares.includes(index);
      return column(name, share ? 'share' : 'text', Math.min(WIDEST, Math.max(6, ...[name, ...rows.map((row) => written(row[index] ?? null, share))].map(widthFor))));
    });
    await workbook.table({ title, columns, rows, note: file.note(language) });
  }
  return await workbook.bytes();
}
