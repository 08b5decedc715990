import type { CallsController } from '../../notice/calls.controller.js';
import type { RotaController } from '../../rota/rota.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type Rota = Answer<RotaController, 'month'>;
export type DutyNow = Answer<RotaController, 'now'>;
export type Shift = DutyNow['shifts'][number];
export type OnDuty = Shift['officers'][number];
export type HandOverNote = Answer<RotaController, 'notes'>['notes'][number];
export type Call = Answer<CallsController, 'list'>['calls'][number];

export const rotaOf = (month: string): Promise<Rota> => ask(withQuery('/api/v1/rota', { month }));
export const onDutyNow = (): Promise<DutyNow> => ask('/api/v1/rota/now');
export const notesOf = async (): Promise<readonly HandOverNote[]> => (await ask<{ notes: HandOverNote[] }>('/api/v1/rota/notes')).notes;
export const writeNote = (text: unknown): Promise<unknown> => ask('/api/v1/rota/notes', { method: 'POST', body: { text } });
export const acknowledgeNote = (id: string): Promise<unknown> => ask(`/api/v1/rota/notes/${id}/acknowledge`, { method: 'POST' });
export const swapDuty = (body: unknown): Promise<unknown> => ask('/api/v1/rota/swaps', { method: 'POST', body });
export const callsNow = async (): Promise<readonly Call[]> => (await ask<{ calls: Call[] }>('/api/v1/calls')).calls;
export const recordCall = (id: string, body: unknown): Promise<unknown> => ask(`/api/v1/calls/${id}/record`, { method: 'POST', body });
export const acknowledgeCall = (id: string): Promise<unknown> => ask(`/api/v1/calls/${id}/acknowledge`, { method: 'POST' });
/** YAML or CSV, by the ending of its name. */
export const importRota = (name: string, text: string): Promise<unknown> => ask(withQuery('/api/v1/rota/imports', { name }), { method: 'POST', body: text, mediaType: name.endsWith('.csv') ? 'text/csv' : 'text/yaml' });
