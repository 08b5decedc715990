/** How far two readers agree who judged the same cases without knowing of each other. */

/** What two readers said of one case. */
export type Pair = readonly [first: number, second: number];

export interface Agreement {
  readonly pairs: number;
  /** Quadratic weighted kappa: 1 full agreement, 0 as by chance; null where nobody ever differed from one value. */
  readonly kappa: number | null;
  /** Share of the very same answer, 0–1; null over nothing. */
  readonly same: number | null;
  /** Share within one point, 0–1; null over nothing. */
  readonly withinOne: number | null;
}

/**
 * Weighted kappa with squared distances. Source: Cohen, Weighted kappa, Psychological Bulletin 70 (1968). With two values
 * it is Cohen’s plain kappa. Example: [[1,1],[2,2],[3,3]] = 1; [[1,3],[3,1]] = −1.
 */
export function weightedKappa(pairs: readonly Pair[]): number | null {
  if (pairs.length === 0) return null;
  const observed = pairs.reduce((sum, [a, b]) => sum + (a - b) ** 2, 0) / pairs.length;
  // The mean squared distance if either had judged without looking: E(a²) + E(b²) − 2 E(a) E(b).
  const mean = (value: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length;
  const expected = mean(([a, b]) => a * a + b * b) - 2 * mean(([a]) => a) * mean(([, b]) => b);
  return expected < 1e-12 ? null : 1 - observed / expected;
}

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const share = (fits: (pair: Pair) => boolean): number | null => (pairs.length === 0 ? null : pairs.filter(fits).length / pairs.length);
  return { pairs: pairs.length, kappa: weightedKappa(pairs), same: share(([a, b]) => a === b), withinOne: share(([a, b]) => Math.abs(a - b) <= 1) };
}
