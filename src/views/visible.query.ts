import type { SqlValue } from '../base/database/rows.query.js';
import type { Role } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import { DEPARTMENT_ROLES, READING_ROLES, REPORT_ROLES, SET_ASIDE, SET_ASIDE_ROLES } from '../identity/standing.js';
import type { Directory } from '../registry/directory.js';

/** 承办、受理、回访: they speak with the citizen and must know whom. */
export const ROLES_WITH_AUTHOR: readonly Role[] = ['coordinator', 'handler', 'caller'];

/** A condition on a case (`c`), and its parameters. */
export interface Condition {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/** A way by which a person knows of cases. */
export interface Way extends Condition {
  /** A query of their ids (`case_id`), where the way leads to few: then no state is walked through for them. */
  readonly led: Condition | null;
}

export const both = (...conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => `(${text})`).join(' and '),
  parameters: conditions.flatMap(({ parameters }) => parameters),
});

export const anyOf = (conditions: readonly Condition[]): Condition => conditions.length === 0
  ? NEVER
  : { text: conditions.map(({ text }) => `(${text})`).join(' or '), parameters: conditions.flatMap(({ parameters }) => parameters) };

const plain = (text: string, ...parameters: SqlValue[]): Condition => ({ text, parameters });
const NEVER = plain('1 = 0');

/**
 * The cases a person may know of, as ways to them: by the office, by leading, by joining. A query takes each way by its
 * own index and joins the answers. The same rule as `maySee` of identity/standing.ts; a test compares the two.
 */
export function waysToSee(person: Person, directory: Directory): Way[] {
  const seat = directory.seatOf(person);
  const allowed = both(notAccused(seat.departmentId, seat.path), reportsOf(person), setAsideFor(person));
  const office = officeOf(person, directory);
  const { departmentId } = seat;
  const joint = plain(`select j.case_id from joint_handlings j where j.department_id = ? and j.state <> 'released'`, departmentId);
  const department = departmentId === null ? [] : [
    { ...plain('c.department_id = ?', departmentId), led: null },
    { ...both(plain('c.department_id is not null'), { text: `c.id in (${joint.text})`, parameters: joint.parameters }), led: joint },
  ].map((way) => ({ ...both(way, plain(`not (c.kind = 'report' and c.accused is null)`)), led: way.led }));
  return [...(office ? [{ ...office, led: null }] : []), ...department].map((way) => ({ ...both(way, allowed), led: way.led }));
}

/** Accused units are stored as a JSON list of ids: an id stands in it in quotes, or not at all. */
const names = (id: string): string => `%"${id}"%`;

const notAccused = (departmentId: string | null, path: readonly string[]): Condition => {
  const units = [...(departmentId === null ? [] : [departmentId]), ...path];
  if (units.length === 0) return plain('1 = 1');
  return plain(`c.accused is null or (${units.map(() => 'c.accused not like ?').join(' and ')})`, ...units.map(names));
};

/** Before the accused are confirmed a report is for few; afterwards for all but the auditor. */
const reportsOf = ({ roles }: Person): Condition => {
  const before = roles.some((role) => REPORT_ROLES.has(role));
  const after = !roles.some((role) => READING_ROLES.has(role));
  if (before && after) return plain('1 = 1');
  if (!before && !after) return plain(`c.kind <> 'report'`);
  return before ? plain(`c.kind <> 'report' or c.accused is null`) : plain(`c.kind <> 'report' or c.accused is not null`);
};

/** What was hidden or turned away is for those who decide about it and who oversee that. */
const setAsideFor = ({ roles }: Person): Condition =>
  roles.some((role) => SET_ASIDE_ROLES.has(role)) ? plain('1 = 1') : plain(`c.state not in (${[...SET_ASIDE].map(() => '?').join(', ')})`, ...SET_ASIDE);

function officeOf(person: Person, directory: Directory): Condition | null {
  const seat = directory.seatOf(person);
  const [unit] = seat.path;
  if (unit === undefined || !person.roles.some((role) => !DEPARTMENT_ROLES.has(role) || seat.own)) return null;
  const accounts = directory.allAccounts().map(({ id, sponsorId, supervisorId }) => ({
    id, office: directory.path(sponsorId), supervisor: directory.path(supervisorId),
  }));
  const supervised = accounts.filter(({ supervisor }) => supervisor.includes(unit)).map(({ id }) => id);
  const sponsored = accounts.filter(({ office, supervisor }) => office.includes(unit) && !supervisor.includes(unit));
  const ways = supervised.length > 0 ? [accountIn(supervised)] : [];
  // Accounts of one office share their path; where that office is accused, only the supervisor’s people remain.
  for (const [path, group] of Map.groupBy(sponsored, ({ office }) => office.join(' '))) {
    const units = path.split(' ');
    const clear = plain(`c.accused is null or (${units.map(() => 'c.accused not like ?').join(' and ')})`, ...units.map(names));
    ways.push(both(accountIn(group.map(({ id }) => id)), clear));
  }
  return ways.length > 0 ? anyOf(ways) : null;
}

/** As an expression: SQLite, which knows no numbers of rows, would else go through all cases of the accounts wherever this is asked. */
const accountIn = (ids: readonly string[]): Condition => plain(`cast(c.account_id as text) in (${ids.map(() => '?').join(', ')})`, ...ids);
