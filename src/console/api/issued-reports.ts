import type { FormsController } from '../../reporting/forms.controller.js';
import type { IssuingController } from '../../reporting/issuing.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

export const REPORT_FORMS = ['docx', 'xlsx', 'html', 'csv', 'json'] as const;
export type IssuedReport = Answer<IssuingController, 'list'>['reports'][number];
export type FileProof = Answer<IssuingController, 'proof'>['files'][number];
/** 报表种类: a report there is. */
export type ReportForm = Answer<FormsController, 'list'>['forms'][number];
export type TypicalProposal = Answer<FormsController, 'proposals'>['proposals'][number];
type ShownTable = Answer<FormsController, 'one'>['tables'][number];

const PLACE = '/api/v1/issued-reports';
const post = (address: string, body: unknown = {}): Promise<unknown> => ask(address, { method: 'POST', body });
export const issuedReports = async (): Promise<readonly IssuedReport[]> => (await ask<{ reports: IssuedReport[] }>(PLACE)).reports;
export const draftReport = (asked: Record<string, unknown>): Promise<unknown> => post(PLACE, asked);
export const renewReport = (id: string): Promise<unknown> => post(`${PLACE}/${id}/renew`);
export const approveReport = (id: string): Promise<unknown> => post(`${PLACE}/${id}/approve`);
export const correctReport = (id: string, reason: unknown): Promise<unknown> => post(`${PLACE}/${id}/correct`, { reason });
export const fileHref = (id: string, form: string): string => `${PLACE}/${id}/files/${form}`;
export const proofOf = async (id: string): Promise<readonly FileProof[]> => (await ask<{ files: FileProof[] }>(`${PLACE}/${id}/proof`)).files;

const FORMS = '/api/v1/report-forms';
export const reportForms = async (): Promise<readonly ReportForm[]> => (await ask<{ forms: ReportForm[] }>(FORMS)).forms;
export const formNow = (form: string, period: string, format: string, table?: string): string => `${FORMS}/${form}?${new URLSearchParams({ period, format, ...(table !== undefined && { table }) }).toString()}`;
/** 社情民意专报 on one topic, as it would be now. */
export const briefNow = (topicId: string, period: string, format: string): string => `${FORMS}/topic_brief?${new URLSearchParams({ period, topicId, format }).toString()}`;
/** The tables of a report as it would be now, for who takes one alone. */
export const tablesNow = async (form: string, period: string): Promise<readonly ShownTable[]> => (await ask<{ tables: ShownTable[] }>(`${FORMS}/${form}?${new URLSearchParams({ period }).toString()}`)).tables;
export const typicalProposals = async (period: string): Promise<readonly TypicalProposal[]> => (await ask<{ proposals: TypicalProposal[] }>(`${FORMS}/typical_cases/proposals?${new URLSearchParams({ period }).toString()}`)).proposals;
