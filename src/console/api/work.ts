import type { ImportController } from '../../intake/import.controller.js';
import type { ModelsController } from '../../routing/models.controller.js';
import type { RulesController } from '../../rules/rules.controller.js';
import type { Answer } from './doors';
import { ask, withQuery } from './http';

export type ImportBatch = Answer<ImportController, 'list'>['imports'][number];
export type RoutingLearning = Answer<ModelsController, 'list'>;
export type Training = RoutingLearning['trainings'][number];
/** A version of the routing model; shares are 0–1. */
export type RoutingModel = RoutingLearning['models'][number];
/** `null`: the duty lists alone. */
export type ModelSwitch = RoutingLearning['switches'][number];
export type ModelComparison = Answer<ModelsController, 'compare'>;
export type Rebasing = Answer<RulesController, 'rebasings'>[number];

/** What the office has imported, from whichever browser. */
export const imports = async (): Promise<readonly ImportBatch[]> => (await ask<{ imports: ImportBatch[] }>('/api/v1/imports')).imports;
export function beginImport(file: File, account: unknown, as: unknown): Promise<{ id: string }> {
  const form = new FormData();
  form.append('file', file);
  return ask(withQuery('/api/v1/imports', { account: String(account), as: String(as), name: file.name }), { method: 'POST', body: form });
}
export const routingLearning = (): Promise<RoutingLearning> => ask('/api/v1/routing/models');
export const beginTraining = (): Promise<unknown> => ask('/api/v1/routing/models/train', { method: 'POST', body: {} });
export const compareModels = (version: number | null, before: number | null): Promise<ModelComparison> => ask(withQuery('/api/v1/routing/models/compare', { version, before }));
export const switchModel = (version: number | null, reason: unknown): Promise<unknown> => ask('/api/v1/routing/models/switch', { method: 'POST', body: { version, reason: String(reason) } });
/** Whether an office lets the machine assign, by the code of the office. */
export type AutomaticOffice = Answer<ModelsController, 'offices'>['offices'][number];
export const automaticOffices = async (): Promise<readonly AutomaticOffice[]> => (await ask<{ offices: AutomaticOffice[] }>('/api/v1/routing/automatic')).offices;
export const switchAutomatic = (organisation: string, on: boolean, reason: unknown): Promise<unknown> => ask('/api/v1/routing/automatic', { method: 'PUT', body: { organisation, on, reason: String(reason) } });
export const rebasings = (): Promise<readonly Rebasing[]> => ask('/api/v1/rebasings');
