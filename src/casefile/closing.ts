import { Refusal, type RefusalCode } from '../core/refusal.js';
import type { ClockState } from '../core/clock-state.js';
import type { Instant } from '../base/clock.js';
import type { Turn } from '../base/database/writer.js';
import type { System } from '../identity/actor.js';
import { CaseFile, Deadline } from './casefile.entities.js';
import type { Docket } from './docket.js';

type Running = Pick<ClockState, 'clock' | 'stoppedAt' | 'dueAt'>;

const runs = (clocks: readonly Running[], name: string): boolean => clocks.some(({ clock, stoppedAt }) => clock === name && stoppedAt === null);

/** What still keeps a case from being closed 归档: a study, a supervision or an instruction that is not done. */
export function stillOpen({ openPapers }: Pick<CaseFile, 'openPapers'>, clocks: readonly Running[]): RefusalCode | null {
  if (runs(clocks, 'study')) return 'study_open';
  return openPapers > 0 ? 'paper_open' : null;
}

/** @throws Refusal `study_open` | `paper_open` */
export function refuseWhileOpen(file: Pick<CaseFile, 'openPapers'>, clocks: readonly Running[]): void {
  const code = stillOpen(file, clocks);
  if (code) throw new Refusal(code);
}

const windowRuns = (clocks: readonly Running[], now: Instant): boolean =>
  clocks.some(({ clock, stoppedAt, dueAt }) => clock === 'rating' && stoppedAt === null && (dueAt === null || dueAt > now));

/**
 * Closes an answered case whose rating window has ended and which nothing keeps open; ends the window of a merged one.
 * For the sweep at the window’s end and for whatever ends the last thing that was open. Twice is once.
 * @returns whether it closed anything
 */
export async function closeIfDone(docket: Docket, turn: Turn, caseId: string, actor: System): Promise<boolean> {
  const file = await turn.rows.one(CaseFile, { id: caseId }, { lock: true });
  if (file?.state !== 'answered' && file?.state !== 'merged') return false;
  const clocks = await turn.rows.find(Deadline, { caseId, stoppedAt: null });
  if (stillOpen(file, clocks) || windowRuns(clocks, turn.now)) return false;
  if (file.state === 'merged' && !runs(clocks, 'rating')) return false;
  await docket.move(turn, { act: 'close', caseId, actor });
  return true;
}
