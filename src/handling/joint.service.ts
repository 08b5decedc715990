import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../core/refusal.js';
import { departmentFor } from '../casefile/accused.js';
import { Docket, type Moved, type Outcome, type Scene } from '../casefile/docket.js';
import type { Person } from '../identity/actor.js';
import { Directory } from '../registry/directory.js';
import { JointHandling, type JointState } from './handling.entities.js';
import type { ContributeDto, DeclineContributionDto, InviteDto, WaiveContributionDto } from './joint.dto.js';
import { openJointsOf } from './joint-parts.js';

/** 协办: other departments say their part; the lead’s reply waits for every contribution, refusal or waiver. */
@Injectable()
export class Joint {
  constructor(
    private readonly docket: Docket,
    private readonly directory: Directory,
  ) {}

  /** 邀请协办. @throws Refusal `department_already` | `unknown_department` | `accused_cannot_handle` | `accused_not_confirmed` */
  async invite(person: Person, caseId: string, { version, departmentId, ask }: InviteDto): Promise<Moved> {
    return await this.docket.perform({ act: 'invite', caseId, actor: person, version }, async (scene) => {
      const { turn, now, case: file } = scene;
      const department = departmentFor(this.directory, file, departmentId);
      const open = await openJointsOf(scene);
      const already = department.id === file.departmentId || open.some((joint) => joint.departmentId === department.id);
      refuseUnless(!already, 'department_already', { department: department.code });
      const id = turn.ids.next();
      await turn.rows.insert(JointHandling, {
        id, caseId, departmentId: department.id, invitedBy: person.id, invitedAt: now, ask, state: 'invited',
      });
      return { facts: { jointId: id, departmentId: department.id }, clock: { concernsId: id, ofDepartmentId: department.id } };
    });
  }

  /** 协办答复. @throws Refusal `contribution_not_open` */
  async contribute(person: Person, caseId: string, { version, jointId, text }: ContributeDto): Promise<Moved> {
    return await this.docket.perform({ act: 'contribute', caseId, actor: person, version }, async (scene) =>
      await end(scene, await openJointOf(scene, person, jointId), person, 'contributed', text));
  }

  /** 不予协办: the head of the co-department says why. @throws Refusal `contribution_not_open` */
  async decline(person: Person, caseId: string, { version, jointId, reason }: DeclineContributionDto): Promise<Moved> {
    return await this.docket.perform({ act: 'decline_contribution', caseId, actor: person, version }, async (scene) =>
      await end(scene, await openJointOf(scene, person, jointId), person, 'declined', reason));
  }

  /** 免予协办: a silent co-department does not hold the citizen’s answer for ever. @throws Refusal `contribution_not_open` | `contribution_not_overdue` */
  async waive(person: Person, caseId: string, { version, jointId, reason }: WaiveContributionDto): Promise<Moved> {
    return await this.docket.perform({ act: 'waive_contribution', caseId, actor: person, version }, async (scene) => {
      const joint = (await openJointsOf(scene)).find((each) => each.id === jointId);
      refuseUnless(joint, 'contribution_not_open', { jointId });
      const clock = scene.clocks.find((each) => each.clock === 'contribution' && each.concernsId === joint.id);
      // Without a clock nothing was promised, and nothing can be waited for.
      const overdue = !clock || (clock.dueAt !== null && scene.now > clock.dueAt);
      refuseUnless(overdue, 'contribution_not_overdue', { jointId, dueAt: clock?.dueAt ?? null });
      return await end(scene, joint, person, 'waived', reason);
    });
  }
}

/** The open invitation of the person’s own department. */
async function openJointOf(scene: Scene, person: Person, jointId: string | undefined): Promise<JointHandling> {
  const joint = (await openJointsOf(scene)).find(
    (each) => each.departmentId === person.departmentId && (jointId === undefined || each.id === jointId),
  );
  refuseUnless(joint, 'contribution_not_open', { ...(jointId !== undefined && { jointId }) });
  return joint;
}

async function end({ turn, now }: Scene, joint: JointHandling, person: Person, state: JointState, text: string): Promise<Outcome> {
  await turn.rows.update(JointHandling, joint.id, { state, text, endedBy: person.id, endedAt: now });
  return {
    facts: { jointId: joint.id, departmentId: joint.departmentId, state },
    clock: { concernsId: joint.id, ofDepartmentId: joint.departmentId },
  };
}
