import type { InsightController } from '../../insight/insight.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type TopicState = 'open' | 'dismissed' | 'past';
export type Topic = Answer<InsightController, 'topics'>['topics'][number];
export type TopicDetail = Answer<InsightController, 'topic'>;
export type TopicMember = TopicDetail['members'][number];
export type TopicChange = TopicDetail['changes'][number];

export const listTopics = async (state: TopicState): Promise<readonly Topic[]> => (await ask<{ topics: Topic[] }>(withQuery('/api/v1/topics', { state }))).topics;
export const topicOf = (id: string): Promise<TopicDetail> => ask(`/api/v1/topics/${id}`);
export const gatherTopics = (): Promise<{ letters: number; topics: number; warnings: number }> => ask('/api/v1/topics/run', { method: 'POST', body: {} });
export const renameTopic = (id: string, title: unknown): Promise<unknown> => ask(`/api/v1/topics/${id}/title`, { method: 'PUT', body: { title } });
/** `act`: dismiss, restore, join, split, pass-on. */
export const decideTopic = (id: string, act: string, body: unknown): Promise<unknown> => ask(`/api/v1/topics/${id}/${act}`, { method: 'POST', body });
export const briefHref = (id: string): string => `/api/v1/topics/${id}/brief?form=page`;
