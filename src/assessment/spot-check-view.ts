import type { Agreement } from '../core/agreement.js';
import { agreementByPart, cellsOf, isFinding, wholeOf, type Marks, type ResultCell, type UnitResult } from '../core/spot-check-results.js';
import { strataOf } from '../core/spot-check.js';
import type { Kind, Label } from '../core/vocabulary.js';
import type { ReviewSheet, SpotCheck, SpotCheckCase } from './spot-check.entities.js';
import type { SpotCheckSettings } from './spot-check-settings.js';

export interface PartFinding {
  readonly key: string;
  readonly label: Label;
  readonly cases: number;
  readonly agreement: Agreement;
}
export interface Training {
  readonly key: string;
  readonly label: Label;
  readonly cases: number;
  readonly checked: number;
  readonly text: Label;
}
export interface NamedCell extends ResultCell {
  readonly unitName: string;
}
export interface NamedUnit extends UnitResult {
  readonly unitName: string;
}
/** What a spot check found, for somebody who may see these cases. */
export interface SpotCheckResults {
  readonly whole: UnitResult;
  readonly units: readonly NamedUnit[];
  readonly cells: readonly NamedCell[];
  readonly parts: readonly PartFinding[];
  /** The commonest findings, with what to train. */
  readonly training: readonly Training[];
}

/** What one of the two, or the third, said of a settled case: nobody is shown one before both are in. */
export interface SettledSheet {
  readonly number: string;
  readonly unitName: string;
  readonly kind: Kind;
  /** 0 and 1 are the two, 2 the third. */
  readonly place: number;
  readonly marks: Marks;
}
/** A case that could have been drawn. */
export interface Lot {
  readonly caseId: string;
  readonly number: string;
  readonly unitName: string;
  readonly kind: Kind;
  readonly lot: string;
  readonly drawn: boolean;
}
/** So many findings are worth a training. */
const TRAININGS = 3;

/** The commonest findings of these cases, `overall` left out: it says that a reply is bad, not why. */
export function trainingOf(settled: readonly { readonly marks: Marks }[], { parts }: SpotCheckSettings): Training[] {
  return parts
    .filter(({ key }) => key !== 'overall')
    .map((part): Training => ({ key: part.key, label: part.label, cases: settled.filter(({ marks }) => isFinding(marks[part.key]!, part)).length, checked: settled.length, text: part.training }))
    .filter(({ cases }) => cases > 0)
    .toSorted((a, b) => b.cases - a.cases)
    .slice(0, TRAININGS);
}

/** Reports stand in rows of their own and in no unit’s whole: what is added up may be read by all who read the check. */
export function resultsOf(check: SpotCheck, cases: readonly SpotCheckCase[], sheets: readonly ReviewSheet[], settings: SpotCheckSettings, withReports: boolean, nameOf: (unit: string) => string): SpotCheckResults {
  const { parts, minimum } = settings;
  const population = check.population.map(([caseId, unit, kind]) => ({ caseId, unit, kind })).filter(({ kind }) => withReports || kind !== 'report');
  const counted = cases.filter(({ report }) => withReports || !report);
  const settled = counted.flatMap(({ unit, kind, settled: marks }) => (marks === null ? [] : [{ unit, kind, marks }]));
  const cells = cellsOf(strataOf(population, check.size).map((stratum) => ({ ...stratum, sample: counted.filter(({ unit, kind }) => unit === stratum.unit && kind === stratum.kind).length })), settled, parts);
  const common = cells.filter(({ kind }) => kind !== 'report');
  const byUnit = [...Map.groupBy(common, ({ unit }) => unit)];
  const pairs = pairsOf(counted, sheets);
  const agreement = agreementByPart(pairs, parts);
  return {
    whole: wholeOf('', common, minimum),
    units: byUnit.map(([unit, own]) => ({ ...wholeOf(unit, own, minimum), unitName: nameOf(unit) })),
    cells: cells.map((cell) => ({ ...cell, unitName: nameOf(cell.unit) })),
    parts: parts.map((part) => ({ key: part.key, label: part.label, cases: settled.filter(({ marks }) => isFinding(marks[part.key]!, part)).length, agreement: agreement[part.key]! })),
    training: trainingOf(settled.filter(({ kind }) => kind !== 'report'), settings),
  };
}

/** What the two said, once both have handed in: until then nobody is shown anything. */
export function pairsOf(cases: readonly SpotCheckCase[], sheets: readonly ReviewSheet[]): (readonly [Marks, Marks])[] {
  const byCase = Map.groupBy(sheets.filter(({ third, state }) => !third && state === 'handed_in'), ({ caseId }) => caseId);
  return cases.flatMap(({ caseId }) => {
    const [first, second] = byCase.get(caseId) ?? [];
    return first?.marks && second?.marks ? [[first.marks, second.marks] as const] : [];
  });
}
