/**
 * Spot check 抽查: a stratified random sample (unit × kind) that anybody can draw again. Chance is a lot per case, the
 * SHA-256 of seed and case: it depends on nothing else, neither on the order of the rows nor on the other cases, and
 * whoever has the seed and the frozen population can check each lot with any tool.
 * Sources: norms.md 6.2 (抽样分层, 种子留存), 7 (quality scale).
 */
import { canonicalJson, sha256Hex } from './canonical.js';

/** A case that may be drawn, with what makes its stratum. */
export interface Drawable {
  readonly caseId: string;
  /** The department that answered. */
  readonly unit: string;
  readonly kind: string;
}
/** How many: so many in all, or a share of each stratum (0–1); at least so many of each stratum, as far as it has them. */
export type SampleSize = { readonly by: 'number'; readonly cases: number; readonly least: number } | { readonly by: 'share'; readonly share: number; readonly least: number };

export interface Stratum {
  readonly unit: string;
  readonly kind: string;
  readonly population: number;
  readonly sample: number;
}

/** 64 hexadecimal digits: no two cases share one. Example: the lot of case c under seed s is SHA-256 of "s\nc". */
export const lotOf = (seed: string, caseId: string): string => sha256Hex(`${seed}\n${caseId}`);

const stratumOf = ({ unit, kind }: Pick<Drawable, 'unit' | 'kind'>): string => `${unit}\n${kind}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same for the same cases, in whatever order they come. */
export const populationHash = (population: readonly Drawable[]): string =>
  sha256Hex(canonicalJson(population.map(({ caseId, unit, kind }) => [caseId, unit, kind]).toSorted((a, b) => byText(a[0]!, b[0]!))));

/**
 * How many cases of each stratum, by unit and kind. A number is shared out in proportion to what the minimum left over
 * (largest remainder); minima come first, also where they are more than the number.
 */
export function strataOf(population: readonly Drawable[], size: SampleSize): Stratum[] {
  const groups = [...Map.groupBy(population, stratumOf)].toSorted(([a], [b]) => byText(a, b)).map(([, cases]) => cases);
  const sizes = groups.map((cases) => cases.length);
  const samples = size.by === 'share' ? sizes.map((many) => Math.min(many, Math.max(size.least, Math.ceil(many * size.share - 1e-9)))) : shared(sizes, size);
  return groups.map((cases, index) => ({ unit: cases[0]!.unit, kind: cases[0]!.kind, population: cases.length, sample: samples[index]! }));
}

function shared(sizes: readonly number[], { cases, least }: { readonly cases: number; readonly least: number }): number[] {
  const first = sizes.map((many) => Math.min(many, least));
  const left = sizes.map((many, index) => many - first[index]!);
  const total = left.reduce((sum, each) => sum + each, 0);
  const more = Math.min(total, Math.max(0, cases - first.reduce((sum, each) => sum + each, 0)));
  if (more === 0) return first;
  const exact = left.map((many) => (many * more) / total);
  const whole = exact.map((each) => Math.floor(each + 1e-9));
  let rest = more - whole.reduce((sum, each) => sum + each, 0);
  const order = [...exact.keys()].toSorted((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b);
  for (const index of order) {
    if (rest === 0) break;
    if (whole[index]! < left[index]!) {
      whole[index]! += 1;
      rest -= 1;
    }
  }
  return first.map((many, index) => many + whole[index]!);
}

/** The cases of the sample: of each stratum those with the lowest lots; by unit, kind and lot. */
export function drawnFrom<T extends Drawable>(population: readonly T[], seed: string, size: SampleSize): T[] {
  const groups = Map.groupBy(population, stratumOf);
  return strataOf(population, size).flatMap((stratum) => {
    const cases = groups.get(stratumOf(stratum)) ?? [];
    const lots = cases.map((each) => ({ each, lot: lotOf(seed, each.caseId) })).toSorted((a, b) => byText(a.lot, b.lot));
    return lots.slice(0, stratum.sample).map(({ each }) => each);
  });
}

/** Who could check a case, in the order of the pool. */
export interface Checkable {
  readonly caseId: string;
  readonly eligible: readonly string[];
}

/** So many checkers for each case, the least burdened first and by lot among equals; fewer where fewer may check it. */
export function checkersFor(cases: readonly Checkable[], many: number, seed: string, burden: ReadonlyMap<string, number> = new Map()): Map<string, string[]> {
  const load = new Map(burden);
  const chosen = new Map<string, string[]>();
  for (const { caseId, eligible } of cases) {
    const order = eligible.map((person) => ({ person, load: load.get(person) ?? 0, lot: lotOf(`${seed}\n${caseId}`, person) })).toSorted((a, b) => a.load - b.load || byText(a.lot, b.lot));
    const taken = order.slice(0, many).map(({ person }) => person);
    for (const person of taken) load.set(person, (load.get(person) ?? 0) + 1);
    chosen.set(caseId, taken);
  }
  return chosen;
}
