/** What will not be answered in time at the present pace: arithmetic on counts, and the buckets that ages are told in. */

export interface UnitLoad {
  /** Overdue already. */
  readonly overdue: number;
  /** Falls due in the week that comes. */
  readonly due: number;
  /** Answers in the weeks looked back on. */
  readonly answered: number;
  readonly weeks: number;
}
export interface Forecast {
  /** Answers a week, the mean of the weeks looked back on. */
  readonly pace: number;
  /** What falls overdue in the week if the oldest are answered first; never more than falls due. */
  readonly falling: number;
  /** Overdue at the end of the week. */
  readonly left: number;
}

/** A unit that answers three a week with one overdue and five falling due: three of the five fall overdue. */
export function forecastOf({ overdue, due, answered, weeks }: UnitLoad): Forecast {
  const pace = answered / weeks;
  const capacity = Math.max(0, Math.floor(pace) - overdue);
  const falling = Math.max(0, due - capacity);
  return { pace, falling, left: Math.max(0, overdue - Math.floor(pace)) + falling };
}

/** Ages in working days, each from the one before to this, both counted by whole days. */
export const AGES = [0, 2, 5, 10, 15, 30, Infinity] as const;
export const ageBucket = (days: number): number => AGES.findIndex((to) => days <= to);

/** The stages of a case, and the states that belong to each. */
export const STAGES = {
  screening: ['received', 'held', 'quarantined'], assigning: ['queued', 'returning'], signing_for: ['assigned'], handling: ['handling', 'signing'],
  citizen: ['clarifying'], review: ['in_review'], publishing: ['approved'], elsewhere: ['transferred', 'merged'],
} as const;
export type Stage = keyof typeof STAGES;
export const stageOf = (state: string): Stage | undefined =>
  (Object.keys(STAGES) as Stage[]).find((stage) => (STAGES[stage] as readonly string[]).includes(state));
