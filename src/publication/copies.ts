import type { Turn } from '../base/database/writer.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { actorId, type Actor } from '../identity/actor.js';
import type { PublicCopy } from './public-copy.js';
import { Publication } from './publication.entities.js';

/** What was approved: the reply to one case, or one to many. */
export interface Approved {
  readonly id: string;
  readonly version: number;
  readonly copyHash: string;
  readonly publicReply: string;
}

/** One citizen’s copy of a reply, about to be written down. */
export interface Copy {
  readonly file: Readonly<CaseFile>;
  readonly reply: Approved;
  readonly copy: PublicCopy;
  readonly epoch: number;
  readonly key: string;
  readonly public: boolean;
  readonly publicMessage: string;
  readonly toCitizen: string;
}

/** A report, also one that was re-labelled, never goes before the public. */
export const mayBePublic = (file: Readonly<CaseFile>): boolean => file.publicity === 'public' && file.kind !== 'report' && file.firstKind !== 'report';

export async function putCopy(turn: Turn, actor: Actor, { file, reply, copy, ...out }: Copy): Promise<Publication> {
  const publication: Publication = {
    id: turn.ids.next(), caseId: file.id, replyId: reply.id, epoch: out.epoch, publishedBy: actorId(actor), publishedAt: turn.now,
    public: out.public, publicSubject: copy.subject, publicMessage: out.publicMessage, publicReply: reply.publicReply,
    toCitizen: out.toCitizen, deliveryState: 'waiting', deliveryKey: out.key, deliveredAt: null, deliveryNote: null, correctedAt: null, retractedAt: null,
  } as Publication;
  await turn.rows.insert(Publication, publication);
  return publication;
}

export const factsOfCopy = (publication: Publication, reply: Approved) => ({
  publication: publication.id, reply: reply.id, replyVersion: reply.version, copyHash: reply.copyHash, public: publication.public, epoch: publication.epoch,
});
