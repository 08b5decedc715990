import type { EscalationController } from '../../escalation/escalation.controller.js';
import type { PapersController } from '../../views/papers.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type PaperPage = Answer<PapersController, 'list'>;
export type PaperLine = PaperPage['papers'][number];
export type PaperSort = PaperLine['sort'];
export const PAPER_SORTS: readonly PaperSort[] = ['urge', 'supervision', 'instruction'];
export type PaperState = PaperLine['state'];
export const PAPER_STATES: readonly PaperState[] = ['draft', 'issued', 'replied', 'returned', 'accepted', 'concluded', 'lapsed'];
/** The whole document, as its case has it. */
export type Paper = Answer<EscalationController, 'ofCase'>['papers'][number];

export interface PaperQuery {
  readonly sort?: string;
  readonly state?: string;
  readonly department?: string;
}
export const listPapers = (query: PaperQuery, before: string | null = null): Promise<PaperPage> => ask(withQuery('/api/v1/papers', { ...query, before }));
export const papersOfCase = async (caseId: string): Promise<readonly Paper[]> => (await ask<{ papers: Paper[] }>(`/api/v1/cases/${caseId}/papers`)).papers;
export const sheetHref = (caseId: string, paperId: string): string => `/api/v1/cases/${caseId}/papers/${paperId}?form=page`;
