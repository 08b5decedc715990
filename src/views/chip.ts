import type { Calendar } from '../core/time/calendar.js';
import { remainingWorkingDays } from '../core/time/measures.js';
import type { Deadline } from '../casefile/casefile.entities.js';

/** Due soon 临期: within so many working days, or in the last part of the whole time that was given. */
export const SOON_WORKING_DAYS = 1;
export const SOON_PARTS = 5;

export type ChipSort = 'normal' | 'soon' | 'today' | 'overdue' | 'paused' | 'none';

/** What a queue shows of a case’s time: the due day, what is left of it, and how it should be coloured. */
export interface Chip {
  readonly dueDay: string | null;
  readonly remainingWorkingDays: number | null;
  readonly sort: ChipSort;
  /** The holidays of its year are not announced yet; the date may move. */
  readonly provisional: boolean;
  /** Since when the time stands still, ISO; null while it runs. */
  readonly pausedSince: string | null;
}

/** What of a running clock a chip is made of. */
export type ChipClock = Pick<Deadline, 'startAt' | 'dueAt' | 'window' | 'pauses'>;

/** What of a case a chip is made of. */
export interface ChipFacts {
  readonly nextDueAt: number | null;
  readonly imposedDueAt: number | null;
}

/** `nextDueAt`: the earliest due time of the running clocks, ms; where none is due, what stands still is told. `clocks`: those not stopped. */
export function chipOf({ nextDueAt, imposedDueAt }: ChipFacts, clocks: readonly ChipClock[], now: number, calendar: Calendar): Chip {
  if (nextDueAt === null) {
    const since = pausedSince(clocks);
    return { dueDay: null, remainingWorkingDays: null, sort: since === null ? 'none' : 'paused', provisional: false, pausedSince: since === null ? null : calendar.iso(since) };
  }
  const dueDay = calendar.iso(nextDueAt).slice(0, 10);
  const remaining = remainingWorkingDays(now, dueDay, calendar);
  const today = calendar.iso(now).slice(0, 10);
  const startAt = clocks.find(({ dueAt, window }) => dueAt === nextDueAt && !window)?.startAt;
  const isLastPart = startAt !== undefined && (nextDueAt - now) * SOON_PARTS <= nextDueAt - startAt;
  const sort = nextDueAt < now ? 'overdue' : dueDay === today ? 'today' : remaining <= SOON_WORKING_DAYS || isLastPart ? 'soon' : 'normal';
  // The walk ends on the due day: where it touched a year without a notice, so does that day. A sender’s date is given.
  const provisional = nextDueAt !== imposedDueAt && calendar.isProvisional(dueDay);
  return { dueDay, remainingWorkingDays: remaining, sort, provisional, pausedSince: null };
}

/** The earliest instant since which a clock that was not stopped stands still, ms. */
function pausedSince(clocks: readonly ChipClock[]): number | null {
  const open = clocks.flatMap(({ pauses }) => pauses.filter(({ to }) => to === undefined || to === null).map(({ from }) => from));
  return open.length === 0 ? null : Math.min(...open);
}
