import { ask, withQuery } from './http';

export interface OnDuty {
  readonly login: string;
  readonly name: string;
  readonly phone: string | null;
}
export interface Shift {
  readonly day: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly officers: readonly OnDuty[];
  readonly lead: OnDuty | null;
}
export interface HandOverNote {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  readonly open: readonly string[];
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
}
export interface Call {
  readonly id: string;
  readonly caseNumber: string;
  readonly caseId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly turn: number;
  readonly nextAt: string;
}

export const rotaOf = (month: string): Promise<{ shifts: Shift[]; gaps: { from: string; to: string }[] }> => ask(withQuery('/api/v1/rota', { month }));
export const onDutyNow = (): Promise<{ shifts: Shift[]; next: Shift | null }> => ask('/api/v1/rota/now');
export const notesOf = async (): Promise<readonly HandOverNote[]> => (await ask<{ notes: HandOverNote[] }>('/api/v1/rota/notes')).notes;
export const writeNote = (text: unknown): Promise<unknown> => ask('/api/v1/rota/notes', { method: 'POST', body: { text } });
export const acknowledgeNote = (id: string): Promise<unknown> => ask(`/api/v1/rota/notes/${id}/acknowledge`, { method: 'POST' });
export const swapDuty = (body: unknown): Promise<unknown> => ask('/api/v1/rota/swaps', { method: 'POST', body });
export const callsNow = async (): Promise<readonly Call[]> => (await ask<{ calls: Call[] }>('/api/v1/calls')).calls;
export const recordCall = (id: string, body: unknown): Promise<unknown> => ask(`/api/v1/calls/${id}/record`, { method: 'POST', body });
export const acknowledgeCall = (id: string): Promise<unknown> => ask(`/api/v1/calls/${id}/acknowledge`, { method: 'POST' });
/** YAML or CSV, by the ending of its name. */
export const importRota = (name: string, text: string): Promise<unknown> => ask(withQuery('/api/v1/rota/imports', { name }), { method: 'POST', body: text, mediaType: name.endsWith('.csv') ? 'text/csv' : 'text/yaml' });
