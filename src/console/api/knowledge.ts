import { ask, withQuery } from './http';

export interface Basis {
  title: string;
  number: string | null;
  article: string | null;
  link: string | null;
}
export interface EntryContent {
  readonly question: string;
  readonly similar: readonly string[];
  readonly answer: string;
  readonly region: string | null;
  readonly audience: string | null;
  readonly basis: readonly Basis[];
  readonly departmentId: string | null;
  readonly department: string;
  readonly reviewBy: string | null;
}
export const ENTRY_STATES = ['draft', 'in_review', 'public', 'expired', 'offline'] as const;
export interface Entry {
  readonly id: string;
  readonly number: number;
  readonly state: (typeof ENTRY_STATES)[number];
  readonly version: number;
  readonly reviewBy: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly offlineReason: string | null;
  readonly uses: number;
  readonly hits: number;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly repealed: readonly unknown[];
  readonly origin: { readonly source: string; readonly number: number | null } | null;
  readonly content: EntryContent;
}
/** One writing of an entry; the latest is what an editor works on and a reviewer reads. */
export interface EntryVersion {
  readonly version: number;
  readonly stage: 'draft' | 'in_review' | 'approved' | 'returned' | 'superseded';
  readonly content: EntryContent;
  readonly contentHash: string;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}
export interface EntryDifference {
  readonly field: keyof EntryContent;
  readonly before: unknown;
  readonly after: unknown;
}
interface Page {
  readonly entries: readonly Entry[];
  readonly next: string | null;
}
type Made = Pick<Entry, 'id' | 'number' | 'state' | 'version'>;

export const listEntries = (query: Readonly<Record<string, string | number | null | undefined>>): Promise<Page> => ask(withQuery('/api/v1/knowledge', query));
export const entryOf = (id: string): Promise<Entry & { latest: EntryVersion }> => ask(`/api/v1/knowledge/${id}`);
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
