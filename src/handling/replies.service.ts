import { Injectable } from '@nestjs/common';
import { copyHashOf } from '../core/approval.js';
import { refuseUnless } from '../core/refusal.js';
import { refuseUnlessSeen, type Assessment } from '../core/quality/assessment.js';
import { Database } from '../base/database/database.js';
import { Judging } from '../base/workers/judging.js';
import type { ReasonedActDto, ActDto } from '../casefile/act.dto.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket, type Moved, type Outcome, type Scene } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import type { Machine, Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { Transfer } from '../routing/routing.entities.js';
import { Assessing, type Assessed } from './assessing.js';
import { JointHandling, Reply, Signature, type SignatureSort } from './handling.entities.js';
import { openJointsOf } from './joint-parts.js';
import type { ReplyDto, ScoreDto } from './replies.dto.js';
import { refuseField } from '../base/shapes.js';

/** 答复: drafted, judged by the machine, signed off by the unit. The machine advises; people decide. */
@Injectable()
export class Replies {
  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly assessing: Assessing,
    private readonly judging: Judging,
  ) {}

  /** 提交答复 by the department. @throws Refusal `contribution_open` {departments} */
  async submit(person: Person, caseId: string, wish: ReplyDto): Promise<Moved> {
    const reading = await this.readFor(person, caseId, wish);
    return await this.docket.perform({ act: 'submit_reply', caseId, actor: person, version: wish.version }, async (scene) => {
      const open = await openJointsOf(scene);
      refuseUnless(open.length === 0, 'contribution_open', { departments: open.map((joint) => this.directory.departmentName(joint.departmentId)) });
      const contact = scene.clocks.find((clock) => clock.clock === 'contact' && clock.stoppedAt === null);
      return await this.keep(scene, person, wish, reading, contact ? { contactMade: false } : {});
    });
  }

  /** 直接答复 by the coordinator, where no department is needed. */
  async answerDirectly(person: Person, caseId: string, wish: ReplyDto): Promise<Moved> {
    const reading = await this.readFor(person, caseId, wish);
    return await this.docket.perform({ act: 'answer_directly', caseId, actor: person, version: wish.version }, async (scene) =>
      await this.keep(scene, person, wish, reading, {}));
  }

  /** 外部回件: what the outside body answers, reviewed like a reply of ours before it goes out. @throws Refusal `transfer_not_open` */
  async externalResult(actor: Person | Machine, caseId: string, wish: Omit<ReplyDto, 'version'> & { version?: number }): Promise<Moved> {
    const reading = await this.readFor(actor, caseId, wish);
    return await this.docket.perform({ act: 'external_result', caseId, actor, version: wish.version }, async (scene) => {
      const { turn } = scene;
      const ended = await turn.rows.updateWhere(Transfer, { caseId, endedAt: null }, { endedAt: turn.now, endedBy: actor.id, outcome: 'result' });
      refuseUnless(ended > 0, 'transfer_not_open');
      return await keep(scene, actor, wish, reading, {});
    });
  }

  /** By number, of the machine’s own account. @throws Refusal `not_found` */
  async caseOf(machine: Machine, number: string): Promise<string> {
    const file = await this.database.rows.one(CaseFile, { number });
    refuseUnless(file && (await this.sight.sees(machine, file)), 'not_found', { case: number });
    return file.id;
  }

  /** 单位退回: back to the handler, with what to change. */
  async returnInside(person: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'return_inside', caseId, actor: person, version }, async (scene) => {
      const reply = await currentReplyOf(scene);
      await put(scene, reply, person, 'return_inside', reason);
      return { facts: { replyId: reply.id, replyVersion: reply.version } };
    });
  }

  /** 单位审签 by the head, who did not write it. @throws Refusal `same_person` | `approval_void` */
  async signOff(person: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'sign_off', caseId, actor: person, version }, async (scene) => {
      const reply = await currentReplyOf(scene);
      refuseUnless(reply.drafterId !== person.id, 'same_person');
      // The copies are rows that may be erased or tampered with: what is signed is what lies there now.
      refuseUnless(copyHashOf(reply) === reply.copyHash, 'approval_void', { replyId: reply.id });
      const signatureId = await put(scene, reply, person, 'sign_off', null);
      return { facts: { replyId: reply.id, replyVersion: reply.version, signatureId, copyHash: reply.copyHash } };
    });
  }

  /**
   * For the editor and the reviewer: what the judge says of a draft, or of the reply that lies before them. With a case
   * its message, channel and the office’s other replies are known.
   * @throws Refusal `not_found` | `wrong_shape`
   */
  async score(person: Person, { caseId, message, subject, reply, department, kind, channel }: ScoreDto): Promise<Assessment> {
    if (caseId === undefined) {
      refuseField(message !== undefined && reply !== undefined, message === undefined ? 'message' : 'reply', '缺少', 'missing');
      return await this.assessing.ofPair({ message, reply, subject, department, kind }, channel ?? 'default');
    }
    const file = await this.sight.case(person, caseId);
    const text = reply ?? (file.currentReplyId === null ? undefined : (await this.database.rows.one(Reply, { id: file.currentReplyId }))?.toCitizen);
    refuseUnless(text !== undefined, 'not_found', { case: caseId, say: { zh: '此件还没有答复稿', en: 'The case has no reply yet' } });
    return (await this.assessing.of(file, text)).assessment;
  }

  /** Judged before the transaction; whoever may not see the case learns nothing of it. */
  private async readFor(person: Person | Machine, caseId: string, { toCitizen }: Pick<ReplyDto, 'toCitizen'>): Promise<Assessed> {
    return await this.assessing.of(await this.sight.case(person, caseId), toCitizen);
  }

  /** A new version of the reply; the names under an older one no longer count. */
  private async keep(scene: Scene, person: Person, wish: ReplyDto, read: Assessed, facts: object): Promise<Outcome> {
    refuseUnlessSeen(wish.toCitizen, { ...read.judgement, findings: read.judgement.defects }, wish.seenVerdict, this.judging.quality);
    const outcome = await keep(scene, person, wish, read, facts);
    await this.assessing.file(scene.turn, scene.case, String(outcome.change?.currentReplyId), wish.toCitizen);
    return outcome;
  }
}

async function keep({ turn, now, case: file }: Scene, { id: drafterId }: Person | Machine, wish: Omit<ReplyDto, 'version'>, read: Assessed, facts: object): Promise<Outcome> {
  const { judgement, publicMessage, publicReply, assessment } = read;
  const copies = {
    toCitizen: wish.toCitizen, toSuperior: wish.toSuperior ?? null, publicMessage, publicReply,
    attachments: (wish.attachments ?? []).map(({ name, mediaType, sha256 }) => ({ name, mediaType, sha256 })),
  };
  const [last] = await turn.rows.find(Reply, { caseId: file.id }, { orderBy: 'version', descending: true, limit: 1 });
  const joints = await turn.rows.find(JointHandling, { caseId: file.id }, { orderBy: 'id' });
  const { score, verdict, engine, defects, asks } = judgement;
  const reply = {
    ...copies, id: turn.ids.next(), caseId: file.id, version: (last?.version ?? 0) + 1, drafterId, departmentId: file.departmentId,
    submittedAt: now, contributions: joints.map(({ departmentId, state }) => ({ departmentId, state })), copyHash: copyHashOf(copies),
    score, verdict, engine, findings: defects.map(({ code, start, end, text, why, hint }) => ({ code, start, end, text, why, hint })),
    asks: asks.map(({ start, end, text, answered }) => ({ start, end, text, answered })), form: assessment.form,
  };
  await turn.rows.insert(Reply, reply);
  await turn.rows.updateWhere(Signature, { caseId: file.id, voidedAt: null }, { voidedAt: now });
  const toSuperiorMissing = file.originNumber !== null && copies.toSuperior === null;
  return {
    facts: {
      replyId: reply.id, replyVersion: reply.version, copyHash: reply.copyHash, score, verdict, engine,
      findings: [...new Set(defects.map(({ code }) => code))], seen: wish.seenVerdict ?? null, attachments: copies.attachments.length,
      ...(toSuperiorMissing && { toSuperiorMissing }), ...facts,
    },
    change: { currentReplyId: reply.id },
  };
}

async function currentReplyOf({ turn, case: file }: Scene): Promise<Reply> {
  const reply = file.currentReplyId === null ? undefined : await turn.rows.one(Reply, { id: file.currentReplyId });
  refuseUnless(reply, 'not_found', { reply: file.currentReplyId });
  return reply;
}

async function put({ turn, now, case: file }: Scene, reply: Reply, person: Person, sort: SignatureSort, note: string | null): Promise<string> {
  const id = turn.ids.next();
  await turn.rows.insert(Signature, {
    id, caseId: file.id, replyId: reply.id, sort, role: 'head', userId: person.id, at: now, copyHash: reply.copyHash, gates: [], note,
    ...(sort === 'return_inside' && { voidedAt: now }),
  });
  return id;
}
