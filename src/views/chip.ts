import type { Calendar } from '../core/time/calendar.js';
import { remainingWorkingDays } from '../core/time/measures.js';
import type { State } from '../core/vocabulary.js';

/** Working days within which something counts as due soon 临期. */
export const SOON_WORKING_DAYS = 2;

export type ChipSort = 'normal' | 'soon' | 'today' | 'overdue' | 'paused' | 'none';

/** What a queue shows of a case’s time: the due day, what is left of it, and how it should be coloured. */
export interface Chip {
  readonly dueDay: string | null;
  readonly remainingWorkingDays: number | null;
  readonly sort: ChipSort;
  /** The holidays of its year are not announced yet; the date may move. */
  readonly provisional: boolean;
}

/** What of a case a chip is made of. */
export interface ChipFacts {
  readonly nextDueAt: number | null;
  readonly imposedDueAt: number | null;
  readonly state: State;
}

/** `nextDueAt`: the earliest due time of the running clocks, ms; while the citizen is asked (待补充) the clocks stand still. */
export function chipOf({ nextDueAt, imposedDueAt, state }: ChipFacts, now: number, calendar: Calendar): Chip {
  if (nextDueAt === null) return { dueDay: null, remainingWorkingDays: null, sort: state === 'clarifying' ? 'paused' : 'none', provisional: false };
  const dueDay = calendar.iso(nextDueAt).slice(0, 10);
  const remaining = remainingWorkingDays(now, dueDay, calendar);
  const today = calendar.iso(now).slice(0, 10);
  const sort = nextDueAt < now ? 'overdue' : dueDay === today ? 'today' : remaining <= SOON_WORKING_DAYS ? 'soon' : 'normal';
  // The walk ends on the due day: where it touched a year without a notice, so does that day. A sender’s date is given.
  const provisional = nextDueAt !== imposedDueAt && calendar.isProvisional(dueDay);
  return { dueDay, remainingWorkingDays: remaining, sort, provisional };
}
