import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { departmentFor } from '../casefile/accused.js';
import { Clocks } from '../casefile/clocks.js';
import { Docket, type Moved, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { Assignment } from '../routing/routing.entities.js';
import { ReturnRequest, type ReturnState } from './handling.entities.js';
import { releaseJoints } from './joint-parts.js';
import type { AdjudicateDto, AskReturnDto, GrantReturnDto } from './returns.dto.js';
import type { ReasonedActDto } from '../casefile/act.dto.js';

/** 退单: “not ours”, at most twice; the second is adjudicated, and what was adjudicated stays where it is. */
@Injectable()
export class Returns {
  constructor(
    private readonly docket: Docket,
    private readonly clocks: Clocks,
    private readonly directory: Directory,
  ) {}

  /** 申请退单 by the head, while the time to object lasts. @throws Refusal `too_late` {dueAt} | `same_person_returned` | `return_limit` | `unknown_department` | `department_already` */
  async ask(person: Person, caseId: string, { version, basis, suggestedDepartmentId }: AskReturnDto): Promise<Moved> {
    return await this.docket.perform({ act: 'ask_return', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      const adjudicated = await turn.rows.one(ReturnRequest, { caseId, state: 'adjudicated' });
      refuseUnless(!adjudicated, 'same_person_returned');
      const limit = this.clocks.mostOf(file, 'return_decision');
      refuseUnless(file.returns < limit, 'return_limit', { limit });
      refuseTooLate(scene);
      const suggested = suggestedDepartmentId === undefined ? null : this.directory.department(suggestedDepartmentId).id;
      refuseUnless(suggested === null || suggested !== file.departmentId, 'department_already', { department: suggestedDepartmentId });
      const id = turn.ids.next();
      await turn.rows.insert(ReturnRequest, {
        id, caseId, departmentId: file.departmentId!, signedBy: person.id, askedAt: now, basis, suggestedDepartmentId: suggested, state: 'asked',
      });
      // The clocks of the co-departments end with this act; what was asked of them ends too.
      await releaseJoints(scene, person.id);
      const returns = file.returns + 1;
      return { facts: { returnId: id, departmentId: file.departmentId, suggestedDepartmentId: suggested, returns }, change: { returns } };
    });
  }

  /** 同意退单: the case waits for another department. @throws Refusal `return_limit` */
  async grant(person: Person, caseId: string, { version, reason }: GrantReturnDto): Promise<Moved> {
    return await this.docket.perform({ act: 'grant_return', caseId, actor: person, version }, async (scene) => {
      this.refuseLast(scene);
      const request = await decide(scene, person, 'granted', reason ?? null);
      await endAssignment(scene, 'grant_return');
      const { id, departmentId, suggestedDepartmentId } = request;
      return { facts: { returnId: id, departmentId, suggestedDepartmentId }, change: { departmentId: null, handlerId: null } };
    });
  }

  /** 不同意退单: the department goes on, by its old due time. @throws Refusal `return_limit` */
  async refuse(person: Person, caseId: string, { version, reason }: ReasonedActDto): Promise<Moved> {
    return await this.docket.perform({ act: 'refuse_return', caseId, actor: person, version }, async (scene) => {
      this.refuseLast(scene);
      const { id, departmentId } = await decide(scene, person, 'refused', reason);
      return { facts: { returnId: id, departmentId } };
    });
  }

  /** 裁定 by the supervisor, also in favour of the department that asked. @throws as `departmentFor` */
  async adjudicate(person: Person, caseId: string, { version, departmentId, reason }: AdjudicateDto): Promise<Moved> {
    return await this.docket.perform({ act: 'adjudicate', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      const department = departmentFor(this.directory, file, departmentId);
      const request = await decide(scene, person, 'adjudicated', reason);
      await endAssignment(scene, 'adjudicate');
      const assignmentId = turn.ids.next();
      await turn.rows.insert(Assignment, { id: assignmentId, caseId, departmentId: department.id, assignedBy: person.id, assignedAt: now, note: reason });
      return {
        facts: { returnId: request.id, assignmentId, before: request.departmentId, departmentId: department.id },
        change: { departmentId: department.id, handlerId: null },
      };
    });
  }

  /** After the last return neither yes nor no is enough: somebody must be named. */
  private refuseLast({ case: file }: Scene): void {
    const limit = this.clocks.mostOf(file, 'return_decision');
    refuseUnless(file.returns < limit, 'return_limit', { limit });
  }
}

/** Where the rules give a time to object (信访工作条例 23 条), what was not objected in it is accepted. */
function refuseTooLate({ clocks, now }: Scene): void {
  const passed = clocks.find(({ clock, stoppedAt, dueAt }) => clock === 'objection' && stoppedAt === null && dueAt !== null && dueAt < now);
  refuseUnless(!passed, 'too_late', { clock: 'objection', dueAt: passed?.dueAt });
}

async function decide({ turn, now, case: file }: Scene, person: Person, state: ReturnState, decision: string | null): Promise<ReturnRequest> {
  const request = await turn.rows.one(ReturnRequest, { caseId: file.id, state: 'asked' });
  refuseUnless(request, 'not_proposed');
  refuseUnless(request.signedBy !== person.id, 'same_person');
  await turn.rows.update(ReturnRequest, request.id, { state, decidedBy: person.id, decidedAt: now, decision });
  return request;
}

async function endAssignment({ turn, now, case: file }: Scene, endedBy: string): Promise<void> {
  await turn.rows.updateWhere(Assignment, { caseId: file.id, endedAt: null }, { endedAt: now, endedBy });
}
