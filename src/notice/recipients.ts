import type { Label, Role } from '../core/vocabulary.js';
import { shiftsAt } from '../core/rota.js';
import type { Rows } from '../base/database/rows.query.js';
import type { Rulebook } from '../base/policy.js';
import { CaseFile } from '../casefile/casefile.entities.js';
import type { Docket } from '../casefile/docket.js';
import { Paper } from '../escalation/escalation.entities.js';
import type { Person } from '../identity/actor.js';
import { User } from '../identity/identity.entities.js';
import { maySee, partiesOf, type StandingFacts } from '../identity/standing.js';
import type { CaseEvent } from '../journal/journal.entities.js';
import type { Directory } from '../registry/directory.js';
import { nearestRota } from '../views/rota.query.js';
import { LADDER_ACTS, type Recipient } from './occasions.js';
import { standsIn, whyYou } from './wording.js';

/** A person to be told, and why. */
export interface Reader {
  readonly user: User;
  readonly why: Label;
}

/** The people around one case who may know of it. */
interface Circle {
  readonly file: CaseFile;
  readonly facts: StandingFacts;
  readonly users: readonly User[];
}

const DEPARTMENT_PARTS: Partial<Record<Recipient, Role>> = {
  handler: 'handler', liaison: 'liaison', head: 'head', joint_head: 'head', joint_liaison: 'liaison', own_head: 'head',
};
/** A substitute’s substitute and on; a ring of absences ends with the person first meant. */
const SUBSTITUTES = 3;

/** Finds who is told. Whoever may not see the case is never told, whatever a ladder names. */
export class Recipients {
  constructor(
    private readonly rows: Rows,
    private readonly docket: Docket,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  async of(event: CaseEvent, file: CaseFile, parts: readonly Recipient[], now: number): Promise<Reader[]> {
    const facts = await this.docket.standingFacts(this.rows, file);
    const circle: Circle = { file, facts, users: await this.around(event, facts) };
    const readers = new Map<string, Reader>();
    for (const part of parts) {
      const { users, departmentId } = await this.inPart(part, event, circle, now);
      const why = whyYou(part, this.directory.departmentName(departmentId));
      for (const user of users) {
        const reader = await this.present({ user, why }, circle, now);
        if (!readers.has(reader.user.id)) readers.set(reader.user.id, reader);
      }
    }
    return [...readers.values()];
  }

  /** Whether a person may know that the case exists. */
  async mayKnow(user: User, caseId: string): Promise<boolean> {
    const file = await this.rows.one(CaseFile, { id: caseId });
    return file !== undefined && this.sees(user, await this.docket.standingFacts(this.rows, file));
  }

  /** Active people of the departments and offices that have to do with the case, and may see it. */
  private async around(event: CaseEvent, facts: StandingFacts): Promise<User[]> {
    const office = [...facts.officePath, ...facts.supervisorPath];
    const departments = this.directory.allDepartments().filter((each) => office.includes(each.organisationId)).map((each) => each.id);
    const named = event.facts['departmentId'];
    const ids = new Set([...departments, facts.departmentId, ...facts.jointDepartmentIds, typeof named === 'string' ? named : null].filter((id) => id !== null));
    const [inDepartments, inOffices] = await Promise.all([
      this.rows.find(User, { active: true, departmentId: [...ids] }, { orderBy: 'login' }),
      this.rows.find(User, { active: true, departmentId: null, organisationId: [...new Set(office)] }, { orderBy: 'login' }),
    ]);
    return [...inDepartments, ...inOffices].filter((user) => this.sees(user, facts));
  }

  private sees(user: User, facts: StandingFacts): boolean {
    const person = personOf(user);
    return user.active && maySee(person, this.directory.seatOf(person), facts);
  }

  private async inPart(part: Recipient, event: CaseEvent, circle: Circle, now: number): Promise<{ users: User[]; departmentId: string | null }> {
    const role = DEPARTMENT_PARTS[part];
    if (role) return this.inDepartment(part, role, event, circle);
    if (part === 'issuer') return { users: await this.issuers(event, circle), departmentId: null };
    if (part === 'citizen') return { users: [], departmentId: null };
    if (part === 'duty_officer' || part === 'officer_in_charge') return { users: await this.onDuty(part, circle, now), departmentId: null };
    return { users: this.inOffice(part === 'every_duty_officer' ? 'duty_officer' : (part as Role), circle), departmentId: null };
  }

  /** By the rota of the nearest unit that keeps one: the officers of the shift in their order, else every duty officer; who is in charge. */
  private async onDuty(part: 'duty_officer' | 'officer_in_charge', circle: Circle, now: number): Promise<User[]> {
    const { facts, users } = circle;
    const kept = await nearestRota(this.rows, [...facts.officePath, ...facts.supervisorPath]);
    const shifts = kept ? shiftsAt(kept.rota, now, this.rulebook.today) : [];
    const ids = shifts.flatMap(({ officers, lead }) => (part === 'duty_officer' ? officers : lead === null ? [] : [lead]));
    const found = ids.flatMap((id) => users.find((user) => user.id === id) ?? []);
    return found.length > 0 || part === 'officer_in_charge' ? found : this.inOffice('duty_officer', circle);
  }

  private inDepartment(part: Recipient, role: Role, event: CaseEvent, { file, users }: Circle): { users: User[]; departmentId: string | null } {
    const departmentId = this.departmentFor(part, event, file);
    const all = users.filter((user) => departmentId !== null && user.departmentId === departmentId && user.roles.includes(role));
    const one = part === 'handler' ? all.filter((user) => user.id === file.handlerId) : [];
    return { users: one.length > 0 ? one : all, departmentId };
  }

  private departmentFor(part: Recipient, { act, facts }: CaseEvent, file: CaseFile): string | null {
    if (part === 'own_head') return this.directory.ownOffice(this.directory.account(file.accountId).sponsorId)?.id ?? null;
    const named = typeof facts['departmentId'] === 'string' ? facts['departmentId'] : null;
    const ofEvent = part === 'joint_head' || part === 'joint_liaison' || LADDER_ACTS.has(act) || act === 'return_urge_reply';
    return (ofEvent ? named : null) ?? file.departmentId;
  }

  /** Those of the nearest unit that has somebody in the role: the office itself, else the units above it. */
  private inOffice(role: Role, { facts, users }: Circle): User[] {
    const standing = users.filter((user) => {
      const person = personOf(user);
      return partiesOf(person, 'remind', this.directory.seatOf(person), facts).includes(role);
    });
    for (const unit of [...facts.officePath, ...facts.supervisorPath]) {
      const here = standing.filter((user) => this.directory.seatOf(personOf(user)).path[0] === unit);
      if (here.length > 0) return here;
    }
    return [];
  }

  /** The person who issued the document; what a ladder issued is looked after by the coordinators. */
  private async issuers(event: CaseEvent, circle: Circle): Promise<User[]> {
    const paper = await this.rows.one(Paper, { id: String(event.facts['paperId']) });
    const issuer = paper?.issuedBy ? await this.rows.one(User, { id: paper.issuedBy }) : undefined;
    return issuer && this.sees(issuer, circle.facts) ? [issuer] : this.inOffice('coordinator', circle);
  }

  /** An absent person’s notices go to the substitute, if the substitute may see the case. */
  private async present(meant: Reader, { facts }: Circle, now: number): Promise<Reader> {
    let { user } = meant;
    for (let hop = 0; hop < SUBSTITUTES && isAbsent(user, now); hop++) {
      const substitute = user.substituteId === null ? undefined : await this.rows.one(User, { id: user.substituteId });
      if (!substitute || !this.sees(substitute, facts)) return meant;
      user = substitute;
    }
    return user.id === meant.user.id || isAbsent(user, now) ? meant : { user, why: standsIn(meant.user.name, meant.why) };
  }
}

export const personOf = (user: User): Person => ({
  kind: 'person', id: user.id, name: user.name, roles: user.roles, departmentId: user.departmentId, organisationId: user.organisationId,
});

const isAbsent = (user: User, now: number): boolean =>
  user.absentFrom !== null && user.absentFrom <= now && (user.absentUntil === null || now < user.absentUntil);
