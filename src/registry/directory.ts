import { Injectable } from '@nestjs/common';
import { stopwatch } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import { policyNameFor } from '../core/policy-choice.js';
import { Refusal } from '../core/refusal.js';
import type { Kind, Urgency } from '../core/vocabulary.js';
import type { Person } from '../identity/actor.js';
import type { Seat } from '../identity/standing.js';
import { Account, Department, Organisation } from './registry.entities.js';
import { RuleVersions } from './rule-versions.js';

/** Another process may have changed the registry: what is known here is at most this old. */
const FRESH_MS = 5000;

/** The registry in memory: organisations, departments, accounts and rules are few and asked for at every act. */
@Injectable()
export class Directory {
  private organisations = new Map<string, Organisation>();
  private departments = new Map<string, Department>();
  private accounts = new Map<string, Account>();
  private byHandle = new Map<string, Account>();
  private age: (() => number) | undefined;

  constructor(
    private readonly database: Database,
    private readonly ruleVersions: RuleVersions,
  ) {}

  /** Reads anew if another process may have written. Call it once at the start of a piece of work. */
  async refresh(force = false): Promise<this> {
    if (!force && this.age && this.age() < FRESH_MS) return this;
    const { rows } = this.database;
    const [organisations, departments, accounts] = await Promise.all([
      rows.find(Organisation, {}), rows.find(Department, {}, { orderBy: 'position' }), rows.find(Account, {}),
    ]);
    this.organisations = new Map(organisations.map((each) => [each.id, each]));
    this.departments = new Map(departments.map((each) => [each.id, each]));
    this.accounts = new Map(accounts.map((each) => [each.id, each]));
    this.byHandle = new Map(accounts.map((each) => [each.handle, each]));
    await this.ruleVersions.refresh();
    this.age = stopwatch();
    return this;
  }

  account(id: string): Account {
    const account = this.accounts.get(id);
    if (!account) throw new Refusal('unknown_account', { account: id });
    return account;
  }

  accountByHandle(handle: string): Account {
    const account = this.byHandle.get(handle);
    if (!account) throw new Refusal('unknown_account', { handle });
    return account;
  }

  /** The name of the policy that a case of an account falls under. */
  policyOf(accountId: string, traits: { kind: Kind; urgency: Urgency }): string {
    const account = this.account(accountId);
    const above = this.path(account.sponsorId).map((unit) => this.organisations.get(unit)?.policies ?? []);
    return policyNameFor([account.policies, ...above], traits);
  }

  allAccounts(): Account[] {
    return [...this.accounts.values()];
  }

  /** By id or code. */
  department(idOrCode: string): Department {
    const department = this.departments.get(idOrCode) ?? this.allDepartments().find((each) => each.code === idOrCode);
    if (!department) throw new Refusal('unknown_department', { department: idOrCode });
    return department;
  }

  departmentName(id: string | null): string {
    return (id && this.departments.get(id)?.name) || '';
  }

  /** In the order of the registry. */
  allDepartments(): Department[] {
    return [...this.departments.values()];
  }

  organisation(id: string): Organisation | undefined {
    return this.organisations.get(id);
  }

  allOrganisations(): Organisation[] {
    return [...this.organisations.values()];
  }

  /** The own office of an organisation: the department that runs its accounts. */
  ownOffice(organisationId: string): Department | undefined {
    return this.allDepartments().find((each) => each.own && each.organisationId === organisationId);
  }

  /** A unit (department or organisation, by id or code) named as accused. */
  unit(idOrCode: string): { id: string; name: string } {
    const organisation = this.organisations.get(idOrCode) ?? this.allOrganisations().find((each) => each.code === idOrCode);
    return organisation ?? this.department(idOrCode);
  }

  /** From a unit up to the root. */
  path(organisationId: string | null): string[] {
    const path: string[] = [];
    for (let id = organisationId; id && !path.includes(id); id = this.organisations.get(id)?.parentId ?? null) path.push(id);
    return path;
  }

  /** The accounts that an organisation, or one below it, sponsors or supervises, by id. */
  accountsUnder(place: string | undefined): ReadonlySet<string> {
    const covers = (ids: readonly (string | null)[]): boolean => ids.some((id) => place !== undefined && this.path(id).includes(place));
    return new Set([...this.accounts.values()].filter(({ sponsorId, supervisorId }) => covers([sponsorId, supervisorId])).map(({ id }) => id));
  }

  /** A person’s own organisation and those below it, by id; none for who has no seat. */
  organisationsOf(person: Person): string[] {
    const [place] = this.seatOf(person).path;
    return this.allOrganisations().filter(({ id }) => place !== undefined && this.path(id).includes(place)).map(({ id }) => id);
  }

  /** A department, or all those of an organisation and the ones below it, by id or code. @throws Refusal `unknown_department` */
  departmentsUnder(idOrCode: string): ReadonlySet<string> {
    const { id } = this.unit(idOrCode);
    return new Set(this.allDepartments().filter((each) => each.id === id || this.path(each.organisationId).includes(id)).map((each) => each.id));
  }

  seatOf(person: Person): Seat {
    const department = person.departmentId ? this.departments.get(person.departmentId) : undefined;
    return {
      departmentId: person.departmentId,
      path: this.path(department?.organisationId ?? person.organisationId),
      own: department?.own ?? false,
    };
  }
}
