/** Steps of the line for tests of what stands beside it: straight through the docket, whoever builds the rooms. */
import { Docket, type Moved, type Order, type Work } from '../../src/casefile/docket.js';
import { CaseFile, Deadline, RungMark } from '../../src/casefile/casefile.entities.js';
import type { ActName } from '../../src/core/lifecycle.js';
import type { ClockName } from '../../src/core/vocabulary.js';
import { systemActor, type Actor, type Person } from '../../src/identity/actor.js';
import { User } from '../../src/identity/identity.entities.js';
import { CaseEvent, Delivery } from '../../src/journal/journal.entities.js';
import { Department } from '../../src/registry/registry.entities.js';
import type { Office } from '../support/office.js';

export const SYSTEM = systemActor('test');

export class Desk {
  constructor(readonly office: Office) {}

  async person(login: string): Promise<Person> {
    const user = (await this.office.rows.one(User, { login }))!;
    return { kind: 'person', id: user.id, name: user.name, roles: user.roles, departmentId: user.departmentId, organisationId: user.organisationId };
  }

  async department(code: string): Promise<string> {
    return (await this.office.rows.one(Department, { code }))!.id;
  }

  async act(act: ActName, caseId: string, actor: Actor, work?: Work, more: Partial<Order> = {}): Promise<Moved> {
    return await this.office.app.get(Docket).perform({ act, caseId, actor, ...more }, work);
  }

  /** A complaint (answer due in five working days), accepted and waiting to be assigned. What rooms hear of it is left aside. */
  async queued(message: Record<string, unknown> = {}, account = 'wb'): Promise<string> {
    const { id } = await this.office.message(account, { kind: 'complaint', text: '楼下施工到深夜，孩子没法睡觉。', subject: '夜间施工噪声', ...message });
    await this.deaf(id);
    await this.act('pass', id, SYSTEM);
    return id;
  }

  /** The same, in the hands of a department. */
  async assigned(department = 'urban', message: Record<string, unknown> = {}): Promise<string> {
    const id = await this.queued(message);
    const departmentId = await this.department(department);
    await this.act('assign', id, await this.person('coordinator'), async () => ({ change: { departmentId }, facts: { departmentId } }));
    return id;
  }

  async handling(department = 'urban', message: Record<string, unknown> = {}): Promise<string> {
    const id = await this.assigned(department, message);
    const handler = await this.person(`${department}-handler`);
    await this.act('acknowledge', id, handler, async () => ({ change: { handlerId: handler.id } }));
    return id;
  }

  /** So many cases in the hands of four departments, several at the same time. */
  async manyHandling(count: number): Promise<void> {
    const departments = ['urban', 'housing', 'transport', 'justice'];
    const left = Array.from({ length: count }, (_, index) => departments[index % departments.length]!);
    const lane = async (): Promise<void> => {
      for (let department = left.shift(); department; department = left.shift()) await this.handling(department);
    };
    await Promise.all(Array.from({ length: 6 }, lane));
  }

  /** The rooms that judge messages have no part in these tests. */
  async deaf(caseId: string): Promise<void> {
    await this.office.database.write('person', async (turn) => {
      await turn.rows.updateWhere(Delivery, { caseId, doneAt: null }, { doneAt: turn.now });
    });
  }

  async file(id: string): Promise<CaseFile> {
    return (await this.office.rows.one(CaseFile, { id }))!;
  }

  async clock(caseId: string, clock: ClockName): Promise<Deadline> {
    return (await this.office.rows.find(Deadline, { caseId, clock }, { orderBy: 'id', descending: true }))[0]!;
  }

  async events(caseId: string, ...acts: ActName[]): Promise<CaseEvent[]> {
    return await this.office.rows.find(CaseEvent, { caseId, ...(acts.length > 0 && { act: acts }) }, { orderBy: 'seq' });
  }

  async marks(deadlineId: string): Promise<RungMark[]> {
    return await this.office.rows.find(RungMark, { deadlineId }, { orderBy: 'at' });
  }

  /** Local time of an instant as a clerk would read it: `03-09 09:00`. */
  say(instant: number): string {
    return new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  }

  /** What the ladder did on a clock of the case, when it counts. */
  async story(caseId: string, clock: ClockName): Promise<string[]> {
    const events = await this.events(caseId, 'remind', 'miss', 'urge', 'propose_supervision', 'hear_citizen', 'close');
    return events.filter(({ facts }) => facts['clock'] === clock).map(({ act, at, facts }) => `${this.say(at)} ${act} ${String(facts['rung'])}`);
  }
}
