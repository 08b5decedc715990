import type { Label } from '../words/language';
import { ask } from './http';

export interface AmountCase {
  kind?: readonly string[];
  urgency?: readonly string[];
  act?: readonly string[];
  amount: number;
  unit: string;
}
export interface ClockRule {
  readonly clock: string;
  readonly amount: AmountCase[] | { readonly like: string; readonly less: number; readonly atLeast: number } | 'written';
  readonly window?: boolean;
  readonly extension?: { readonly max: number; readonly amount: number; readonly totalCap: number };
  readonly source: { readonly document: string; readonly article?: string; readonly note?: string };
  readonly verified: string;
}
export interface PolicyContent {
  readonly name: string;
  readonly clocks: readonly ClockRule[];
  readonly [field: string]: unknown;
}
export interface PolicyPage {
  readonly name: string;
  readonly title: Label;
  readonly source: { readonly document: string; readonly article?: string; readonly note?: string };
  readonly preset: boolean;
  readonly extends: string | null;
  readonly clonedFrom: string | null;
  readonly edition: number | null;
  readonly namedBy: readonly string[];
  readonly openClocks: number;
  readonly openClocksByOlder: number;
  readonly content: PolicyContent;
  readonly complete: { readonly clocks: readonly ClockRule[] };
  readonly editions: readonly { readonly edition: number; readonly changedBy: string; readonly changedAt: number; readonly reason: string }[];
}
export interface RebasePreview {
  readonly cases: number;
  readonly clocks: number;
  readonly moved: number;
  readonly later: number;
  readonly earlier: number;
  readonly becomeOverdue: number;
  readonly noLongerOverdue: number;
  readonly named: readonly { readonly caseNumber: string; readonly clock: string; readonly before: string | null; readonly after: string | null; readonly overdueBefore: boolean; readonly overdueAfter: boolean }[];
}
export interface RebaseOrder {
  readonly rules: 'policy' | 'calendar';
  readonly policy?: string;
  readonly organisation?: string;
  readonly reason: string;
}

export const policyOf = (name: string): Promise<PolicyPage> => ask(`/api/v1/policies/${name}`);
export const clonePolicy = (from: string, body: unknown): Promise<PolicyPage> => ask(`/api/v1/policies/${from}/clones`, { method: 'POST', body });
export const checkPolicy = (name: string, content: unknown): Promise<unknown> => ask(`/api/v1/policies/${name}/checks`, { method: 'POST', body: { content } });
export const putPolicy = (name: string, body: unknown): Promise<PolicyPage> => ask(`/api/v1/policies/${name}`, { method: 'PUT', body });
export const previewRebase = (order: RebaseOrder): Promise<RebasePreview> => ask('/api/v1/rebasings', { method: 'POST', body: { ...order, dryRun: true } });
export const orderRebase = (order: RebaseOrder): Promise<unknown> => ask('/api/v1/rebasings', { method: 'POST', body: order });
