/** Workbooks that print well: a sheet a table, numbers as numbers, a frozen head that is repeated on each page, as wide as one page. */
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import type { stream as ExcelStream, Style, Worksheet } from 'exceljs';
import { breath } from './breath.js';
import { linesOf, widthOf } from './sheet-widths.js';
import { sortOf, valueOf, type SheetTable, type ValueSort } from './tables.js';

const NUMBER_FORMATS: Partial<Record<ValueSort, string>> = { count: '0', share: '0.0%', days: '0.0' };
const THIN = { style: 'thin' as const, color: { argb: 'FF8A8F98' } };
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const FONT = { title: { name: '黑体', size: 14 }, head: { name: '黑体', size: 10.5 }, body: { name: '宋体', size: 10.5 }, note: { name: '宋体', size: 9 } } as const;
const MARGINS = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };
/** Points a line takes, by its font. */
const LINE = { title: 20, body: 15, note: 12.5 } as const;
/** How much wider a title’s letters are than those a column is measured by. */
const TITLE_LETTER = 1.35;
/** To the left said in words: without, some offices do not wrap. */
const WRAPPED = { horizontal: 'left', vertical: 'middle', wrapText: true } as const;
const HEAD_ROW = 3;
/** Others’ requests are answered in between. */
const ROWS_A_BREATH = 100;
/** What stands upright on A4 without getting small, in widths of a Latin letter. */
const UPRIGHT = 97;
/** Lines of text stand across so many columns: one alone, wider than a page, is not made smaller by every office. */
const TEXT_COLUMNS = 4;

/** Loaded when a workbook is wanted. It is CommonJS and fills `module.exports` late: its named exports are not seen by an import. */
const excel = (): { stream: typeof ExcelStream } => createRequire(import.meta.url)('exceljs') as { stream: typeof ExcelStream };
type Writer = InstanceType<typeof ExcelStream.xlsx.WorkbookWriter>;

/** At most 31 letters, none that a sheet’s name may not have. */
export const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:']/g, ' ').slice(0, 31);

export interface SheetWords {
  /** What stands under a head over nothing. */
  readonly none: string;
  /** At the foot of a page: &P is its number, &N how many there are. */
  readonly page: string;
}

/** A workbook being written. Streamed, so that fifty thousand rows do not stand in memory as cells. */
export class WrittenWorkbook {
  private readonly out = new PassThrough();
  private readonly pieces: Buffer[] = [];
  private readonly workbook: Writer;

  constructor({ by, made }: { readonly by: string; readonly made: Date }, private readonly words: SheetWords) {
    this.out.on('data', (piece: Buffer) => this.pieces.push(piece));
    this.workbook = new (excel().stream.xlsx.WorkbookWriter)({ stream: this.out, useStyles: true, useSharedStrings: false });
    this.workbook.creator = this.workbook.lastModifiedBy = by;
    this.workbook.created = this.workbook.modified = made;
  }

  /** A title and lines under it, each as long as it is. */
  text(name: string, title: string, lines: readonly string[]): void {
    const sheet = this.workbook.addWorksheet(sheetName(name), {
      pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: MARGINS, printArea: `A1:${letters(TEXT_COLUMNS)}${lines.length + 1}` },
      headerFooter: { oddFooter: `&C${this.words.page}` },
    });
    sheet.columns = Array.from({ length: TEXT_COLUMNS }, () => ({ width: UPRIGHT / TEXT_COLUMNS }));
    for (const [index, line] of [title, ...lines].entries()) {
      heading(sheet, { row: index + 1, text: line, across: letters(TEXT_COLUMNS), font: index === 0 ? FONT.title : FONT.body, height: index === 0 ? 2 * LINE.title : LINE.body * linesOf([line], [UPRIGHT]) });
    }
    sheet.commit();
  }

  async table({ title, columns, rows, note }: SheetTable): Promise<void> {
    // A text has room at its left, so that it does not stick to the number before it.
    const widths = columns.map(({ width, sort }) => width + (sort === 'text' ? 2 : 1.2));
    const inner = columns.map(({ width }) => width);
    const total = widths.reduce((sum, width) => sum + width, 0);
    const last = letters(columns.length);
    const sheet = this.workbook.addWorksheet(sheetName(title), {
      views: [{ state: 'frozen', ySplit: HEAD_ROW, xSplit: 1 }],
      pageSetup: {
        paperSize: 9, orientation: total > UPRIGHT ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: MARGINS, horizontalCentered: true,
        printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`, printArea: `A1:${last}${HEAD_ROW + Math.max(rows.length, 1)}`,
      },
      headerFooter: { oddFooter: `&C${this.words.page}` },
    });
    sheet.columns = widths.map((width) => ({ width }));
    heading(sheet, { row: 1, text: title, across: last, font: FONT.title, height: LINE.title * Math.ceil((widthOf(title) * TITLE_LETTER) / total) });
    heading(sheet, { row: 2, text: note ?? '', across: last, font: FONT.note, height: LINE.note * linesOf([note], [total * (FONT.body.size / FONT.note.size)]) });
    const head = sheet.addRow(columns.map((each) => each.title));
    head.height = 4 + LINE.body * linesOf(columns.map((each) => each.title), widths);
    head.eachCell({ includeEmpty: true }, (cell) => {
      cell.style = { font: FONT.head, border: BORDER, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF6' } }, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true } };
    });
    head.commit();
    for (const [index, cells] of rows.entries()) {
      if (index % ROWS_A_BREATH === 0) await breath();
      const row = sheet.addRow(cells.map(valueOf));
      row.height = 3 + LINE.body * linesOf(cells.map((cell, at) => (typeof cell === 'string' && columns[at]!.sort === 'text' ? cell : null)), inner);
      columns.forEach((column, at) => (row.getCell(at + 1).style = styleOf(sortOf(cells[at] ?? null, column), typeof cells[at] === 'string')));
      row.commit();
    }
    if (rows.length > 0) sheet.autoFilter = { from: { row: HEAD_ROW, column: 1 }, to: { row: HEAD_ROW + rows.length, column: columns.length } };
    else {
      // A head over nothing looks as if something were missing.
      const none = sheet.addRow([this.words.none]);
      none.font = FONT.body;
      none.commit();
    }
    sheet.commit();
  }

  /** Numbers that something drawn beside them refers to. Answers the sheet’s number and name. */
  numbers(name: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[], sort: ValueSort): { readonly id: number; readonly name: string } {
    const called = sheetName(name);
    const sheet = this.workbook.addWorksheet(called, { pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 1 } });
    sheet.columns = head.map((_, index) => ({ width: index === 0 ? 34 : 10 }));
    const top = sheet.addRow([...head]);
    top.font = FONT.head;
    top.commit();
    for (const cells of rows) {
      const row = sheet.addRow([...cells]);
      row.font = FONT.body;
      for (let at = 2; at <= head.length; at++) row.getCell(at).numFmt = NUMBER_FORMATS[sort]!;
      row.commit();
    }
    sheet.commit();
    return { id: sheet.id, name: called };
  }

  async bytes(): Promise<Buffer> {
    await this.workbook.commit();
    return Buffer.concat(this.pieces);
  }
}

/** A line over the whole table, in as many lines as it needs: what runs out of the printed area is cut. */
function heading(sheet: Worksheet, { row: at, text, across, font, height }: { readonly row: number; readonly text: string; readonly across: string; readonly font: { readonly name: string; readonly size: number }; readonly height: number }): void {
  const row = sheet.addRow([text]);
  if (across !== 'A') sheet.mergeCells(`A${at}:${across}${at}`);
  row.getCell(1).style = { font, alignment: WRAPPED };
  row.height = 4 + height;
  row.commit();
}

const STYLES: readonly Map<ValueSort, Partial<Style>>[] = [new Map(), new Map()];
/** One object a sort, of words and of numbers: each new one would be written into the workbook again. */
function styleOf(sort: ValueSort, words: boolean): Partial<Style> {
  const styles = STYLES[Number(words)]!;
  let style = styles.get(sort);
  if (!style) {
    const placed = sort === 'day' ? { horizontal: 'center' as const, vertical: 'middle' as const } : { ...WRAPPED, indent: 1 };
    style = { font: FONT.body, border: BORDER, alignment: words ? placed : { vertical: 'middle' }, ...(NUMBER_FORMATS[sort] && { numFmt: NUMBER_FORMATS[sort] }) };
    styles.set(sort, style);
  }
  return style;
}

function letters(index: number): string {
  return index <= 26 ? String.fromCharCode(64 + index) : `${letters(Math.floor((index - 1) / 26))}${letters(((index - 1) % 26) + 1)}`;
}
