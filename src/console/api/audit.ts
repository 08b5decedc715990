import type { Label } from '../words/language';
import { ask, withQuery } from './http';

export interface Happening {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly seq: number;
  readonly name: Label;
  readonly at: string;
  readonly by: Label;
  readonly to: string;
  readonly hash: string;
  readonly sealed: boolean;
}
export interface IdentityLine {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly person: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}
export interface Verification {
  readonly startedAt: string;
  readonly startedBy: string;
  readonly finishedAt: string | null;
  readonly failed: boolean;
  readonly found: { readonly cases: number; readonly events: number; readonly seals: number; readonly messages: number; readonly unsealed: number; readonly faults: readonly { readonly where: string; readonly what: string }[] } | null;
}
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
