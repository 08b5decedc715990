import type { RepliesController } from '../../handling/replies.controller.js';
import type { CaseFile } from './cases';
import type { Answer } from './doors';
import { ask } from './http';

export type Judgement = Answer<RepliesController, 'score'>;

/** What the judge says of a reply while it is written. Nothing is kept. */
export const judge = (file: CaseFile, reply: string, signal?: AbortSignal): Promise<Judgement> =>
  ask('/api/v1/replies/score', {
    method: 'POST', ...(signal && { signal }),
    body: { caseId: file.id, reply },
  });
