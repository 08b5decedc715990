/** A report: the figures of a period for the whole, for each account, channel, kind and unit, and for imposed cases apart. */
import {
  FIGURE_KEYS, RULES_OF_COUNTING, WEIGHTS, figureOf, measureOf, shareOf,
  type FigureDefinition, type FigureKey, type FigureUnit, type Length, type LengthName, type SourceName, type Term,
} from '../core/figures.js';
import type { Label } from '../core/vocabulary.js';
import type { Cell, Owner } from './figures.query.js';

export interface Figure {
  readonly key: FigureKey;
  readonly label: Label;
  readonly unit: FigureUnit;
  /** Null for a measure of lengths. */
  readonly numerator: number | null;
  /** What it is a share of, or how many lengths were measured; null for a count. */
  readonly denominator: number | null;
  /** Share as a fraction, count, or working days; null over nothing. */
  readonly value: number | null;
  /** The case numbers it counted, each as often as it was counted; only where they were asked for. */
  readonly cases?: readonly string[];
  /** Of a share, those it is a share of. */
  readonly among?: readonly string[];
}

export const SCOPES = {
  whole: { zh: '合计', en: 'whole' },
  account: { zh: '账号', en: 'account' },
  channel: { zh: '渠道', en: 'channel' },
  kind: { zh: '类型', en: 'kind' },
  department: { zh: '单位', en: 'unit' },
  imposed: { zh: '上级定时限件', en: 'imposed origin' },
} as const satisfies Record<string, Label>;
export type ScopeKind = keyof typeof SCOPES;

/** Whose figures, as the registry names them; `id` is a handle, platform, kind or department code. */
export interface ScopeName {
  readonly kind: ScopeKind;
  readonly id: string;
  readonly name: Label;
}
export interface Scope extends ScopeName {
  readonly figures: readonly Figure[];
}

export interface Comparison {
  readonly with: 'previous_month' | 'same_month_last_year';
  readonly month: string;
  /** As far after the end of its month as the report is after its own. */
  readonly asOf: string;
  /** The main figures of the whole. */
  readonly figures: readonly Figure[];
}

export interface Report {
  readonly month: string | null;
  /** ISO 8601 in the calendar’s zone; `to` is not part of the period. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly zone: string;
  readonly calendarHash: string;
  readonly accounts: readonly string[];
  readonly weights: typeof WEIGHTS;
  readonly rules: readonly Label[];
  readonly scopes: readonly Scope[];
  readonly comparisons: readonly Comparison[];
}

export const REPORT_RULES = { weights: WEIGHTS, rules: RULES_OF_COUNTING } as const;

/** Lengths of one owner in working days. */
export interface OwnedLength extends Owner, Length {
  readonly of: LengthName;
}

export interface Counts {
  readonly cells: ReadonlyMap<SourceName, readonly Cell[]>;
  readonly lengths: readonly OwnedLength[];
}

/** What was counted of one line of the report: `source.part` → how many, and the lengths. */
export interface Line {
  readonly sums: Map<string, number>;
  readonly lengths: OwnedLength[];
}
/** The lines that an owner’s rows belong to, by their keys. */
export type LinesOf = (owner: Owner) => readonly string[];

/** Every count put into the lines it belongs to, in one pass: cells are many and lines are many. */
export function linesOf(counts: Counts, belongsTo: LinesOf): Map<string, Line> {
  const lines = new Map<string, Line>();
  const line = (key: string): Line => {
    const known = lines.get(key);
    if (known) return known;
    const begun: Line = { sums: new Map(), lengths: [] };
    lines.set(key, begun);
    return begun;
  };
  for (const [source, cells] of counts.cells) {
    for (const cell of cells) {
      for (const key of belongsTo(cell)) {
        const { sums } = line(key);
        for (const part in cell.counts) add(sums, `${source}.${part}`, cell.counts[part]!);
      }
    }
  }
  for (const length of counts.lengths) for (const key of belongsTo(length)) line(key).lengths.push(length);
  return lines;
}

const add = (sums: Map<string, number>, key: string, many: number): void => {
  if (many !== 0) sums.set(key, (sums.get(key) ?? 0) + many);
};

const NOTHING: Line = { sums: new Map(), lengths: [] };

/** The figures of a line; nothing was counted of a line that is not there. */
export const figuresOf = ({ sums, lengths }: Line = NOTHING, keys: readonly FigureKey[] = FIGURE_KEYS): Figure[] =>
  keys.map((key) => figure(key, figureOf(key), sums, lengths));

const countOf = (terms: readonly Term[], sums: ReadonlyMap<string, number>): number =>
  terms.reduce((total, [source, part, weight]) => total + (weight ?? 1) * (sums.get(`${source}.${part}`) ?? 0), 0);

function figure(key: FigureKey, definition: FigureDefinition, sums: ReadonlyMap<string, number>, lengths: readonly OwnedLength[]): Figure {
  const { label, unit, measure } = definition;
  if (measure) {
    const own = lengths.filter((each) => each.of === measure.of);
    const denominator = own.reduce((total, each) => total + each.count, 0);
    return { key, label, unit, numerator: null, denominator, value: measureOf(own, measure.by) };
  }
  const numerator = countOf(definition.numerator, sums);
  if (definition.denominator === null) return { key, label, unit, numerator, denominator: null, value: numerator };
  const denominator = countOf(definition.denominator, sums);
  return { key, label, unit, numerator, denominator, value: shareOf(numerator, denominator) };
}

/** The sources that some figures are counted of. */
export const sourcesOf = (keys: readonly FigureKey[]): SourceName[] => [
  ...new Set(keys.flatMap((key) => {
    const { numerator, denominator } = figureOf(key);
    return [...numerator, ...(denominator ?? [])].map(([source]) => source);
  })),
];

/** The parts of a list of terms that count at all, by source. */
export function partsOf(terms: readonly Term[]): Map<SourceName, string[]> {
  const parts = new Map<SourceName, string[]>();
  for (const [source, part, weight] of terms) if (weight !== 0) parts.set(source, [...(parts.get(source) ?? []), part]);
  return parts;
}
