import type { CaseClock, CaseFile } from '../api/cases';

/** The clock behind the date that a case shows: the running one that is due first, or that which stands still. */
export function shownClock({ clocks }: Pick<CaseFile, 'clocks'>): CaseClock | null {
  const running = clocks.filter(({ stoppedAt, window }) => stoppedAt === null && !window);
  const due = running.filter(({ dueAt }) => dueAt !== null).toSorted((one, other) => Date.parse(one.dueAt!) - Date.parse(other.dueAt!));
  return due[0] ?? running.find(({ paused }) => paused) ?? null;
}
