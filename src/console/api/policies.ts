import type { RulesController } from '../../rules/rules.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

export type PolicyLine = Answer<RulesController, 'list'>[number];
export type PolicyPage = Answer<RulesController, 'policy'>;
export type ClockRule = PolicyPage['complete']['clocks'][number];
export type AmountCase = Extract<ClockRule['amount'], readonly unknown[]>[number];
export type RebasePreview = Extract<Answer<RulesController, 'rebase'>, { becomeOverdue: number }>;
/** A policy while it is written. */
export interface PolicyContent {
  readonly name: string;
  readonly clocks: readonly (Omit<ClockRule, 'amount'> & { readonly amount: { -readonly [Field in keyof AmountCase]: AmountCase[Field] }[] | Exclude<ClockRule['amount'], readonly unknown[]> })[];
  readonly [field: string]: unknown;
}
export interface RebaseOrder {
  readonly rules: 'policy' | 'calendar';
  readonly policy?: string;
  readonly organisation?: string;
  readonly reason: string;
}

export const listPolicies = (): Promise<readonly PolicyLine[]> => ask('/api/v1/policies');
export const policyOf = (name: string): Promise<PolicyPage> => ask(`/api/v1/policies/${name}`);
export const clonePolicy = (from: string, body: unknown): Promise<PolicyPage> => ask(`/api/v1/policies/${from}/clones`, { method: 'POST', body });
export const checkPolicy = (name: string, content: unknown): Promise<unknown> => ask(`/api/v1/policies/${name}/checks`, { method: 'POST', body: { content } });
export const putPolicy = (name: string, body: unknown): Promise<PolicyPage> => ask(`/api/v1/policies/${name}`, { method: 'PUT', body });
export const previewRebase = (order: RebaseOrder): Promise<RebasePreview> => ask('/api/v1/rebasings', { method: 'POST', body: { ...order, dryRun: true } });
export const orderRebase = (order: RebaseOrder): Promise<unknown> => ask('/api/v1/rebasings', { method: 'POST', body: order });
