import type { Ask, CaseFile, Finding } from './cases';
import { ask } from './http';

export interface Judgement {
  readonly score: number;
  readonly verdict: 'pass' | 'warn' | 'block';
  /** Said back when a reply is handed in whose warnings were shown. */
  readonly verdictHash: string;
  readonly defects: readonly Finding[];
  readonly asks: readonly Ask[];
}

/** What the judge says of a reply while it is written. Nothing is kept. */
export const judge = (file: CaseFile, reply: string, signal?: AbortSignal): Promise<Judgement> =>
  ask('/api/v1/replies/score', {
    method: 'POST', ...(signal && { signal }),
    body: { caseId: file.id, reply },
  });
