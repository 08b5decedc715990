import type { Scene } from '../casefile/docket.js';
import { JointHandling } from './handling.entities.js';

/**
 * Whether a co-department is still asked. An act that ends the lead’s part (退单、改派) stops the contribution clocks, and
 * with its clock the invitation ended; a policy without such a clock leaves it open until it is answered or waived.
 */
const isStillAsked = (joint: JointHandling, clocks: Scene['clocks']): boolean =>
  joint.state === 'invited' && !clocks.some((clock) => clock.concernsId === joint.id && clock.stoppedAt !== null);

/** The invitations that wait for a co-department. */
export async function openJointsOf({ turn, case: file, clocks }: Scene): Promise<JointHandling[]> {
  const invited = await turn.rows.find(JointHandling, { caseId: file.id, state: 'invited' }, { orderBy: 'id' });
  return invited.filter((joint) => isStillAsked(joint, clocks));
}

/** The department whose part they were of gives the case up: nothing is asked of its co-departments any more. */
export async function releaseJoints({ turn, now, case: file }: Scene, endedBy: string): Promise<number> {
  return await turn.rows.updateWhere(JointHandling, { caseId: file.id, state: 'invited' }, { state: 'released', endedBy, endedAt: now });
}

/** Releases the invitations whose clock another room’s act has ended. */
export async function releaseStaleJoints({ turn, now, case: file, clocks }: Scene): Promise<void> {
  const invited = await turn.rows.find(JointHandling, { caseId: file.id, state: 'invited' });
  for (const joint of invited.filter((each) => !isStillAsked(each, clocks))) {
    await turn.rows.update(JointHandling, joint.id, { state: 'released', endedAt: now });
  }
}
