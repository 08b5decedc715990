/** Lists of cases as every report has them: of a report 举报 no more is said than how many there are. */
import type { ListedCase } from './counted.query.js';
import type { Cell, Column, Table } from './document.js';

/** What a list is made of besides its rows. */
export interface Listing {
  readonly listed: ReadonlyMap<string, ListedCase>;
  readonly accountIds: ReadonlySet<string>;
}
export interface Chosen<Row> {
  readonly rows: readonly { readonly file: ListedCase; readonly row: Row }[];
  readonly reports: number;
}

/** The cases of the accounts asked for, in the order given; reports are counted, each once, and left out. */
export function chosenOf<Row extends { readonly case_id: string }>(rows: readonly Row[], { listed, accountIds }: Listing): Chosen<Row> {
  const own = rows.flatMap((row) => {
    const file = listed.get(row.case_id);
    return file && accountIds.has(file.accountId) ? [{ file, row }] : [];
  });
  return { rows: own.filter(({ file }) => !file.report), reports: new Set(own.filter(({ file }) => file.report).map(({ file }) => file.caseId)).size };
}

export const reportsNote = (reports: number): string | null => (reports === 0 ? null : `另有举报件${reports}件，按规定只计数，不列明细。`);

/** One table of such a list; `note` goes before what is said of reports. */
export function tableOf<Row extends { readonly case_id: string }>(
  key: string, title: string, columns: readonly Column[], { rows, reports }: Chosen<Row>, cells: (file: ListedCase, row: Row) => readonly Cell[], note: string | null = null,
): Table {
  const notes = [note, reportsNote(reports)].filter((text) => text !== null);
  return { key, title, columns, rows: rows.map(({ file, row }) => cells(file, row)), note: notes.length === 0 ? null : notes.join('') };
}

export const instantOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
export const textOf = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value as string | number));
