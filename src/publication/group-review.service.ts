import { Injectable } from '@nestjs/common';
import { LIFECYCLE, SIGNATURES_OF_GRADE } from '../core/lifecycle.js';
import { refuseUnlessSeen } from '../core/quality/assessment.js';
import { blockingCodes, refuseUnlessReleasable, refuseUnlessSigned, refuseUnlessTicked, type Weights } from '../core/review-gate.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Role, State } from '../core/vocabulary.js';
import { Database } from '../base/database/database.js';
import { Judging } from '../base/workers/judging.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { factsOfCopy, mayBePublic, putCopy, type Approved } from './copies.js';
import { GroupDesk, gradeOfAll, voidNames, type InHand } from './group-desk.js';
import type { GroupActDto, ReasonedGroupActDto, ReleaseGroupReplyDto, SignGroupReplyDto } from './group-replies.dto.js';
import { GroupMember, GroupReply, GroupSignature } from './group-replies.entities.js';
import { PublicCopies, type PublicCopy } from './public-copy.js';

const WAITING: readonly State[] = LIFECYCLE.answer_by_group.ways.flatMap(({ from }) => from);

/** 集中回应 reviewed and sent: who wrote on it neither signs nor approves, and the strictest of its cases sets the grade. */
@Injectable()
export class GroupReview {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly judging: Judging,
    private readonly copies: PublicCopies,
    private readonly desk: GroupDesk,
  ) {}

  /** 会签 by whoever the grade asks for, once each. */
  async sign(person: Person, id: string, { version, gates, note }: SignGroupReplyDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['in_review'], async (inHand) => {
      refuseUnlessNotDrafter(inHand);
      refuseUnlessTicked(gates);
      return await this.put(inHand, 'sign', await this.roleToSign(inHand), { gates, note });
    });
  }

  /** 放行 of one blocking finding, with a reason; void with the next edit. */
  async release(person: Person, id: string, { version, code, reason }: ReleaseGroupReplyDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['in_review'], async (inHand) => {
      await this.refuseUnlessReviewer(inHand);
      const [file] = inHand.files;
      refuseUnless(file, 'group_reply_empty');
      refuseUnlessReleasable(code, inHand.reply, this.weights);
      // Written on one of its cases, so that the month counts it like every other release.
      await this.docket.move(inHand.turn, { act: 'release_group_reply', caseId: file.id, actor: person }, async () => ({ facts: { groupReply: id, code } }));
      return await changed(inHand, { releases: [...inHand.reply.releases, { code, reason, by: person.id, at: inHand.turn.now }] });
    });
  }

  /** 退回修改, with what to change; every name is void. */
  async sendBack(person: Person, id: string, { version, reason }: ReasonedGroupActDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['in_review', 'approved'], async (inHand) => {
      const roles = await this.desk.rolesOn(person, 'send_back', inHand.files, inHand.turn);
      const asked: readonly Role[] = ['reviewer', ...SIGNATURES_OF_GRADE[gradeOfAll(inHand.files)]];
      refuseUnless(roles.some((role) => asked.includes(role)), 'not_asked_to_sign', { asked });
      await voidNames(inHand.turn, id);
      return await changed(inHand, { state: 'draft', sentBack: reason });
    });
  }

  /** 签发: all names under these words and this list, and nothing left that blocks. */
  async approve(person: Person, id: string, { version, gates, note, seenVerdict }: SignGroupReplyDto): Promise<GroupReply> {
    return await this.desk.perform(person, id, version, ['in_review'], async (inHand) => {
      const { turn, reply, files, copyHash, signatures } = inHand;
      await this.refuseUnlessReviewer(inHand);
      refuseUnless(files.length > 0, 'group_reply_empty');
      refuseUnlessTicked(gates);
      refuseUnlessSigned(gradeOfAll(files), { id, copyHash }, copyHash, signatures);
      const findings = blockingCodes(reply, this.weights).filter((code) => !reply.releases.some((each) => each.code === code));
      refuseUnless(findings.length === 0, 'gate_blocked', { findings });
      refuseUnlessSeen(reply.toCitizen, reply, seenVerdict, this.judging.quality);
      await this.docket.move(turn, { act: 'approve_group_reply', caseId: files[0]!.id, actor: person }, async () => ({
        facts: { groupReply: id, copyHash, cases: files.length, signed: signatures.map(({ role, userId }) => ({ role, by: userId })), released: reply.releases.map(({ code }) => code) },
      }));
      return await this.put(inHand, 'approve', 'reviewer', { gates, note }, { state: 'approved' });
    });
  }

  /**
   * 集中回应: every citizen of the list is answered in one commit, each under the own number. A case that has ended or
   * become a report since the approval is passed over. @throws Refusal `approval_void` | `signature_missing` | `group_reply_empty`
   */
  async answerByGroup(person: Person, id: string, { version }: GroupActDto): Promise<GroupReply> {
    const copies = await this.copiesOf(id);
    return await this.desk.perform(person, id, version, ['approved'], async (inHand) => {
      const { turn, reply, files, copyHash } = inHand;
      const waiting = files.filter(({ kind, firstKind, state }) => WAITING.includes(state) && kind !== 'report' && firstKind !== 'report');
      refuseUnless(waiting.length > 0, 'group_reply_empty');
      await this.desk.refuseUnlessStands(person, 'answer_by_group', ['coordinator'], waiting, turn);
      refuseUnlessApproved(inHand, waiting);
      for (const file of waiting) await this.answer(inHand, { id, version: reply.version, copyHash, publicReply: reply.publicReply }, file, copies.get(file.id));
      const answered = new Set(waiting.map((file) => file.id));
      for (const member of inHand.members.filter(({ state }) => state === 'in')) {
        await turn.rows.update(GroupMember, member.id, { state: answered.has(member.caseId) ? 'answered' : 'passed_over' });
      }
      return await changed(inHand, { state: 'answered', answeredAt: turn.now });
    });
  }

  private async answer({ turn, person, reply, signatures }: InHand, approved: Approved, { id: caseId }: CaseFile, copy: PublicCopy | undefined): Promise<void> {
    refuseUnless(copy, 'stale_version', { case: caseId });
    await this.docket.move(turn, { act: 'answer_by_group', caseId, actor: person }, async ({ case: file }) => {
      const publication = await putCopy(turn, person, {
        file, reply: approved, copy, key: `${file.id}:${file.epoch}`, epoch: file.epoch, public: mayBePublic(file), publicMessage: copy.message, toCitizen: reply.toCitizen,
      });
      const { reply: groupReply, ...facts } = factsOfCopy(publication, approved);
      return {
        facts: { ...facts, groupReply, drafters: reply.drafters, signed: signatures.map(({ role, userId }) => ({ role, by: userId })) },
        change: { answeredAt: file.answeredAt ?? turn.now },
      };
    });
  }

  /** Made before the transaction: each citizen’s own message, redacted. */
  private async copiesOf(groupReplyId: string): Promise<Map<string, PublicCopy>> {
    const members = await this.database.rows.find(GroupMember, { groupReplyId, state: 'in' });
    const files = await this.database.rows.find(CaseFile, { id: members.map(({ caseId }) => caseId) });
    const copies = new Map<string, PublicCopy>();
    for (const file of files) copies.set(file.id, await this.copies.of(file));
    return copies;
  }

  private get weights(): Weights {
    return this.judging.quality.defects;
  }

  private async refuseUnlessReviewer(inHand: InHand): Promise<void> {
    refuseUnlessNotDrafter(inHand);
    await this.desk.refuseUnlessStands(inHand.person, 'approve', ['reviewer'], inHand.files, inHand.turn);
  }

  /** The own office’s head, or the head of the department that has every one of the cases. */
  private async roleToSign({ turn, person, files, signatures }: InHand): Promise<Role> {
    const asked: readonly Role[] = SIGNATURES_OF_GRADE[gradeOfAll(files)];
    const mine = [...(await this.desk.rolesOn(person, 'sign', files, turn)), ...(await this.desk.rolesOn(person, 'sign_off', files, turn)).filter((role) => role === 'head')];
    refuseUnless(mine.some((role) => asked.includes(role)), 'not_asked_to_sign', { asked });
    refuseUnless(!signatures.some(({ userId }) => userId === person.id), 'already_signed');
    const open = mine.find((role) => asked.includes(role) && !signatures.some((each) => each.role === role));
    if (!open) throw new Refusal('already_signed', { role: mine[0] });
    return open;
  }

  private async put(inHand: InHand, sort: 'sign' | 'approve', role: Role, { gates, note }: Pick<SignGroupReplyDto, 'gates'> & { note: string | undefined }, change: Partial<GroupReply> = {}): Promise<GroupReply> {
    const { turn, person, reply, copyHash } = inHand;
    await turn.rows.insert(GroupSignature, {
      id: turn.ids.next(), groupReplyId: reply.id, sort, role, userId: person.id, at: turn.now, copyHash, gates: [...new Set(gates)], note: note ?? null, voidedAt: null,
    });
    return await changed(inHand, change);
  }
}

async function changed({ turn, reply }: InHand, change: Partial<GroupReply>): Promise<GroupReply> {
  const step = { ...change, version: reply.version + 1 };
  await turn.rows.update(GroupReply, reply.id, step);
  return { ...reply, ...step };
}

function refuseUnlessNotDrafter({ person, reply }: InHand): void {
  refuseUnless(!reply.drafters.includes(person.id), 'same_person', { drafted: reply.id });
}

/** @throws Refusal `approval_void` | `signature_missing` */
function refuseUnlessApproved({ reply, copyHash, signatures }: InHand, waiting: readonly CaseFile[]): void {
  refuseUnless(signatures.some((each) => each.sort === 'approve' && each.copyHash === copyHash), 'approval_void', { groupReply: reply.id });
  refuseUnlessSigned(gradeOfAll(waiting), { id: reply.id, copyHash }, copyHash, signatures);
}
