import { ask } from './http';

export const REPORT_FORMS = ['docx', 'xlsx', 'html', 'csv', 'json'] as const;
export interface IssuedReport {
  readonly id: string;
  readonly month: string;
  readonly edition: number;
  readonly state: 'draft' | 'approved' | 'issued';
  readonly number: string | null;
  readonly title: string;
  readonly organisationId: string;
  readonly asOf: string;
  readonly hash: string;
  readonly correctedBy: string | null;
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly issuedAt: string | null;
}
export interface FileProof {
  readonly format: (typeof REPORT_FORMS)[number];
  readonly kept: string;
  readonly same: boolean;
}

const PLACE = '/api/v1/issued-reports';
const post = (address: string, body: unknown = {}): Promise<unknown> => ask(address, { method: 'POST', body });
export const issuedReports = async (): Promise<readonly IssuedReport[]> => (await ask<{ reports: IssuedReport[] }>(PLACE)).reports;
export const draftReport = (month: unknown): Promise<unknown> => post(PLACE, { month });
export const renewReport = (id: string): Promise<unknown> => post(`${PLACE}/${id}/renew`);
export const approveReport = (id: string): Promise<unknown> => post(`${PLACE}/${id}/approve`);
export const correctReport = (id: string, reason: unknown): Promise<unknown> => post(`${PLACE}/${id}/correct`, { reason });
export const fileHref = (id: string, form: string): string => `${PLACE}/${id}/files/${form}`;
export const proofOf = async (id: string): Promise<readonly FileProof[]> => (await ask<{ files: FileProof[] }>(`${PLACE}/${id}/proof`)).files;
