import type { AuditController } from '../../views/audit.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type HappeningPage = Answer<AuditController, 'happenings'>;
export type Happening = HappeningPage['events'][number];
export type IdentityPage = Answer<AuditController, 'identities'>;
export type IdentityLine = IdentityPage['events'][number];
export type Verification = NonNullable<Answer<AuditController, 'verification'>['verification']>;
export interface AuditQuery {
  readonly person?: string;
  readonly from?: string;
  readonly until?: string;
  readonly act?: string;
  readonly case?: string;
}

export const happeningsOf = (query: AuditQuery, before: string | null): Promise<{ events: Happening[]; next: string | null }> => ask(withQuery('/api/v1/audit/events', { ...query, before }));
export const identityLinesOf = (query: AuditQuery, before: string | null): Promise<{ events: IdentityLine[]; next: string | null }> => ask(withQuery('/api/v1/audit/identities', { ...query, before }));
export const lastVerification = async (): Promise<Verification | null> => (await ask<{ verification: Verification | null }>('/api/v1/audit/verifications')).verification;
export const verifyAll = async (): Promise<Verification | null> => (await ask<{ verification: Verification }>('/api/v1/audit/verifications', { method: 'POST' })).verification;
