/** A clock on a case as it is stored, and what a rule must know to turn it. Types only; `clocks.ts` turns, `clock-due.ts` computes. */
import type { ActName } from './lifecycle.js';
import type { Calendar } from './time/calendar.js';
import type { Ladder } from './time/ladder.js';
import type { Hold } from './time/holds.js';
import type { Policy } from './time/policy.js';
import type { ClockName, Kind, Procedure, Urgency } from './vocabulary.js';

export type { Hold } from './time/holds.js';

/** A granted extension, in the unit of the clock. */
export interface Extension {
  readonly amount: number;
  readonly by?: string;
  readonly grantedAt?: number;
}

export type ClockVerdict = 'on_time' | 'late' | 'void';

/** A clock as it is stored; instants in ms. */
export interface ClockState {
  readonly id: string;
  readonly clock: ClockName;
  readonly epoch: number;
  readonly departmentId: string | null;
  readonly concernsId: string | null;
  readonly policyHash: string;
  readonly calendarHash: string;
  readonly startAct: string;
  readonly startAt: number;
  readonly amount: number;
  readonly unit: string;
  readonly window: boolean;
  readonly dueAt: number | null;
  readonly originalDueAt: number | null;
  readonly dueDay: string | null;
  readonly provisional: boolean;
  readonly imposedAt: number | null;
  readonly capAt: number | null;
  readonly pauses: readonly Hold[];
  readonly extension: readonly Extension[];
  readonly revision: number;
  readonly stoppedAt: number | null;
  readonly stopAct: string | null;
  readonly verdict: ClockVerdict | null;
  readonly missedAt: number | null;
  readonly ladder: string | null;
  readonly nextRungAt: number | null;
  readonly proof: string;
  readonly proofHash: string;
}

/** Old version → new version, by hash. A clock that pinned none of them is left alone. */
export interface Rebase {
  readonly policies: Readonly<Record<string, string>>;
  readonly calendars: Readonly<Record<string, string>>;
}

/** What the reducer must know of an act; stored in the event, so that a replay knows it too. */
export interface ClockFacts {
  readonly act: ActName;
  readonly at: number;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly contactable: boolean;
  readonly departmentId: string | null;
  readonly epoch: number;
  readonly policyHash: string;
  readonly calendarHash: string;
  /** Ids for the clocks this act opens, in the order of the steps. */
  readonly ids: readonly string[];
  /** A start vouched for by the platform or the sender, for the clocks that count from it. */
  readonly startAt?: number;
  /** The sender’s own due time, for the answer clock. */
  readonly imposedAt?: number;
  /** The leg is due no later than this: the earliest of the merged cases. Null: none of them is left. */
  readonly capAt?: number | null;
  readonly extension?: Extension;
  /** What holds the clocks still, where it is not the act itself. */
  readonly procedure?: Procedure;
  /** Which pinned versions give way to which. */
  readonly rebase?: Rebase;
  /** The amount a document itself names (批示). */
  readonly amount?: number;
  /** A joint handling or a document. */
  readonly concernsId?: string;
  /** The department a contribution or a document is asked of. */
  readonly ofDepartmentId?: string;
}

/** The rules a clock is computed by, found by the hash it pinned. */
export interface Rules {
  policy(hash: string): Policy;
  calendar(hash: string): Calendar;
  /** The pinned calendar with the official notices of years for which it had none: a hash that `calendar` knows. */
  completed(pinned: string, inForce: string): string;
  /** A ladder by the hash a clock pinned. */
  ladder(hash: string): Ladder;
  /** The hash of the ladder that now bears this name. */
  ladderHash(name: string): string;
}
