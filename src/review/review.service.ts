import { Injectable } from '@nestjs/common';
import { copyHashOf } from '../core/approval.js';
import { refuseUnlessSeen } from '../core/quality/assessment.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Role } from '../core/vocabulary.js';
import { Judging } from '../base/workers/judging.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import { Reply, Signature, type SignatureSort } from '../handling/handling.entities.js';
import { isPerson, type Person } from '../identity/actor.js';
import { partiesOf } from '../identity/standing.js';
import { Directory } from '../registry/directory.js';
import { askedToSign, blockingCodes, refuseUnlessReleasable, refuseUnlessSigned, refuseUnlessTicked, type Weights } from '../core/review-gate.js';
import type { ApproveDto, ReleaseDto, SignDto } from './review.dto.js';
import type { ReasonedActDto } from '../casefile/act.dto.js';
import { Release, SendBack } from './review.entities.js';

/** 审核: who signs, what must be clear, and that it is the very text that goes out. 国办发〔2018〕123号 四（二）. */
@Injectable()
export class Review {
  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly judging: Judging,
  ) {}

  /** 会签 by whoever the grade asks for, once each. */
  async sign(actor: Person, caseId: string, { version, gates, note }: SignDto): Promise<Moved> {
    return await this.docket.perform({ act: 'sign', caseId, actor, version }, async (scene) => {
      const { reply, signatures } = await this.underReview(scene);
      refuseUnlessNotDrafter(actor, reply);
      refuseUnlessTicked(gates);
      const role = await this.roleToSign(scene, actor, signatures);
      return { facts: await this.put(scene, reply, 'sign', role, { gates, note }) };
    });
  }

  /** 退回修改 by the reviewer, or by whoever is asked to sign. All names under the reply are void. */
  async sendBack(actor: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'send_back', caseId, actor, version }, async (scene) => {
      const { reply, signatures } = await this.underReview(scene);
      const roles = await this.rolesHere(scene, actor);
      const asked = askedToSign(scene.case.grade, signatures);
      refuseUnless(roles.some((role) => role === 'reviewer' || asked.includes(role)), 'not_asked_to_sign', { asked });
      return { facts: await this.putBack(scene, reply, actor, reason) };
    });
  }

  /** 放行: lets one blocking finding through, with a reason; never what must be edited away. */
  async release(actor: Person, caseId: string, { version, code, reason }: ReleaseDto): Promise<Moved> {
    return await this.docket.perform({ act: 'release', caseId, actor, version }, async (scene) => {
      const { reply } = await this.underReview(scene);
      refuseUnlessNotDrafter(actor, reply);
      refuseUnlessReleasable(code, reply, this.weights);
      const { turn, now } = scene;
      await turn.rows.insert(Release, { id: turn.ids.next(), caseId, replyId: reply.id, code, reason, by: actor.id, at: now });
      return { facts: { reply: reply.id, code } };
    });
  }

  /** 签发: all names under this very text, and nothing left that blocks it. */
  async approve(actor: Person, caseId: string, { version, gates, note, seenVerdict }: ApproveDto): Promise<Moved> {
    return await this.docket.perform({ act: 'approve', caseId, actor, version }, async (scene) => {
      const { reply, signatures } = await this.underReview(scene);
      refuseUnlessNotDrafter(actor, reply);
      refuseUnlessTicked(gates);
      refuseUnlessSigned(scene.case.grade, reply, copyHashOf(reply), signatures);
      const released = await scene.turn.rows.find(Release, { replyId: reply.id });
      const findings = blockingCodes(reply, this.weights).filter((code) => !released.some((each) => each.code === code));
      refuseUnless(findings.length === 0, 'gate_blocked', { findings });
      refuseUnlessSeen(reply.toCitizen, reply, seenVerdict, this.judging.quality);
      return { facts: await this.put(scene, reply, 'approve', 'reviewer', { gates, note }) };
    });
  }

  /** 修改 after the approval: the names are void and the reply goes round again. */
  async revise(actor: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'revise', caseId, actor, version }, async (scene) => {
      const { reply } = await this.underReview(scene);
      return { facts: await this.putBack(scene, reply, actor, reason) };
    });
  }

  private get weights(): Weights {
    return this.judging.quality.defects;
  }

  private async underReview({ turn, case: file }: Scene): Promise<{ reply: Reply; signatures: Signature[] }> {
    const reply = file.currentReplyId === null ? undefined : await turn.rows.one(Reply, { id: file.currentReplyId });
    refuseUnless(reply, 'not_found', { case: file.id, say: { zh: '此件没有待审核的答复', en: 'The case has no reply under review' } });
    return { reply, signatures: await turn.rows.find(Signature, { replyId: reply.id }, { orderBy: 'id' }) };
  }

  /** The roles that stand on this case: a head counts only as head of the own office. */
  private async rolesHere({ turn, case: file, step }: Scene, actor: Person): Promise<Role[]> {
    const parties = partiesOf(actor, step.act, this.directory.seatOf(actor), await this.docket.standingFacts(turn, file));
    return actor.roles.filter((role) => parties.includes(role));
  }

  private async roleToSign(scene: Scene, actor: Person, signatures: readonly Signature[]): Promise<Role> {
    const asked = askedToSign(scene.case.grade, signatures);
    const mine = (await this.rolesHere(scene, actor)).filter((role) => asked.includes(role));
    refuseUnless(mine.length > 0, 'not_asked_to_sign', { asked });
    const signed = signatures.filter(({ sort, voidedAt }) => sort === 'sign' && voidedAt === null);
    // One person, one name: two roles in one hand are still one pair of eyes.
    refuseUnless(!signed.some(({ userId }) => userId === actor.id), 'already_signed');
    const open = mine.find((role) => !signed.some((each) => each.role === role));
    if (!open) throw new Refusal('already_signed', { role: mine[0] });
    return open;
  }

  private async put(scene: Scene, reply: Reply, sort: SignatureSort, role: Role, { gates, note }: Pick<SignDto, 'gates'> & { note?: string | undefined }) {
    const { turn, now, actor, case: file } = scene;
    const copyHash = copyHashOf(reply);
    await turn.rows.insert(Signature, {
      id: turn.ids.next(), caseId: file.id, replyId: reply.id, sort, role, userId: isPerson(actor) ? actor.id : '', at: now, copyHash,
      gates: [...new Set(gates)], note: note ?? null, voidedAt: null,
    });
    return { reply: reply.id, replyVersion: reply.version, role, copyHash };
  }

  private async putBack({ turn, now, case: file }: Scene, reply: Reply, actor: Person, reason: string) {
    await turn.rows.insert(SendBack, { id: turn.ids.next(), caseId: file.id, replyId: reply.id, by: actor.id, at: now, reason });
    await turn.rows.updateWhere(Signature, { replyId: reply.id, voidedAt: null }, { voidedAt: now });
    return { reply: reply.id, replyVersion: reply.version };
  }
}

function refuseUnlessNotDrafter(actor: Person, reply: Reply): void {
  refuseUnless(actor.id !== reply.drafterId, 'same_person', { drafted: reply.id });
}
