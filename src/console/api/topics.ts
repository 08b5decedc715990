import { ask, withQuery } from './http';

export type TopicState = 'open' | 'dismissed' | 'past';
export interface Topic {
  readonly id: string;
  readonly state: TopicState | 'joined';
  readonly title: string;
  readonly place: string;
  readonly who: string;
  readonly terms: readonly string[];
  readonly heat: number;
  readonly users: number;
  readonly letters: number;
  readonly from: string;
  readonly to: string;
  readonly warned: number;
}
export interface TopicMember {
  readonly caseId: string;
  readonly number: string;
  readonly subject: string;
  readonly state: string;
  readonly receivedAt: string;
}
export interface TopicChange {
  readonly act: string;
  readonly at: string;
  readonly by: string | null;
  readonly reason: string | null;
}
export interface TopicDetail extends Topic {
  readonly members: readonly TopicMember[];
  readonly trend: readonly { readonly day: string; readonly letters: number; readonly newUsers: number }[];
  readonly changes: readonly TopicChange[];
}

export const listTopics = async (state: TopicState): Promise<readonly Topic[]> => (await ask<{ topics: Topic[] }>(withQuery('/api/v1/topics', { state }))).topics;
export const topicOf = (id: string): Promise<TopicDetail> => ask(`/api/v1/topics/${id}`);
export const gatherTopics = (): Promise<{ letters: number; topics: number; warnings: number }> => ask('/api/v1/topics/run', { method: 'POST', body: {} });
export const renameTopic = (id: string, title: unknown): Promise<unknown> => ask(`/api/v1/topics/${id}/title`, { method: 'PUT', body: { title } });
/** `act`: dismiss, restore, join, split, pass-on. */
export const decideTopic = (id: string, act: string, body: unknown): Promise<unknown> => ask(`/api/v1/topics/${id}/${act}`, { method: 'POST', body });
export const briefHref = (id: string): string => `/api/v1/topics/${id}/brief?form=page`;
