import { Injectable } from '@nestjs/common';
import { copyHashOf } from '../core/approval.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import type { ActDto } from '../casefile/act.dto.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket, type Moved } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import { Reply, Signature } from '../handling/handling.entities.js';
import { systemActor, type Person } from '../identity/actor.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import { listener, type Listener } from '../journal/relay.js';
import { Directory } from '../registry/directory.js';
import { CitizenNotices } from './citizen-notices.js';
import { outletOf } from './outlets/outlets.js';
import { factsOfCopy, mayBePublic, putCopy, type Approved } from './copies.js';
import { approvedGroupReply } from './group-answers.js';
import { PublicCopies, type PublicCopy } from './public-copy.js';
import { Publication, type DeliveryState } from './publication.entities.js';

interface Sent {
  readonly state: DeliveryState;
  readonly note: string;
}

/** 公开: what was approved goes out, to the citizen in any case and to the public where it may. */
@Injectable()
export class Publishing {
  /** 告知: receipt, rejection, extension and clarification, once for each event. */
  readonly tell: Listener;

  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly sight: Sight,
    private readonly copies: PublicCopies,
    notices: CitizenNotices,
  ) {
    this.tell = notices.tell;
  }

  /** 发布. @throws Refusal `approval_void` when what was approved is not what would go out */
  async publish(actor: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    const copy = await this.copies.of(await this.sight.case(actor, caseId));
    return await this.docket.perform({ act: 'publish', caseId, actor, version }, async ({ turn, case: file }) => {
      const reply = await this.approvedReply(turn, file);
      const key = `${file.id}:${file.epoch}`;
      const publication = await putCopy(turn, actor, {
        file, reply, copy, key, epoch: file.epoch, public: mayBePublic(file), publicMessage: reply.publicMessage, toCitizen: reply.toCitizen,
      });
      return { facts: factsOfCopy(publication, reply), change: { answeredAt: file.answeredAt ?? turn.now } };
    });
  }

  /** 送达: the outlet is asked outside the transaction, with the delivery’s id as idempotency key. */
  readonly deliver = listener<Sent | undefined>({
    name: 'deliver',
    prepare: async (event, delivery) => {
      const publication = await this.publicationOf(event);
      if (publication?.deliveryState !== 'waiting') return undefined;
      const file = await this.sight.case(systemActor('deliver'), publication.caseId);
      const account = this.directory.account(file.accountId);
      const outlet = outletOf(account.platform);
      const state = await outlet.deliver(publication, { account, anonymous: file.anonymous }, delivery.id);
      return { state, note: outlet.name };
    },
    hear: async (turn, event, sent) => {
      if (!sent) return;
      const { state, note } = sent;
      const reached = state === 'delivered' || state === 'public_only';
      await turn.rows.updateWhere(Publication, { id: String(event.facts['publication']), deliveryState: 'waiting' }, {
        deliveryState: state, deliveryNote: note, ...(reached && { deliveredAt: turn.now }),
      });
    },
  });

  /** 撤下: the outlet takes down what it showed. */
  readonly takeDown = listener<void>({
    name: 'take_down',
    prepare: async (event, delivery) => {
      const publication = await this.publicationOf(event);
      if (!publication) return;
      const file = await this.sight.case(systemActor('take_down'), publication.caseId);
      const account = this.directory.account(file.accountId);
      await outletOf(account.platform).takeDown(publication, { account, anonymous: file.anonymous }, delivery.id);
    },
    hear: async () => undefined,
  });

  /** The lead’s reply to every citizen whose case was merged into it, each with a public copy of their own message. */
  readonly tellMerged = listener<Map<string, PublicCopy>>({
    name: 'tell_merged',
    prepare: async (event) => {
      await this.directory.refresh();
      const members = await this.database.rows.find(CaseFile, { leadId: event.caseId, state: 'merged' });
      const copies = new Map<string, PublicCopy>();
      for (const member of members) copies.set(member.id, await this.copies.of(member));
      return copies;
    },
    hear: async (turn, event, copies) => {
      const lead = await turn.rows.one(Publication, { id: String(event.facts['publication']) });
      const reply = lead && (await approvedBehind(turn, lead));
      if (!lead || !reply) throw new Error('The publication of the lead is missing');
      for (const [memberId, copy] of copies) await this.tellMember(turn, lead, reply, memberId, copy);
    },
  });

  private async tellMember(turn: Turn, lead: Publication, reply: Approved, memberId: string, copy: PublicCopy): Promise<void> {
    const member = await turn.rows.one(CaseFile, { id: memberId }, { lock: true });
    const key = `${memberId}:of:${lead.id}`;
    const told = await turn.rows.find(Publication, { caseId: memberId });
    if (member?.state !== 'merged' || told.some(({ deliveryKey }) => deliveryKey === key)) return;
    // A lead that was reopened answers anew: the member may rate that answer too.
    const epoch = told.length > 0 ? member.epoch + 1 : member.epoch;
    const actor = systemActor('tell_merged');
    await this.docket.move(turn, { act: 'tell_merged', caseId: memberId, actor }, async () => {
      // The copy for the lead’s citizen may speak of that person: a member gets the redacted one.
      const publication = await putCopy(turn, actor, {
        file: member, reply, copy, key, epoch, public: lead.public && mayBePublic(member), publicMessage: copy.message, toCitizen: reply.publicReply,
      });
      return { facts: { ...factsOfCopy(publication, reply), lead: lead.caseId }, change: { answeredAt: member.answeredAt ?? turn.now, epoch } };
    });
  }

  private async approvedReply(turn: Turn, file: Readonly<CaseFile>): Promise<Reply> {
    const reply = file.currentReplyId === null ? undefined : await turn.rows.one(Reply, { id: file.currentReplyId });
    refuseUnless(reply, 'approval_void', { case: file.id });
    const approvals = await turn.rows.find(Signature, { replyId: reply.id, sort: 'approve', voidedAt: null });
    const hash = copyHashOf(reply);
    if (!approvals.some(({ copyHash }) => copyHash === hash)) throw new Refusal('approval_void', { reply: reply.id });
    return reply;
  }

  private async publicationOf(event: CaseEvent): Promise<Publication | undefined> {
    return await this.database.rows.one(Publication, { id: String(event.facts['publication']) });
  }
}

/** A lead may have been answered by a reply of its own or together with others. */
const approvedBehind = async (turn: Turn, { replyId }: Publication): Promise<Approved | undefined> =>
  (await turn.rows.one(Reply, { id: replyId })) ?? (await approvedGroupReply(turn, replyId));
