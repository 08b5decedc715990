/** Two ways of proposing beside each other, on cases that neither was trained on. */
export interface Comparison {
  /** The version compared with; `null`: the duty lists alone. */
  readonly with: number | null;
  readonly cases: number;
  /** Right at first, of the cases: the new one and the one before. */
  readonly right: number;
  readonly rightBefore: number;
  /** Cases that only one of the two had right. */
  readonly gained: number;
  readonly lost: number;
  readonly notWorse: boolean;
}

/** What two said of one case, and who had it. */
export interface Judged {
  readonly now: string | null;
  readonly before: string | null;
  readonly right: string;
}

/**
 * The paired comparison: only cases count that one has right and the other has not. The new one is worse when it loses more
 * than it gains by more than chance would make of it (one standard error, McNemar 1947). No cases: not worse.
 */
export function compare(judged: readonly Judged[], former: number | null): Comparison {
  const isRight = (said: string | null, right: string): boolean => said === right;
  const gained = judged.filter(({ now, before, right }) => isRight(now, right) && !isRight(before, right)).length;
  const lost = judged.filter(({ now, before, right }) => !isRight(now, right) && isRight(before, right)).length;
  return {
    with: former, cases: judged.length, gained, lost,
    right: judged.filter(({ now, right }) => isRight(now, right)).length,
    rightBefore: judged.filter(({ before, right }) => isRight(before, right)).length,
    notWorse: lost - gained <= Math.sqrt(lost + gained),
  };
}
