import type { KnowledgeController } from '../../knowledge/knowledge.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export const ENTRY_STATES = ['draft', 'in_review', 'public', 'expired', 'offline'] as const;
type Page = Answer<KnowledgeController, 'list'>;
export type Entry = Page['entries'][number];
type EntryShown = Answer<KnowledgeController, 'show'>;
/** One writing of an entry; the latest is what an editor works on and a reviewer reads. */
export type EntryVersion = Answer<KnowledgeController, 'versions'>['versions'][number];
export type EntryContent = EntryVersion['content'];
/** A basis while it is written. */
export type Basis = { -readonly [Field in keyof EntryContent['basis'][number]]: EntryContent['basis'][number][Field] };
export type EntryDifference = Answer<KnowledgeController, 'differences'>['differences'][number];
type Made = Answer<KnowledgeController, 'draft'>;

export const listEntries = (query: Readonly<Record<string, string | number | null | undefined>>): Promise<Page> => ask(withQuery('/api/v1/knowledge', query));
export const entryOf = (id: string): Promise<EntryShown> => ask(`/api/v1/knowledge/${id}`);
export const versionsOf = async (id: string): Promise<readonly EntryVersion[]> => (await ask<{ versions: EntryVersion[] }>(`/api/v1/knowledge/${id}/versions`)).versions;
export const changedIn = async (id: string, version: number): Promise<readonly EntryDifference[]> => (await ask<{ differences: EntryDifference[] }>(`/api/v1/knowledge/${id}/versions/${version}/differences`)).differences;
/** Drafted where there is no version yet, else a new version upon the one that was seen. */
export const writeEntry = (id: string | null, body: unknown): Promise<Made> => ask(id === null ? '/api/v1/knowledge' : `/api/v1/knowledge/${id}`, { method: id === null ? 'POST' : 'PUT', body });
export const entryFromReply = (caseId: string): Promise<Made> => ask('/api/v1/knowledge/from-reply', { method: 'POST', body: { case: caseId } });
export const submitEntry = (id: string, version: number): Promise<Made> => ask(`/api/v1/knowledge/${id}/submit`, { method: 'POST', body: { version } });
export const approveEntry = (id: string, body: unknown): Promise<Made> => ask(`/api/v1/knowledge/${id}/approve`, { method: 'POST', body });
export const sendEntryBack = (id: string, reason: unknown): Promise<Made> => ask(`/api/v1/knowledge/${id}/send-back`, { method: 'POST', body: { reason } });
export const takeEntryOffline = (id: string, reason: unknown): Promise<Made> => ask(`/api/v1/knowledge/${id}/take-offline`, { method: 'POST', body: { reason } });
export const repealDocument = (body: unknown): Promise<unknown> => ask('/api/v1/knowledge/repeals', { method: 'POST', body });
