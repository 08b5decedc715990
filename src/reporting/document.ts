/** A report 通报、快报、台账 as one document: every form (XLSX, DOCX, HTML, CSV, JSON) is written from it and computes nothing. */
import { sortOf, valueOf, type Cell, type Column, type SheetTable, type ValueSort } from '../base/tables.js';
import type { SourceName, Term } from '../core/figures.js';
import type { Report } from './report.js';

export { column, sortOf, valueOf, type Cell, type Column, type ValueSort } from '../base/tables.js';

/** A table of the document, called by its key. */
export interface Table extends SheetTable {
  readonly key: string;
}
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}
/** `columns` stand upright, `bars` lie; what one bar is a share of is printed in its category. */
export interface Chart {
  readonly key: string;
  readonly title: string;
  readonly form: 'columns' | 'bars';
  readonly sort: 'count' | 'share';
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}
/** A numbered part of the body; tables and charts by key. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly string[];
  readonly charts: readonly string[];
}
/** What an erratum 更正 says of the document it corrects. */
export interface Erratum {
  readonly number: string;
  readonly reason: string;
}

export const erratumSentence = ({ number, reason }: Erratum): string => `本件更正${number}。更正事项：${reason}`;

export interface ReportDocument {
  readonly form: string;
  /** What its files are called, without the ending: `report-2026-10`, `weekly-2026-W47`. */
  readonly name: string;
  /** Days: from the first to the day after the last; and the instant, all in ISO 8601 of the calendar’s zone. */
  readonly period: { readonly from: string; readonly to: string; readonly asOf: string };
  /** 文号; null until it is issued. */
  readonly number: string | null;
  readonly title: string;
  readonly issuer: string;
  readonly addressee: string;
  /** Day of issue; null until then. */
  readonly issuedOn: string | null;
  readonly erratum: Erratum | null;
  readonly opening: string;
  readonly sections: readonly Section[];
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  readonly appendices: readonly Table[];
  /** One row a case, with what it counted in; null of a report that counts none of its own. */
  readonly details: Table | null;
  readonly notes: readonly string[];
}

/** The parts of each source in the order of their bits, and what each figure adds up: frozen lists are read by them. */
export interface Counting {
  readonly sources: Readonly<Record<string, readonly string[]>>;
  readonly figures: Readonly<Record<string, FigureTerms>>;
}
/** The whole of a report: the figures and how they were counted, where it has any, and the document. */
export interface ReportModel {
  readonly figures: Report | null;
  readonly counting: Counting | null;
  readonly document: ReportDocument;
}
export interface FigureTerms {
  readonly numerator: readonly Term[];
  readonly denominator: readonly Term[] | null;
}

/** In which parts of a source a case was counted, and as whose; one entry a row of the source. */
export interface CountedEntry {
  readonly source: SourceName;
  readonly bits: number;
  readonly departmentId: string | null;
}

/** As a person reads it: `85.3%`, `2.5`, `—` for nothing. */
export function written(value: string | number | null, sort: ValueSort): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'string') return value;
  if (sort === 'share') return `${(value * 100).toFixed(1)}%`;
  return sort === 'days' ? String(Math.round(value * 10) / 10) : String(value);
}
export const cellText = (cell: Cell, column: Column): string => written(valueOf(cell), sortOf(cell, column));

/** The part of a document that a key names. */
export function byKey<T extends { readonly key: string }>(list: readonly T[], key: string): T | undefined {
  return list.find((each) => each.key === key);
}

/** 一、二、… 十、十一 */
export function chineseNumber(index: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, ones] = [Math.floor(index / 10), index % 10];
  return `${tens > 1 ? digits[tens]! : ''}${tens > 0 ? '十' : ''}${digits[ones]!}`;
}

/** 2026年11月2日 */
export const chineseDay = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
