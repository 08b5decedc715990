import type { ActName } from '../core/lifecycle.js';
import type { Party, Role, State } from '../core/vocabulary.js';
import type { Actor, Person } from './actor.js';

/** What standing needs to know of a case; units are ids, paths go from a unit up to the root of the tree. */
export interface StandingFacts {
  readonly caseId: string;
  readonly kind: string;
  readonly state: string;
  readonly accountId: string;
  /** The organisation that answers for the account, and those above it. */
  readonly officePath: readonly string[];
  /** The account’s supervisor 主管单位 and those above it. */
  readonly supervisorPath: readonly string[];
  readonly departmentId: string | null;
  readonly jointDepartmentIds: readonly string[];
  /** Units a report names; `null` before they are confirmed. */
  readonly accused: readonly string[] | null;
  /** A report’s own organisation is among the accused. */
  readonly officeAccused: boolean;
}

/** Where a person stands in the tree: department, organisation and everything above. */
export interface Seat {
  readonly departmentId: string | null;
  readonly path: readonly string[];
  /** The person’s department is the office that runs the accounts. */
  readonly own: boolean;
}

export const DEPARTMENT_ROLES: ReadonlySet<Role> = new Set<Role>(['liaison', 'handler', 'head']);
/** Before the accused are confirmed a report is for these alone. */
export const REPORT_ROLES: ReadonlySet<Role> = new Set<Role>(['coordinator', 'supervisor', 'report_officer']);
/** What was hidden or turned away may be unlawful, secret or an insult: it is for those who decide about it and who oversee that. */
export const SET_ASIDE: ReadonlySet<string> = new Set<State>(['quarantined', 'rejected']);
export const SET_ASIDE_ROLES: ReadonlySet<Role> = new Set<Role>([
  'coordinator', 'reviewer', 'supervisor', 'report_officer', 'duty_officer', 'head', 'deputy_leader', 'chief', 'administrator', 'auditor',
]);
export const READING_ROLES: ReadonlySet<Role> = new Set<Role>(['auditor']);

/** The acts of a co-department, and those of the own office’s head. */
const JOINT_ACTS: ReadonlySet<ActName> = new Set<ActName>(['contribute', 'decline_contribution']);
const OWN_HEAD_ACTS: ReadonlySet<ActName> = new Set<ActName>(['sign', 'send_back']);
const ALSO_OWN_HEAD_ACTS: ReadonlySet<ActName> = new Set<ActName>(['reply_to_urge', 'reply_to_supervision', 'sign_amendment']);

const isAccused = (seat: Seat, facts: StandingFacts): boolean =>
  facts.accused?.some((unit) => unit === seat.departmentId || seat.path.includes(unit)) ?? false;

const ofOffice = (seat: Seat, facts: StandingFacts): boolean => {
  const responsible = facts.officeAccused ? facts.supervisorPath : [...facts.officePath, ...facts.supervisorPath];
  return seat.path.length > 0 && responsible.includes(seat.path[0]!);
};

/** Whether this person may know that the case exists. */
export function maySee(person: Person, seat: Seat, facts: StandingFacts): boolean {
  if (isAccused(seat, facts)) return false;
  const office = ofOffice(seat, facts) && person.roles.some((role) => !DEPARTMENT_ROLES.has(role) || seat.own);
  if (SET_ASIDE.has(facts.state) && !person.roles.some((role) => SET_ASIDE_ROLES.has(role))) return false;
  if (facts.kind === 'report' && facts.accused === null) {
    return office && person.roles.some((role) => REPORT_ROLES.has(role));
  }
  if (facts.kind === 'report' && person.roles.some((role) => READING_ROLES.has(role))) return false;
  const department =
    seat.departmentId !== null &&
    (facts.departmentId === seat.departmentId || facts.jointDepartmentIds.includes(seat.departmentId));
  return office || department;
}

const roleStands = (role: Role, act: ActName, seat: Seat, facts: StandingFacts): boolean => {
  if (!DEPARTMENT_ROLES.has(role)) return ofOffice(seat, facts);
  if (role === 'head' && OWN_HEAD_ACTS.has(act)) return seat.own && ofOffice(seat, facts);
  // What the office itself is asked, its own head answers; whose the document is, the act itself checks.
  if (role === 'head' && ALSO_OWN_HEAD_ACTS.has(act) && seat.own && ofOffice(seat, facts)) return true;
  if (seat.departmentId === null) return false;
  return JOINT_ACTS.has(act) ? facts.jointDepartmentIds.includes(seat.departmentId) : facts.departmentId === seat.departmentId;
};

/** The parties as which the actor may do this act on this case. Pure: facts in, parties out. */
export function partiesOf(actor: Actor, act: ActName, seat: Seat | null, facts: StandingFacts): Party[] {
  switch (actor.kind) {
    case 'system':
      return ['system'];
    case 'machine':
      return actor.scope === 'channel' && actor.accountId === facts.accountId ? ['account'] : [];
    case 'citizen':
      return actor.caseId === facts.caseId ? ['citizen'] : [];
    case 'person':
      return seat ? actor.roles.filter((role) => roleStands(role, act, seat, facts)) : [];
  }
}

/** 三权分立: administrator, auditor and business roles exclude each other (GB/T 22239). */
export function rolesExclude(roles: readonly Role[]): boolean {
  const groups = new Set(roles.map((role) => (role === 'administrator' || role === 'auditor' ? role : 'business')));
  return groups.size > 1;
}
