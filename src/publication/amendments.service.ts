import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { Judging } from '../base/workers/judging.js';
import type { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { saltedHash } from '../journal/content.js';
import { Directory } from '../registry/directory.js';
import type { ProposeAmendmentDto } from './amendments.dto.js';
import { Amendment, type AmendmentSort } from './amendments.entities.js';
import { refuseWhatMayNotGoOut } from './interims.service.js';
import { Publication } from './publication.entities.js';

/** 更正、撤下 of a published answer: two persons, the former text kept, every copy of the same reply changed with it. */
@Injectable()
export class Amendments {
  constructor(
    private readonly docket: Docket,
    private readonly judging: Judging,
    private readonly directory: Directory,
  ) {}

  /** 拟更正、撤下; a new proposal takes the place of one not yet decided. @throws Refusal `not_found` | `wrong_shape` | `gate_blocked` */
  async propose(person: Person, caseId: string, { version, sort, reason, toCitizen }: ProposeAmendmentDto): Promise<Moved> {
    const text = sort === 'correct' ? (toCitizen ?? '') : '';
    refuseUnless(sort === 'retract' || text.trim() !== '', 'wrong_shape', { errors: [{ field: 'toCitizen', problems: ['toCitizen: 更正须写明更正后的全文 / the corrected text is needed'] }] });
    if (text) await refuseWhatMayNotGoOut(this.judging, await this.directory.refresh(), text);
    const [publicText = ''] = await this.judging.redact([text], this.directory.allDepartments().flatMap(({ phone }) => phone ?? []));
    return await this.docket.perform({ act: 'propose_amendment', caseId, actor: person, version }, async ({ turn, now }) => {
      const publication = (await turn.rows.find(Publication, { caseId, retractedAt: null }, { orderBy: 'id', descending: true, limit: 1 }))[0];
      refuseUnless(publication, 'not_found', { case: caseId, say: { zh: '此件没有可以更正或撤下的答复', en: 'There is no published answer to correct or take down' } });
      await turn.rows.updateWhere(Amendment, { caseId, state: 'proposed' }, { state: 'refused', decidedAt: now });
      const id = turn.ids.next();
      await turn.rows.insert(Amendment, {
        id, caseId, publicationId: publication.id, sort, reason, text, publicText, ...saltedHash(reason, text), formerText: publication.toCitizen,
        formerPublicText: publication.publicReply, proposedBy: person.id, proposedAt: now, state: 'proposed',
      });
      return { facts: { amendment: id, sort, publication: publication.id } };
    });
  }

  /** 更正, by a second person: page and query show the corrected text with its date. @throws Refusal `not_proposed` | `same_person` */
  async correct(person: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.decide('correct', person, caseId, version, async ({ turn, now }, { text, publicText }, copies, amended) => {
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
