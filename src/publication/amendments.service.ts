import { Injectable } from '@nestjs/common';
import { shingleHashes } from '../core/language/minhash.js';
import { SIGNATURES_OF_GRADE } from '../core/lifecycle.js';
import { refuseUnlessSeen } from '../core/quality/assessment.js';
import { formOf } from '../core/quality/forms.js';
import { refuseUnless } from '../core/refusal.js';
import { refuseUnlessSigned, refuseUnlessTicked } from '../core/review-gate.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Judging } from '../base/workers/judging.js';
import type { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import type { CaseFile } from '../casefile/casefile.entities.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import { EarlierReplies } from '../casefile/earlier-replies.js';
import { Sight } from '../casefile/sight.js';
import { Signature } from '../handling/handling.entities.js';
import { ReplyWording, bandsOf } from '../handling/replies.entities.js';
import type { Person } from '../identity/actor.js';
import { partiesOf } from '../identity/standing.js';
import { Message } from '../intake/intake.entities.js';
import { contentHash, saltedHash } from '../journal/content.js';
import { Directory } from '../registry/directory.js';
import type { CorrectDto, ProposeAmendmentDto, SignAmendmentDto } from './amendments.dto.js';
import { Amendment, type AmendmentSort } from './amendments.entities.js';
import { refuseWhatMayNotGoOut } from './interims.service.js';
import { Publication } from './publication.entities.js';
import { refuseField } from '../base/shapes.js';

/** 更正、撤下 of a published answer: two persons, the former text kept, every copy of the same reply changed with it. */
@Injectable()
export class Amendments {
  constructor(
    private readonly docket: Docket,
    private readonly judging: Judging,
    private readonly directory: Directory,
    private readonly database: Database,
    private readonly sight: Sight,
    private readonly earlier: EarlierReplies,
  ) {}

  /** 拟更正、撤下; a new proposal takes the place of one not yet decided. @throws Refusal `not_found` | `wrong_shape` | `gate_blocked` */
  async propose(person: Person, caseId: string, { version, sort, reason, toCitizen, seenVerdict }: ProposeAmendmentDto): Promise<Moved> {
    const text = sort === 'correct' ? (toCitizen ?? '') : '';
    refuseField(sort === 'retract' || text.trim() !== '', 'toCitizen', '更正须写明更正后的全文', 'the corrected text is needed');
    if (text) await refuseWhatMayNotGoOut(this.judging, await this.directory.refresh(), text);
    const { publicText, ...verdict } = text ? await this.read(await this.sight.case(person, caseId), text) : { publicText: '', ...NOTHING_TO_JUDGE };
    refuseUnlessSeen(text, verdict, seenVerdict, this.judging.quality);
    return await this.docket.perform({ act: 'propose_amendment', caseId, actor: person, version }, async ({ turn, now }) => {
      const publication = (await turn.rows.find(Publication, { caseId, retractedAt: null }, { orderBy: 'id', descending: true, limit: 1 }))[0];
      refuseUnless(publication, 'not_found', { case: caseId, say: { zh: '此件没有可以更正或撤下的答复', en: 'There is no published answer to correct or take down' } });
      await turn.rows.updateWhere(Amendment, { caseId, state: 'proposed' }, { state: 'refused', decidedAt: now });
      const id = turn.ids.next();
      await turn.rows.insert(Amendment, {
        id, caseId, publicationId: publication.id, sort, reason, text, publicText, ...verdict, ...saltedHash(reason, text), formerText: publication.toCitizen,
        formerPublicText: publication.publicReply, proposedBy: person.id, proposedAt: now, state: 'proposed',
      });
      return { facts: { amendment: id, sort, publication: publication.id } };
    });
  }

  /** 会签更正 by whoever the grade of the case asks for, once each. @throws Refusal `not_asked_to_sign` | `already_signed` */
  async sign(person: Person, caseId: string, { version, gates, note }: SignAmendmentDto): Promise<Moved> {
    return await this.docket.perform({ act: 'sign_amendment', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file, step } = scene;
      const amendment = await proposed(scene, person, 'correct');
      refuseUnlessTicked(gates);
      const parties = partiesOf(person, step.act, this.directory.seatOf(person), await this.docket.standingFacts(turn, file));
      const asked = SIGNATURES_OF_GRADE[file.grade].filter((role) => parties.includes(role));
      refuseUnless(asked.length > 0, 'not_asked_to_sign', { asked: [...SIGNATURES_OF_GRADE[file.grade]] });
      const signed = await turn.rows.find(Signature, { replyId: amendment.id, voidedAt: null });
      const role = asked.find((each) => !signed.some((name) => name.role === each));
      // One person, one name: two roles in one hand are still one pair of eyes.
      refuseUnless(role && !signed.some(({ userId }) => userId === person.id), 'already_signed');
      await turn.rows.insert(Signature, {
        id: turn.ids.next(), caseId, replyId: amendment.id, sort: 'sign', role, userId: person.id, at: now, copyHash: amendment.contentHash, gates: [...new Set(gates)], note: note ?? null, voidedAt: null,
      });
      return { facts: { amendment: amendment.id, role, contentHash: amendment.contentHash } };
    });
  }

  /**
   * 更正, by a reviewer and under the names the grade asks for, like the reply itself: page and query show the corrected
   * text with its date. @throws Refusal `not_proposed` | `same_person` | `signature_missing` | `findings_not_seen`
   */
  async correct(person: Person, caseId: string, { version, gates, seenVerdict }: CorrectDto): Promise<Moved> {
    return await this.decide('correct', person, caseId, version, async (scene, amendment, copies, amended) => {
      const { turn, now, case: file } = scene;
      const { id, text, publicText, reason, salt } = amendment;
      refuseUnlessTicked(gates);
      const names = await turn.rows.find(Signature, { replyId: id, voidedAt: null });
      refuseUnlessSigned(file.grade, { id, copyHash: amendment.contentHash }, contentHash(salt, reason, text), names);
      refuseUnlessSeen(text, amendment, seenVerdict, this.judging.quality);
      await fileWording(turn, amended, text);
      for (const copy of copies) {
        // A merged citizen reads the redacted copy: the text for the lead’s citizen may speak of that person.
        const toCitizen = copy.id === amended.id ? text : publicText;
        await turn.rows.update(Publication, copy.id, { toCitizen, publicReply: publicText, correctedAt: now, ...(copy.id === amended.id && { deliveryState: 'waiting' as const }) });
      }
    });
  }

  /** 撤下, by a second person: the page says that it was withdrawn, and no longer what it said. @throws Refusal `not_proposed` | `same_person` */
  async retract(person: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.decide('retract', person, caseId, version, async ({ turn, now }, _amendment, copies) => {
      for (const copy of copies) await turn.rows.update(Publication, copy.id, { retractedAt: now });
    });
  }

  /** 不同意更正、撤下. */
  async refuse(person: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'refuse_amendment', caseId, actor: person, version }, async (scene) => {
      const amendment = await proposed(scene, person);
      await scene.turn.rows.update(Amendment, amendment.id, { state: 'refused', decidedBy: person.id, decidedAt: scene.now, decision: reason });
      return { facts: { amendment: amendment.id, sort: amendment.sort } };
    });
  }

  /** The corrected text beside the case’s own message, as a reply is read. */
  private async read(file: CaseFile, text: string) {
    const messages = await this.database.rows.find(Message, { caseId: file.id }, { orderBy: 'id' });
    const { platform, sponsorId } = this.directory.account(file.accountId);
    const message = messages.map((each) => each.text).join('\n');
    const earlierReplies = await this.earlier.toOthers(file, sponsorId, { subject: file.subject, message, reply: text });
    const { judgement, publicReply } = await this.judging.readReply({
      message, subject: file.subject, reply: text, kind: file.kind, earlierReplies, channel: formOf(this.judging.forms, { platform, kind: file.kind, reply: text }),
      ...(file.departmentId !== null && { department: this.directory.departmentName(file.departmentId) }),
    }, this.directory.allDepartments().flatMap(({ phone }) => phone ?? []));
    const { score, verdict, engine, defects } = judgement;
    return { publicText: publicReply.text, score, verdict, engine, findings: defects.map(({ code, start, end, text: words, why, hint }) => ({ code, start, end, text: words, why, hint })) };
  }

  private async decide(
    act: AmendmentSort, person: Person, caseId: string, version: number,
    change: (scene: Scene, amendment: Amendment, copies: readonly Publication[], amended: Publication) => Promise<void>,
  ): Promise<Moved> {
    return await this.docket.perform({ act, caseId, actor: person, version }, async (scene) => {
      const { turn, now } = scene;
      const amendment = await proposed(scene, person, act);
      const publication = await turn.rows.one(Publication, { id: amendment.publicationId });
      refuseUnless(publication && publication.retractedAt === null, 'not_proposed', { act });
      // The citizens who were merged into this case have copies of the same reply.
      const copies = await turn.rows.find(Publication, { replyId: publication.replyId, retractedAt: null }, { orderBy: 'id' });
      await change(scene, amendment, copies, publication);
      await turn.rows.update(Amendment, amendment.id, { state: 'done', decidedBy: person.id, decidedAt: now });
      return {
        facts: { amendment: amendment.id, proposedBy: amendment.proposedBy, publication: publication.id, copies: copies.length, contentHash: amendment.contentHash },
      };
    });
  }
}

async function proposed({ turn, case: file, step }: Scene, person: Person, sort?: AmendmentSort): Promise<Amendment> {
  const amendment = await turn.rows.one(Amendment, { caseId: file.id, state: 'proposed', ...(sort && { sort }) });
  refuseUnless(amendment, 'not_proposed', { act: step.act });
  refuseUnless(amendment.proposedBy !== person.id, 'same_person', { act: step.act });
  return amendment;
}

const NOTHING_TO_JUDGE = { score: 100, verdict: 'pass' as const, engine: '', findings: [] };

/** Later replies are compared with what the citizen reads now. A reply to many is meant to be alike and is not filed. */
async function fileWording(turn: Turn, { caseId, replyId }: Publication, text: string): Promise<void> {
  const filed = await turn.rows.one(ReplyWording, { caseId });
  if (!filed) return;
  await turn.rows.delete(ReplyWording, { caseId });
  await turn.rows.insert(ReplyWording, { replyId, caseId, officeId: filed.officeId, ...bandsOf(filed.officeId, shingleHashes(text)) });
}
