/** A table as data: what is written into a workbook, a word processor's page or a web page is told by it alone. */

/** How a value is written: a number stays a number in a spreadsheet. `share` is a fraction, `days` working days, `day` YYYY-MM-DD. */
export type ValueSort = 'text' | 'count' | 'share' | 'days' | 'day';
/** A value, or one that is written otherwise than its column. */
export type Cell = string | number | null | { readonly value: number | null; readonly sort: ValueSort };

export interface Column {
  readonly title: string;
  readonly sort: ValueSort;
  /** In widths of a Latin letter; a Chinese one takes two. */
  readonly width: number;
}
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly note: string | null;
}

export const column = (title: string, sort: ValueSort, width: number): Column => ({ title, sort, width });
export const valueOf = (cell: Cell): string | number | null => (typeof cell === 'object' && cell !== null ? cell.value : cell);
export const sortOf = (cell: Cell, { sort }: Pick<Column, 'sort'>): ValueSort => (typeof cell === 'object' && cell !== null ? cell.sort : sort);
