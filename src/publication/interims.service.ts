import { Injectable } from '@nestjs/common';
import { Refusal, refuseUnless } from '../core/refusal.js';
import { Judging } from '../base/workers/judging.js';
import type { ActDto, ReasonedActDto } from '../casefile/act.dto.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { saltedHash } from '../journal/content.js';
import { Directory } from '../registry/directory.js';
import type { ProposeInterimDto } from './amendments.dto.js';
import { Interim } from './amendments.entities.js';
import { CitizenNotices } from './citizen-notices.js';

/** 阶段性答复: drafted in the fields of an approved text, read by a reviewer, told to the citizen. It stops no clock. */
@Injectable()
export class Interims {
  constructor(
    private readonly docket: Docket,
    private readonly notices: CitizenNotices,
    private readonly judging: Judging,
    private readonly directory: Directory,
  ) {}

  /** 拟阶段性答复; a new draft takes the place of one not yet decided. @throws Refusal `time_out_of_range` | `gate_blocked` */
  async propose(person: Person, caseId: string, { version, ...fields }: ProposeInterimDto): Promise<Moved> {
    return await this.docket.perform({ act: 'propose_interim', caseId, actor: person, version }, async ({ turn, now, case: file }) => {
      const text = await this.notices.interimText(turn, file, fields);
      await refuseWhatMayNotGoOut(this.judging, this.directory, text);
      const open = await turn.rows.one(Interim, { caseId, state: 'proposed' });
      if (open) await turn.rows.update(Interim, open.id, { state: 'refused', decidedAt: now });
      const id = turn.ids.next();
      await turn.rows.insert(Interim, { id, caseId, draftedBy: person.id, draftedAt: now, text, ...saltedHash('', text), state: 'proposed' });
      return { facts: { interim: id, replaced: open !== undefined } };
    });
  }

  /** 阶段性答复, approved by a reviewer who did not draft it; word for word what was drafted. @throws Refusal `not_proposed` | `same_person` */
  async approve(person: Person, caseId: string, { version }: ActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'interim', caseId, actor: person, version }, async (scene) => {
      const { turn, now } = scene;
      const interim = await this.decided(scene, person);
      await turn.rows.update(Interim, interim.id, { state: 'told', decidedBy: person.id, decidedAt: now });
      return { facts: { interim: interim.id, draftedBy: interim.draftedBy, contentHash: interim.contentHash } };
    });
  }

  /** 不同意阶段性答复, with what to change. */
  async refuse(person: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'refuse_interim', caseId, actor: person, version }, async (scene) => {
      const { turn, now } = scene;
      const interim = await this.decided(scene, person);
      await turn.rows.update(Interim, interim.id, { state: 'refused', decidedBy: person.id, decidedAt: now, decision: reason });
      return { facts: { interim: interim.id } };
    });
  }

  private async decided({ turn, case: file, step }: Scene, person: Person): Promise<Interim> {
    const interim = await turn.rows.one(Interim, { caseId: file.id, state: 'proposed' });
    refuseUnless(interim, 'not_proposed', { act: step.act });
    refuseUnless(interim.draftedBy !== person.id, 'same_person', { act: step.act });
    return interim;
  }
}

/**
 * Personal data, secrets, insults, advertising and unfilled fields keep any text from going out in the office’s name.
 * @throws Refusal `gate_blocked` {findings}
 */
export async function refuseWhatMayNotGoOut(judging: Judging, directory: Directory, text: string): Promise<void> {
  const phones = directory.allDepartments().flatMap(({ phone }) => phone ?? []);
  const { judgement } = await judging.readReply({ message: text, reply: text }, phones);
  const blocking = judgement.defects.filter(({ code }) => judging.quality.defects[code].severity === 'block' && code !== 'off_topic');
  if (blocking.length > 0) throw new Refusal('gate_blocked', { findings: [...new Set(blocking.map(({ code }) => code))], spans: blocking.map(({ code, start, end, text: words, hint }) => ({ code, start, end, text: words, hint })) });
}
