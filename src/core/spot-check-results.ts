/** What a spot check found: settled marks, disagreements, results by unit × kind, the commonest findings. */
import { agreementOf, type Agreement, type Pair } from './agreement.js';

/** One part of the review sheet 评查表. */
export interface Part {
  readonly key: string;
  /** Ascending. */
  readonly values: readonly number[];
  /** Marks that differ by more than this are a disagreement that a third settles. */
  readonly tolerance: number;
  /** Of these values on it is a finding: at most (a scale), or exactly 1 of a yes–no part. */
  readonly finding: { readonly atMost: number } | { readonly is: number };
}
export type Marks = Readonly<Record<string, number>>;

/** Answers are complete and each is one of its part’s. Returns the parts that are not. */
export const wrongParts = (marks: Readonly<Record<string, unknown>>, parts: readonly Part[]): string[] => [
  ...parts.filter(({ key, values }) => !values.includes(marks[key] as number)).map(({ key }) => key),
  ...Object.keys(marks).filter((key) => !parts.some((part) => part.key === key)),
];

/** The parts in which two checkers are further apart than may be. */
export const disputed = (first: Marks, second: Marks, parts: readonly Part[]): string[] =>
  parts.filter(({ key, tolerance }) => Math.abs(first[key]! - second[key]!) > tolerance).map(({ key }) => key);

/** Within the tolerance the mean of the two (overall may be half a point); beyond it the word of the third; null while that is missing. */
export function settledMarks(first: Marks, second: Marks, third: Marks | null, parts: readonly Part[]): Marks | null {
  const open = disputed(first, second, parts);
  if (open.length > 0 && third === null) return null;
  return Object.fromEntries(parts.map(({ key }) => [key, open.includes(key) ? third![key]! : (first[key]! + second[key]!) / 2]));
}

export const isFinding = (value: number, { finding }: Part): boolean => ('is' in finding ? value === finding.is : value <= finding.atMost);

export const agreementByPart = (pairs: readonly (readonly [Marks, Marks])[], parts: readonly Part[]): Record<string, Agreement> =>
  Object.fromEntries(parts.map(({ key }) => [key, agreementOf(pairs.map(([a, b]): Pair => [a[key]!, b[key]!]))]));

/** A case that is settled, in its stratum. */
export interface SettledCase {
  readonly unit: string;
  readonly kind: string;
  readonly marks: Marks;
}
export interface StratumSize {
  readonly unit: string;
  readonly kind: string;
  readonly population: number;
  readonly sample: number;
}
export interface ResultCell extends StratumSize {
  readonly checked: number;
  /** Sum of the marks for the whole reply, 1–5. */
  readonly mean: number | null;
  /** How many are good enough (no finding in `overall`). */
  readonly good: number;
  readonly findings: Readonly<Record<string, number>>;
}
export interface UnitResult {
  readonly unit: string;
  readonly population: number;
  readonly checked: number;
  /** Each stratum weighs as much as it has cases: a stratum drawn more densely does not speak louder. */
  readonly mean: number | null;
  readonly goodShare: number | null;
  /** Enough cases to be set beside others. */
  readonly comparable: boolean;
  readonly findings: Readonly<Record<string, number>>;
}

export function cellsOf(strata: readonly StratumSize[], settled: readonly SettledCase[], parts: readonly Part[]): ResultCell[] {
  return strata.map((stratum) => {
    const cases = settled.filter(({ unit, kind }) => unit === stratum.unit && kind === stratum.kind);
    const overall = parts.find(({ key }) => key === 'overall')!;
    return {
      ...stratum, checked: cases.length, mean: meanOf(cases.map(({ marks }) => marks['overall']!)),
      good: cases.filter(({ marks }) => !isFinding(marks['overall']!, overall)).length, findings: findingsOf(cases, parts),
    };
  });
}

/** A whole of cells: by unit, or all of them. */
export function wholeOf(unit: string, cells: readonly ResultCell[], minimum: number): UnitResult {
  const counted = cells.filter(({ checked }) => checked > 0);
  const weight = counted.reduce((sum, { population }) => sum + population, 0);
  const weighted = (value: (cell: ResultCell) => number): number | null => (weight === 0 ? null : counted.reduce((sum, cell) => sum + value(cell) * cell.population, 0) / weight);
  const checked = counted.reduce((sum, cell) => sum + cell.checked, 0);
  const findings: Record<string, number> = {};
  for (const cell of counted) for (const [key, many] of Object.entries(cell.findings)) findings[key] = (findings[key] ?? 0) + many;
  return {
    unit, population: cells.reduce((sum, { population }) => sum + population, 0), checked, mean: weighted(({ mean }) => mean!),
    goodShare: weighted(({ good, checked: of }) => good / of), comparable: checked >= minimum, findings,
  };
}

const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

const findingsOf = (cases: readonly SettledCase[], parts: readonly Part[]): Record<string, number> =>
  Object.fromEntries(parts.map((part): [string, number] => [part.key, cases.filter(({ marks }) => isFinding(marks[part.key]!, part)).length]).filter(([, many]) => many > 0));
