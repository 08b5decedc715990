import { ask, withQuery } from './http';

export interface ImportBatch {
  readonly id: string;
  readonly account: string;
  readonly file: string;
  readonly as: 'live' | 'history';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly lastLine: number;
  readonly taken: number;
  readonly seenBefore: number;
  readonly refused: number;
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}
export interface Training {
  readonly id: string;
  readonly askedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: string | null;
  readonly cases: number | null;
  readonly modelVersion: string | null;
}
/** A version of the routing model; shares are 0–1. */
export interface RoutingModel {
  readonly version: number;
  readonly inForce: boolean;
  readonly usable: boolean;
  readonly trainedAt: string;
  readonly learnedFrom: { readonly cases: number };
  readonly threshold: { readonly confidence: number };
  readonly figures: { readonly accuracy: number; readonly topTwo: number; readonly autoShare: number; readonly autoPrecision: number };
}
/** `null`: the duty lists alone. */
export interface ModelSwitch {
  readonly at: string;
  readonly version: number | null;
  readonly before: number | null;
  readonly by: string;
  readonly reason: string;
}
export interface RoutingLearning {
  readonly models: readonly RoutingModel[];
  readonly switches: readonly ModelSwitch[];
  readonly trainings: readonly Training[];
}
export interface ModelComparison {
  readonly cases: number;
  readonly right: number;
  readonly rightBefore: number;
  readonly gained: number;
  readonly lost: number;
  readonly notWorse: boolean;
}
export interface Rebasing {
  readonly id: string;
  readonly sort: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly orderedAt: number;
  readonly finishedAt: number | null;
  readonly cases: number;
  readonly moved: number;
}

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
export interface AutomaticOffice {
  readonly organisation: string;
  readonly on: boolean;
  readonly by: string | null;
  readonly at: string | null;
  readonly reason: string | null;
}
export const automaticOffices = async (): Promise<readonly AutomaticOffice[]> => (await ask<{ offices: AutomaticOffice[] }>('/api/v1/routing/automatic')).offices;
export const switchAutomatic = (organisation: string, on: boolean, reason: unknown): Promise<unknown> => ask('/api/v1/routing/automatic', { method: 'PUT', body: { organisation, on, reason: String(reason) } });
export const rebasings = (): Promise<readonly Rebasing[]> => ask('/api/v1/rebasings');
