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
}

/** `nextDueAt`: the earliest due time of the running clocks, ms; while the citizen is asked (待补充) the clocks stand still. */
export function chipOf(nextDueAt: number | null, state: State, now: number, calendar: Calendar): Chip {
  if (nextDueAt === null) return { dueDay: null, remainingWorkingDays: null, sort: state === 'clarifying' ? 'paused' : 'none' };
  const dueDay = calendar.iso(nextDueAt).slice(0, 10);
  const remaining = remainingWorkingDays(now, dueDay, calendar);
  const today = calendar.iso(now).slice(0, 10);
  const sort = nextDueAt < now ? 'overdue' : dueDay === today ? 'today' : remaining <= SOON_WORKING_DAYS ? 'soon' : 'normal';
  return { dueDay, remainingWorkingDays: remaining, sort };
}
