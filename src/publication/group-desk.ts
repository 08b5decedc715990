import { Injectable } from '@nestjs/common';
import type { ActName } from '../core/lifecycle.js';
import { stricterGrade } from '../core/grade.js';
import { refuseUnless } from '../core/refusal.js';
import type { Grade, Role } from '../core/vocabulary.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import { Docket } from '../casefile/docket.js';
import { Sight } from '../casefile/sight.js';
import type { Person } from '../identity/actor.js';
import { partiesOf } from '../identity/standing.js';
import { Directory } from '../registry/directory.js';
import { hashOfGroup } from './group-answers.js';
import { GroupMember, GroupReply, GroupSignature, type GroupReplyState } from './group-replies.entities.js';

/** A group reply in hand, its row locked: with its list, and the cases it is to answer. */
export interface InHand {
  readonly turn: Turn;
  readonly person: Person;
  readonly reply: GroupReply;
  readonly members: readonly GroupMember[];
  readonly files: readonly CaseFile[];
  readonly copyHash: string;
  readonly signatures: readonly GroupSignature[];
}

/** Who may lay a hand on a group reply: whoever stands for the same act on every one of its cases. */
@Injectable()
export class GroupDesk {
  constructor(
    private readonly database: Database,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly sight: Sight,
  ) {}

  /** @throws Refusal `not_found`, also where the person sees none of its cases | `stale_version` | `group_reply_state` */
  async perform<T>(person: Person, id: string, version: number, states: readonly GroupReplyState[], work: (inHand: InHand) => Promise<T>): Promise<T> {
    await this.directory.refresh();
    return await this.database.write('person', async (turn) => {
      const reply = await turn.rows.one(GroupReply, { id }, { lock: true });
      refuseUnless(reply, 'not_found', { groupReply: id });
      const members = await turn.rows.find(GroupMember, { groupReplyId: id }, { orderBy: 'id' });
      const all = await turn.rows.find(CaseFile, { id: members.map(({ caseId }) => caseId) }, { orderBy: 'id' });
      refuseUnless(await this.seesAny(person, all), 'not_found', { groupReply: id });
      refuseUnless(reply.version === version, 'stale_version', { given: version, current: reply.version });
      refuseUnless(states.includes(reply.state), 'group_reply_state', { state: reply.state });
      const inside = new Set(members.filter(({ state }) => state === 'in').map(({ caseId }) => caseId));
      const signatures = await turn.rows.find(GroupSignature, { groupReplyId: id, voidedAt: null }, { orderBy: 'id' });
      return await work({ turn, person, reply, members, files: all.filter((file) => inside.has(file.id)), copyHash: hashOfGroup(reply, members), signatures });
    });
  }

  async seesAny(person: Person, files: readonly CaseFile[]): Promise<boolean> {
    for (const file of files) if (await this.sight.sees(person, file)) return true;
    return false;
  }

  /** The roles in which the person stands for the act on every one of the cases. */
  async rolesOn(person: Person, act: ActName, files: readonly CaseFile[], rows: Pick<Turn, 'sql'>): Promise<Role[]> {
    let roles: readonly Role[] = person.roles;
    const seat = this.directory.seatOf(person);
    for (const file of files) {
      if (roles.length === 0 || !(await this.sight.sees(person, file))) return [];
      const parties = partiesOf(person, act, seat, await this.docket.standingFacts(rows, file));
      roles = roles.filter((role) => parties.includes(role));
    }
    return [...roles];
  }

  /** @throws Refusal `no_standing` {act} */
  async refuseUnlessStands(person: Person, act: ActName, as: readonly Role[], files: readonly CaseFile[], rows: Pick<Turn, 'sql'>): Promise<void> {
    const roles = await this.rolesOn(person, act, files, rows);
    refuseUnless(roles.some((role) => as.includes(role)), 'no_standing', { act, who: [...as] });
  }
}

/** The strictest of its cases decides who signs. */
export const gradeOfAll = (files: readonly CaseFile[]): Grade => files.reduce<Grade>((grade, file) => stricterGrade(grade, file.grade), 'A');

export const voidNames = async (turn: Turn, groupReplyId: string): Promise<void> =>
  void (await turn.rows.updateWhere(GroupSignature, { groupReplyId, voidedAt: null }, { voidedAt: turn.now }));
