import { ask, withQuery } from './http';
import type { Label } from '../words/language';

export type PaperSort = 'urge' | 'supervision' | 'instruction';
export const PAPER_SORTS: readonly PaperSort[] = ['urge', 'supervision', 'instruction'];
export type PaperState = 'draft' | 'issued' | 'replied' | 'accepted' | 'returned' | 'concluded' | 'lapsed';
export const PAPER_STATES: readonly PaperState[] = ['draft', 'issued', 'replied', 'returned', 'accepted', 'concluded', 'lapsed'];

export interface PaperLine {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly subject: string | null;
  readonly sort: PaperSort;
  readonly state: PaperState;
  readonly number: string | null;
  readonly department: string | null;
  readonly reason: string;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  readonly replyDueAt: string | null;
  readonly repliedAt: string | null;
  readonly createdAt: string;
}
export interface PaperPage {
  readonly papers: readonly PaperLine[];
  readonly next: string | null;
}
/** The whole document, as its case has it. */
export interface Paper {
  readonly id: string;
  readonly name: Label;
  readonly number: string | null;
  readonly stateName: Label;
  readonly department: string;
  readonly reason: string;
  readonly asked: string | null;
  readonly leader: string | null;
  readonly level: Label | null;
  readonly levelReason: string | null;
  readonly byLadder: boolean;
  readonly issuedBy: string | null;
  readonly issuedAt: string | null;
  readonly replyDueAt: string | null;
  readonly reply: string | null;
  readonly repliedBy: string | null;
  readonly repliedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decision: string | null;
}

export interface PaperQuery {
  readonly sort?: string;
  readonly state?: string;
  readonly department?: string;
}
export const listPapers = (query: PaperQuery, before: string | null = null): Promise<PaperPage> => ask(withQuery('/api/v1/papers', { ...query, before }));
export const papersOfCase = async (caseId: string): Promise<readonly Paper[]> => (await ask<{ papers: Paper[] }>(`/api/v1/cases/${caseId}/papers`)).papers;
export const sheetHref = (caseId: string, paperId: string): string => `/api/v1/cases/${caseId}/papers/${paperId}?form=page`;
