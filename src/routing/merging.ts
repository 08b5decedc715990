import type { ClockState } from '../core/clock-state.js';
import { refuseUnless } from '../core/refusal.js';
import { BEFORE_ANSWER, STATES, type State } from '../core/vocabulary.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile, Deadline } from '../casefile/casefile.entities.js';
import type { Docket, Moved } from '../casefile/docket.js';
import { isPerson, systemActor, type Actor, type Person } from '../identity/actor.js';
import { endAssignment } from './assigning.js';
import type { MergeDto } from './routing.dto.js';
import { Merge } from './routing.entities.js';

/** A lead that ended without an answer: nobody answers its members any more. */
const ENDED_UNANSWERED: readonly State[] = ['withdrawn', 'rejected', 'filed'];

/** 并单, inside one turn: the member joins and the lead gathers it, or neither. */
export async function merge(docket: Docket, turn: Turn, actor: Person, memberId: string, { leadId, version, reason }: MergeDto): Promise<Moved> {
  // Both are locked in the order of their ids, so that two merges crossing each other wait instead of blocking each other.
  const locked = await turn.rows.find(CaseFile, { id: [memberId, leadId] }, { lock: true, orderBy: 'id' });
  const lead = locked.find(({ id }) => id === leadId);
  const moved = await docket.move(turn, { act: 'merge', caseId: memberId, actor, version }, async ({ case: member }) => {
    refuseUnless(lead, 'not_found', { case: leadId });
    refuseUnless(member.id !== lead.id, 'merge_with_itself');
    refuseUnless(member.kind !== 'report' && lead.kind !== 'report', 'report_never_merged');
    refuseUnless(BEFORE_ANSWER.includes(lead.state), 'lead_not_open', { lead: lead.id, state: lead.state, stateName: STATES[lead.state].zh });
    await refuseLeading(turn, member);
    await endAssignment(turn, member, actor, 'merge');
    await turn.rows.insert(Merge, { id: turn.ids.next(), caseId: member.id, leadId: lead.id, mergedBy: actor.id, mergedAt: turn.now, reason });
    return { facts: { lead: lead.id, leadNumber: lead.number }, change: { leadId: lead.id, departmentId: null, handlerId: null } };
  });
  await docket.move(turn, { act: 'gather', caseId: leadId, actor }, async () => ({
    facts: { member: moved.case.id, memberNumber: moved.case.number },
  }));
  return moved;
}

/** A case that others were merged into must not go on under another: their citizens would never be told. */
async function refuseLeading(turn: Turn, member: CaseFile): Promise<void> {
  const members = await turn.rows.find(CaseFile, { leadId: member.id, state: 'merged' });
  refuseUnless(members.length === 0, 'act_not_allowed', {
    act: 'merge', state: member.state, members: members.map(({ number }) => number),
    say: {
      zh: '此件已有并入的件，请先拆单，或将对方并入此件',
      en: 'Other cases were merged into this one: unmerge them first, or merge the other way round',
    },
  });
}

/** 拆单, by a person or by the system. A citizen who was told the lead’s answer stays told. */
export async function unmerge(docket: Docket, turn: Turn, actor: Actor, memberId: string, version?: number, reason?: string): Promise<Moved> {
  const leadId = (await turn.rows.one(CaseFile, { id: memberId }))?.leadId ?? null;
  // In the same order as a merge locks them.
  const locked = leadId === null ? [] : await turn.rows.find(CaseFile, { id: [memberId, leadId] }, { lock: true, orderBy: 'id' });
  const moved = await docket.move(turn, { act: 'unmerge', caseId: memberId, actor, version }, async ({ case: member, clocks }) => {
    refuseUnless(openClock(clocks, 'answer'), 'too_late', { lead: member.leadId });
    await turn.rows.updateWhere(Merge, { caseId: memberId, undoneAt: null }, {
      undoneAt: turn.now, ...(isPerson(actor) && { undoneBy: actor.id }), ...(reason !== undefined && { undoneReason: reason }),
    });
    return { facts: { lead: member.leadId }, change: { leadId: null } };
  });
  const lead = locked.find(({ id }) => id === leadId);
  // The lead’s department is not held to a promise that has left it. A lead that has ended is held to none.
  if (lead && BEFORE_ANSWER.includes(lead.state)) {
    await docket.move(turn, { act: 'ungather', caseId: lead.id, actor }, async () => ({ facts: { member: memberId, memberNumber: moved.case.number } }));
  }
  return moved;
}

/** When a lead ended unanswered, every member still waiting for its answer goes back to the queue. */
export async function unmergeMembersOf(docket: Docket, turn: Turn, leadId: string): Promise<void> {
  const lead = await turn.rows.one(CaseFile, { id: leadId });
  if (!lead || !ENDED_UNANSWERED.includes(lead.state)) return;
  for (const member of await turn.rows.find(CaseFile, { leadId, state: 'merged' }, { orderBy: 'id' })) {
    const waiting = await turn.rows.one(Deadline, { caseId: member.id, clock: 'answer', stoppedAt: null });
    if (waiting) await unmerge(docket, turn, systemActor('routing'), member.id);
  }
}

const openClock = (clocks: readonly ClockState[], name: 'answer' | 'leg'): ClockState | undefined =>
  clocks.find((clock) => clock.clock === name && clock.stoppedAt === null);
