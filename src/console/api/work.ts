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
export const trainings = async (): Promise<readonly Training[]> => (await ask<{ trainings: Training[] }>('/api/v1/routing/models')).trainings;
export const beginTraining = (): Promise<unknown> => ask('/api/v1/routing/models/train', { method: 'POST', body: {} });
export const rebasings = (): Promise<readonly Rebasing[]> => ask('/api/v1/rebasings');
