/**
 * Assessment 考核: points of a unit from human spot checks and clocks alone, by bands and never by a target of 100 %.
 * Sources: 国办发〔2018〕123号 五（三） (考核评价办法, 重实绩); 国办函〔2025〕66号（六） (分档分类评价, 不设置不切实际的目标要求,
 * 不片面追求排名).
 */

/** From this share of good cases on (0–1), so much of the points (0–1). */
export interface Band {
  readonly from: number;
  readonly share: number;
}
/** What the scheme asks of one criterion for scoring. */
export interface Measured {
  readonly key: string;
  readonly points: number;
  /** Fewer cases are shown and give no points either way: the other criteria count for the whole. */
  readonly minimum: number;
  /** Highest first. */
  readonly bands: readonly Band[];
}
/** One case that counts in a criterion. */
export interface Judged {
  readonly criterion: string;
  readonly bad: boolean;
  /** Taken out: an exclusion 剔除 that was approved. Counts neither way. */
  readonly excluded: boolean;
  /** An objection 异议 that was accepted: the case counts as good. */
  readonly cancelled: boolean;
}
export interface CriterionScore {
  readonly key: string;
  readonly counted: number;
  readonly good: number;
  /** null over nothing. */
  readonly rate: number | null;
  /** null: too few cases. */
  readonly earned: number | null;
  readonly deducted: number | null;
  readonly points: number;
}
export interface Grade {
  readonly key: string;
  readonly from: number;
}
export interface Score {
  readonly criteria: readonly CriterionScore[];
  /** Of 100, one place after the point; null where no criterion has cases enough. */
  readonly total: number | null;
  /** null: 件数不足，不评档. */
  readonly grade: string | null;
}

const oneplace = (value: number): number => Math.round(value * 10) / 10;

/** The band a rate falls in. Bands begin at 0. Example: .93 in [.95→1, .85→.8, 0→.5] = .8. */
export const bandOf = (rate: number, bands: readonly Band[]): Band => bands.find(({ from }) => rate >= from - 1e-9) ?? bands.at(-1)!;

export function scoreOf(judged: readonly Judged[], criteria: readonly Measured[], grades: readonly Grade[]): Score {
  const scores = criteria.map((criterion) => criterionScore(judged.filter((each) => each.criterion === criterion.key), criterion));
  const earned = scores.filter((each) => each.earned !== null);
  const possible = earned.reduce((sum, each) => sum + each.points, 0);
  const total = possible === 0 ? null : oneplace((100 * earned.reduce((sum, each) => sum + each.earned!, 0)) / possible);
  return { criteria: scores, total, grade: total === null ? null : (grades.find(({ from }) => total >= from) ?? grades.at(-1)!).key };
}

function criterionScore(judged: readonly Judged[], { key, points, minimum, bands }: Measured): CriterionScore {
  const counted = judged.filter(({ excluded }) => !excluded);
  const good = counted.filter(({ bad, cancelled }) => !bad || cancelled).length;
  const rate = counted.length === 0 ? null : good / counted.length;
  const enough = rate !== null && counted.length >= minimum;
  const earned = enough ? oneplace(points * bandOf(rate, bands).share) : null;
  return { key, counted: counted.length, good, rate, earned, deducted: earned === null ? null : oneplace(points - earned), points };
}
