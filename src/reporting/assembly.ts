/** From what a report is made of and how it is worded to the document: the same for every report. */
import { byKey, chineseDay, type Chart, type Counting, type Erratum, type ReportModel, type Section, type Table } from './document.js';
import type { FormKey } from './forms-known.js';
import type { PeriodWords } from './period-words.js';
import { filled, type ReportSettings } from './report-settings.js';
import type { Report } from './report.js';

/** What a report says and shows, before it is worded. */
export interface Content {
  readonly words: Readonly<Record<string, unknown>>;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  /** Parts that are not worded by the settings, after those that are. */
  readonly sections?: readonly Section[];
  readonly appendices: readonly Table[];
  readonly details: Table | null;
  readonly notes: readonly string[];
  readonly figures: Report | null;
  readonly counting: Counting | null;
}
/** Whose report it is, of when. `from`, `to`, `asOf` in ISO 8601 of the calendar’s zone. */
export interface Framing {
  readonly form: FormKey;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly spoken: PeriodWords;
  readonly issuer: string;
  readonly erratum: Erratum | null;
}

/** A chart of nothing but zeros says less than the sentence beside it, and so does a table’s head over nothing. */
const says = ({ series }: Chart): boolean => series.some(({ values }) => values.some((value) => value !== null && value !== 0));

export function assembled(content: Content, { form, name, from, to, asOf, spoken, issuer, erratum }: Framing, settings: ReportSettings): ReportModel {
  const words = { ...content.words, ...spoken, year: from.slice(0, 4), issuer, asOf: `${chineseDay(asOf)}${asOf.slice(11, 16)}` };
  const drawn = content.charts.filter(says);
  const shown = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => content.tables.filter((each) => each.rows.length > 0 && (each.key === key || each.key.startsWith(`${key}-`))).map((each) => each.key));
  const sections = settings.sections.map(({ heading, paragraphs, tables, charts }): Section => ({
    heading: filled(heading, words), paragraphs: paragraphs.map((each) => filled(each, words)).filter((text) => text !== ''),
    tables: shown(tables), charts: charts.filter((key) => byKey(drawn, key)),
  }));
  const all = [...sections, ...(content.sections ?? [])];
  return {
    figures: content.figures, counting: content.counting,
    document: {
      form, name, period: { from, to, asOf }, number: null, title: (erratum ? '更正：' : '') + filled(settings.title, words), issuer, addressee: settings.addressee, issuedOn: null, erratum,
      opening: filled(settings.opening, words), sections: all.filter((each) => each.paragraphs.length + each.tables.length + each.charts.length > 0),
      tables: content.tables, charts: drawn, appendices: content.appendices, details: content.details, notes: content.notes,
    },
  };
}
