import { ask, Refused, withQuery } from './http';

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

/** One that is no longer there, or not for this person, is left out. */
export async function importsOf(ids: readonly string[]): Promise<readonly ImportBatch[]> {
  const found = await Promise.all(ids.map(async (id) => {
    try {
      return [await ask<ImportBatch>(`/api/v1/imports/${id}`)];
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }));
  return found.flat();
}
export function beginImport(file: File, account: unknown, as: unknown): Promise<{ id: string }> {
  const form = new FormData();
  form.append('file', file);
  return ask(withQuery('/api/v1/imports', { account: String(account), as: String(as), name: file.name }), { method: 'POST', body: form });
}
export const trainings = async (): Promise<readonly Training[]> => (await ask<{ trainings: Training[] }>('/api/v1/routing/models')).trainings;
export const beginTraining = (): Promise<unknown> => ask('/api/v1/routing/models/train', { method: 'POST', body: {} });
export const rebasings = (): Promise<readonly Rebasing[]> => ask('/api/v1/rebasings');
