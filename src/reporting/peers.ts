/** 分档分类评价: units beside their like, ranked by their own time limits where there are cases enough. 国办函〔2025〕66号 (六). */
import type { FigureKey } from '../core/figures.js';
import { peerGroupOf, type PeerGroup } from './report-settings.js';
import type { Figure, Report, Scope } from './report.js';

/** A unit in its group; `rank` is null where it has fewer cases than the minimum: shown and not ranked. Equal rates share a rank. */
export interface RankedUnit {
  readonly id: string;
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly rank: number | null;
}
export interface PeerRanking {
  readonly group: string;
  /** What is ranked by. */
  readonly figure: FigureKey;
  /** Of cases that are due; with fewer a unit is not ranked. */
  readonly minimum: number;
  readonly units: readonly RankedUnit[];
}

const RANKED_BY = 'leg_in_time' satisfies FigureKey;
const figureIn = ({ figures }: Scope, key: FigureKey): Figure => figures.find((each) => each.key === key)!;
/** The own office, which screens and assigns, is no peer of the units that handle. */
const handles = (scope: Scope): boolean =>
  (['answered', 'open_overdue', 'returns'] as const).some((key) => (figureIn(scope, key).numerator ?? 0) > 0) || (figureIn(scope, RANKED_BY).denominator ?? 0) > 0;

/** The groups that have units with cases, in the order of the settings; the best unit first, those not ranked last, by how many cases they had. */
export function peerRankings({ scopes }: Pick<Report, 'scopes'>, { peers, minimum }: { readonly peers: readonly PeerGroup[]; readonly minimum: number }): PeerRanking[] {
  const groups = Map.groupBy(scopes.filter((scope) => scope.kind === 'department' && handles(scope)), ({ name }) => peerGroupOf(name.zh, peers));
  return peers.filter((group) => groups.has(group)).map((group) => {
    const units = groups.get(group)!.map((scope) => {
      const { numerator, denominator, value } = figureIn(scope, RANKED_BY);
      return { id: scope.id, name: scope.name.zh, numerator: numerator ?? 0, denominator: denominator ?? 0, value };
    });
    const enough = ({ denominator }: { denominator: number }): boolean => denominator >= minimum;
    const rates = units.filter(enough).map(({ value }) => value!).toSorted((a, b) => b - a);
    const ranked = units.map((unit) => ({ ...unit, rank: enough(unit) ? rates.indexOf(unit.value!) + 1 : null }));
    return { group: group.name, figure: RANKED_BY, minimum, units: ranked.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.denominator - a.denominator || (a.id < b.id ? -1 : 1)) };
  });
}
