/** What the handling tests share: a case brought to a department’s desk, and a look at everything a refusal must leave alone. */
import { Database } from '../../src/base/database/database.js';
import { CaseFile, Deadline } from '../../src/casefile/casefile.entities.js';
import { Docket } from '../../src/casefile/docket.js';
import { Clarification, Contact, ExtensionRequest, JointHandling, Reply, ReturnRequest, Signature } from '../../src/handling/handling.entities.js';
import { User } from '../../src/identity/identity.entities.js';
import { systemActor } from '../../src/identity/actor.js';
import { CaseEvent } from '../../src/journal/journal.entities.js';
import { Directory } from '../../src/registry/directory.js';
import { Assignment } from '../../src/routing/routing.entities.js';
import type { Answer, Office } from '../support/office.js';

export const LETTER = {
  subject: '幸福小区三号楼电梯停运', kind: 'help',
  text: '您好，幸福小区三号楼的电梯已经停运两周，老人上下楼很困难，请问什么时候能修好？我叫李晓明，电话13900001234。',
  author: { id: 'citizen-1', contact: '13900001234' },
};
/** Without an author: nobody can be reached. */
export const ANONYMOUS = { subject: LETTER.subject, kind: 'help', text: LETTER.text };

export const REPLY =
  '李先生您好：您反映的幸福小区三号楼电梯停运问题收悉。经查，电梯因曳引机损坏于2月18日停用。我局已督促物业公司更换配件，3月12日前修复并通过检验后恢复使用。如有疑问请联系市住建局，电话0599-5550102。临川市住房和城乡建设局，2026年3月5日。';

export type Case = Awaited<ReturnType<Office['message']>>;

/** Received, accepted, and waiting to be assigned; the rooms to the left have their own tests. */
export async function queued(office: Office, letter: object = LETTER, handle = 'wb'): Promise<Case> {
  const received = await office.message(handle, letter as Record<string, unknown>);
  await office.app.get(Docket).perform({ act: 'pass', caseId: received.id, actor: systemActor('test') });
  return received;
}

/** Assigned to the department of this code. */
export async function assign(office: Office, id: string, code = 'housing'): Promise<void> {
  const departmentId = department(office, code);
  await office.app.get(Docket).perform({ act: 'assign', caseId: id, actor: systemActor('test') }, async ({ turn, now }) => {
    await turn.rows.insert(Assignment, { id: turn.ids.next(), caseId: id, departmentId, assignedAt: now });
    return { change: { departmentId } };
  });
}

export async function assigned(office: Office, letter: object = LETTER, code = 'housing'): Promise<Case> {
  const received = await queued(office, letter);
  await assign(office, received.id, code);
  return received;
}

/** Acknowledged by the department’s handler. */
export async function inHand(office: Office, letter: object = LETTER, code = 'housing'): Promise<Case> {
  const received = await assigned(office, letter, code);
  await office.as(`${code}-handler`).act('acknowledge', received.id);
  return received;
}

/** The clock ran out and the sweep noticed it, as escalation marks it. */
export async function markMiss(office: Office, id: string, clock: 'leg' | 'answer'): Promise<void> {
  const open = await openClock(office, id, clock);
  await office.app.get(Docket).perform({ act: 'miss', caseId: id, actor: systemActor('test') }, async ({ turn }) => {
    await turn.rows.update(Deadline, open.id, { missedAt: open.dueAt });
    return { at: open.dueAt!, facts: { clock } };
  });
}

export const department = (office: Office, code: string): string => office.app.get(Directory).department(code).id;
export const userId = async (office: Office, login: string): Promise<string> => (await office.rows.one(User, { login }))!.id;
export const caseOf = async (office: Office, id: string): Promise<CaseFile> => (await office.rows.one(CaseFile, { id }))!;
export const clocksOf = async (office: Office, id: string, clock: string): Promise<Deadline[]> =>
  await office.rows.find(Deadline, { caseId: id, clock: clock as Deadline['clock'] }, { orderBy: 'id' });
export const eventsOf = async (office: Office, id: string, act: CaseEvent['act']): Promise<CaseEvent[]> =>
  await office.rows.find(CaseEvent, { caseId: id, act }, { orderBy: 'seq' });

/** The one clock of this name that is not stopped. */
export async function openClock(office: Office, id: string, clock: string): Promise<Deadline> {
  const open = (await clocksOf(office, id, clock)).filter((each) => each.stoppedAt === null);
  if (open.length !== 1) throw new Error(`${open.length} clocks ${clock} are open`);
  return open[0]!;
}

const everythingOf = async (office: Office, caseId: string): Promise<unknown> => {
  const { rows } = office.app.get(Database);
  return {
    case: await rows.one(CaseFile, { id: caseId }),
    others: await Promise.all(
      [CaseEvent, Deadline, Contact, ReturnRequest, JointHandling, ExtensionRequest, Clarification, Reply, Signature, Assignment].map(
        async (entity) => await rows.find(entity as typeof CaseEvent, { caseId }, { orderBy: 'id' }),
      ),
    ),
  };
};

/** The code of a refusal that left the case, its events, clocks and rows exactly as they were. */
export async function refused(office: Office, caseId: string, say: () => Promise<Answer>): Promise<{ code: unknown } & Record<string, unknown>> {
  const before = await everythingOf(office, caseId);
  const { status, body } = await say();
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(await everythingOf(office, caseId)).toEqual(before);
  return body as { code: unknown } & Record<string, unknown>;
}
