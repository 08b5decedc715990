import type { TopicAct, TopicState } from './insight.entities.js';

/** A topic as one person may know of it: letters hidden from them are not counted. Instants ISO of the calendar’s zone. */
export interface TopicView {
  readonly id: string;
  readonly state: TopicState;
  readonly title: string;
  readonly place: string;
  readonly who: string;
  readonly terms: readonly string[];
  readonly heat: number;
  readonly users: number;
  readonly letters: number;
  readonly from: string;
  readonly to: string;
  /** The highest warning given, 0: none. */
  readonly warned: number;
}

export interface TopicDetail extends TopicView {
  readonly members: readonly { readonly caseId: string; readonly number: string; readonly subject: string; readonly state: string; readonly receivedAt: string; readonly score: number }[];
  /** Letters and citizens who wrote for the first time, by day of the calendar; days without letters are left out. */
  readonly trend: readonly { readonly day: string; readonly letters: number; readonly newUsers: number }[];
  readonly changes: readonly { readonly act: TopicAct; readonly at: string; readonly by: string | null; readonly reason: string | null; readonly facts: Record<string, unknown> }[];
}
