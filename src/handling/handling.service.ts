import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import type { Turn } from '../base/database/writer.js';
import { Docket, type Moved } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import type { AcknowledgeDto, LogContactDto, ReassignInsideDto } from './handling.dto.js';
import { Contact } from './handling.entities.js';
import { releaseStaleJoints } from './joint-parts.js';

/** 办理: a department takes a case into its hands, gives it to one of its people, and speaks with the citizen first. */
@Injectable()
export class Handling {
  constructor(private readonly docket: Docket) {}

  /**
   * 签收: the named handler, or the handler who acknowledges; a liaison may leave it open.
   * @throws Refusal `unknown_person`
   */
  async acknowledge(person: Person, caseId: string, { version, handlerId }: AcknowledgeDto): Promise<Moved> {
    return await this.docket.perform({ act: 'acknowledge', caseId, actor: person, version }, async (scene) => {
      const handler = handlerId ?? (person.roles.includes('handler') ? person.id : null);
      if (handler !== null) await refuseUnlessHandlerOf(scene.turn, handler, scene.case.departmentId);
      // Invitations of a department that had the case before ended with it.
      await releaseStaleJoints(scene);
      return { facts: { handlerId: handler }, change: { handlerId: handler } };
    });
  }

  /** 内部转派. @throws Refusal `unknown_person` */
  async reassignInside(person: Person, caseId: string, { version, handlerId }: ReassignInsideDto): Promise<Moved> {
    return await this.docket.perform({ act: 'reassign_inside', caseId, actor: person, version }, async ({ turn, case: file }) => {
      await refuseUnlessHandlerOf(turn, handlerId, file.departmentId);
      return { facts: { before: file.handlerId, handlerId }, change: { handlerId } };
    });
  }

  /** 先行联系: tried and not reached counts as contacted in time; the note says what happened. */
  async logContact(person: Person, caseId: string, { version, way, reached, note }: LogContactDto): Promise<Moved> {
    return await this.docket.perform({ act: 'log_contact', caseId, actor: person, version }, async ({ turn, now }) => {
      const id = turn.ids.next();
      await turn.rows.insert(Contact, { id, caseId, by: person.id, at: now, way, reached, note });
      return { facts: { contactId: id, way, reached } };
    });
  }
}

/** Whoever handles must be a handler of the department, and still there. */
async function refuseUnlessHandlerOf(turn: Turn, userId: string, departmentId: string | null): Promise<void> {
  const user = await turn.rows.one(User, { id: userId });
  const handles = user?.active === true && user.roles.includes('handler') && user.departmentId === departmentId;
  refuseUnless(handles, 'unknown_person', { handlerId: userId });
}
