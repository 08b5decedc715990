import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { CellValue, Row, stream as ExcelStream } from 'exceljs';
import { Refusal } from '../core/refusal.js';
import { linesOf, type Line } from './lines.js';

export type FileSort = 'csv' | 'jsonl' | 'xlsx';

/** A row of a file by its column names, or why it cannot be read; `line` is where it begins, 1 for the first of the file. */
export type Read =
  | { readonly line: number; readonly raw: string; readonly fields: Record<string, unknown> }
  | { readonly line: number; readonly raw: string; readonly fault: Refusal };

const ENDINGS: Record<string, FileSort> = { csv: 'csv', jsonl: 'jsonl', ndjson: 'jsonl', xlsx: 'xlsx' };

/** By the ending of the name. @throws Refusal `import_unreadable` */
export function sortOf(fileName: string): FileSort {
  const sort = ENDINGS[/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''];
  if (!sort) throw unreadable('文件名应以 .csv、.xlsx 或 .jsonl 结尾', 'the name must end in .csv, .xlsx or .jsonl', { file: fileName });
  return sort;
}

/** The rows of a file, one at a time. @throws Refusal `import_unreadable` where the file as a whole cannot be read */
export function rowsOf(path: string, sort: FileSort): AsyncGenerator<Read> {
  if (sort === 'xlsx') return sheetRows(path);
  const lines = linesOf(createReadStream(path));
  return sort === 'csv' ? csvRows(lines) : jsonRows(lines);
}

export const unreadable = (zh: string, en: string, facts: Record<string, unknown> = {}): Refusal =>
  new Refusal('import_unreadable', { ...facts, say: { zh: `文件无法读取：${zh}`, en: `The file cannot be read: ${en}` } });

const badLine = (zh: string, en: string): Refusal => new Refusal('wrong_shape', { say: { zh, en } });
const TOO_LONG = badLine('这一行过长', 'the line is too long');

async function* jsonRows(lines: AsyncIterable<Line>): AsyncGenerator<Read> {
  for await (const { number: line, text: raw, cut } of lines) {
    if (raw.trim() === '') continue;
    if (cut) yield { line, raw: raw.slice(0, 1000), fault: TOO_LONG };
    else yield { line, raw, ...jsonFields(raw) };
  }
}

function jsonFields(raw: string): { fields: Record<string, unknown> } | { fault: Refusal } {
  if (raw.includes('\uFFFD')) return { fault: new Refusal('message_not_text') };
  try {
    const value = JSON.parse(raw) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { fields: value as Record<string, unknown> };
    return { fault: badLine('这一行不是 JSON 对象', 'the line is not a JSON object') };
  } catch (error) {
    return { fault: badLine(`这一行不是有效的 JSON（${(error as Error).message}）`, `the line is not valid JSON (${(error as Error).message})`) };
  }
}

/** A quoted field may hold line ends; one that stays open for longer than this is a slip. */
const MOST_LINES_OF_A_RECORD = 400;

/** RFC 4180 with a header row. A record that cannot be read costs its own first line and nothing after it. */
async function* csvRows(source: AsyncIterable<Line>): AsyncGenerator<Read> {
  const lines = new Queue(source);
  let header: string[] | null = null;
  for (let first = await lines.take(); first; first = await lines.take()) {
    if (first.text.trim() === '') continue;
    const { values, raw } = await record(first, lines);
    if (!header) header = checkedHeader(values);
    else if (first.cut) yield { line: first.number, raw: raw.slice(0, 1000), fault: TOO_LONG };
    else yield { line: first.number, raw, ...csvFields(header, values, raw) };
  }
}

async function record(first: Line, lines: Queue): Promise<{ values: string[] | string; raw: string }> {
  let raw = first.text;
  let open = oddQuotes(first.text);
  let length = 0;
  for (; open && length < MOST_LINES_OF_A_RECORD; length++) {
    const next = await lines.peek(length);
    if (!next) break;
    raw += `\n${next.text}`;
    open = open !== oddQuotes(next.text);
  }
  const values = parsed(raw);
  if (Array.isArray(values)) {
    lines.drop(length);
    return { values, raw };
  }
  return { values, raw: first.text };
}

const oddQuotes = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;

function parsed(raw: string): string[] | string {
  try {
    return (parse(raw, { relax_column_count: true, record_delimiter: '\u0000' }) as unknown as string[][])[0] ?? [];
  } catch (error) {
    return (error as Error).message;
  }
}

function checkedHeader(values: string[] | string): string[] {
  if (!Array.isArray(values) || values.some((name) => name.includes('\uFFFD'))) {
    throw unreadable('首行应为 UTF-8 编码的列名；请另存为“CSV UTF-8”', 'the first line must name the columns in UTF-8; save it as “CSV UTF-8”');
  }
  return values.map((name) => name.trim());
}

function csvFields(header: readonly string[], values: string[] | string, raw: string): { fields: Record<string, unknown> } | { fault: Refusal } {
  if (!Array.isArray(values)) return { fault: badLine('引号不成对或位置不对', `the quotes are wrong (${values})`) };
  if (raw.includes('\uFFFD')) return { fault: new Refusal('message_not_text') };
  if (values.length > header.length) {
    return { fault: badLine(`有 ${values.length} 列，首行只有 ${header.length} 列`, `${values.length} columns where the header has ${header.length}`) };
  }
  return { fields: Object.fromEntries(header.map((name, index) => [name, values[index] ?? ''])) };
}

/** Lines that can be looked at before they are taken. */
class Queue {
  private readonly source: AsyncIterator<Line>;
  private ahead: Line[] = [];

  constructor(source: AsyncIterable<Line>) {
    this.source = source[Symbol.asyncIterator]();
  }

  async peek(distance: number): Promise<Line | undefined> {
    while (this.ahead.length <= distance) {
      const { done, value } = await this.source.next();
      if (done) return undefined;
      this.ahead.push(value as Line);
    }
    return this.ahead[distance];
  }

  async take(): Promise<Line | undefined> {
    const line = await this.peek(0);
    this.drop(1);
    return line;
  }

  drop(count: number): void {
    this.ahead.splice(0, count);
  }
}

/** Loaded when a workbook comes. It is CommonJS and fills `module.exports` late: its named exports are not seen by an import. */
const excel = (): { stream: typeof ExcelStream } => createRequire(import.meta.url)('exceljs') as { stream: typeof ExcelStream };

/** The first sheet of a workbook, its first row the column names. */
async function* sheetRows(path: string): AsyncGenerator<Read> {
  let header: string[] | null = null;
  for await (const row of rowsOfFirstSheet(path)) {
    const values = cellsOf(row);
    if (values.every((value) => value === '')) continue;
    if (!header) {
      header = values.map((name) => name.trim());
      continue;
    }
    const fields = Object.fromEntries(header.map((name, index) => [name, values[index] ?? '']).filter(([name]) => name !== ''));
    yield { line: row.number, raw: JSON.stringify(fields), fields };
  }
}

async function* rowsOfFirstSheet(path: string): AsyncGenerator<Row> {
  const input: Readable = createReadStream(path);
  const options = { sharedStrings: 'cache', styles: 'cache', worksheets: 'emit', hyperlinks: 'ignore', entries: 'ignore' } as const;
  try {
    for await (const sheet of new (excel().stream.xlsx.WorkbookReader)(input, options)) {
      for await (const row of sheet) yield row;
      return;
    }
  } catch (error) {
    throw unreadable('不是有效的 XLSX 工作簿', `not a valid XLSX workbook (${(error as Error).message})`);
  } finally {
    input.destroy();
  }
}

const cellsOf = (row: Row): string[] => {
  const cells: string[] = [];
  row.eachCell({ includeEmpty: true }, (cell, column) => (cells[column - 1] = textOf(cell.value)));
  return Array.from(cells, (text) => text ?? '');
};

/** A date cell holds local time as if it were UTC; it is read as local time. */
export function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 19);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value) return value.richText.map(({ text }) => text).join('').trim();
  if ('text' in value) return textOf(value.text as CellValue);
  if ('result' in value) return textOf(value.result as CellValue);
  return '';
}
