import { Injectable } from '@nestjs/common';
import { Database } from '../base/database/database.js';
import { Rulebook } from '../base/policy.js';
import type { Turn } from '../base/database/writer.js';
import { refuseUnless, Refusal } from '../core/refusal.js';
import type { PolicyChoice } from '../core/policy-choice.js';
import { keysOf, KINDS, PLATFORMS, ROLES, URGENCIES, type Platform, type Role } from '../core/vocabulary.js';
import { Identity } from '../identity/identity.service.js';
import { Directory } from './directory.js';
import { Account, Department, Organisation, type Duty } from './registry.entities.js';

/** Which time-limit rules hold: one for all cases, or by kind and urgency, the first that matches; or both, the one last. */
interface GivenChoices {
  readonly policy?: string;
  readonly policies?: readonly PolicyChoice[];
}

/** The registry as a file gives it; units refer to each other by code. */
export interface RegistryFile {
  readonly organisations?: readonly ({ code: string; name: string; parent?: string | null } & GivenChoices)[];
  readonly departments?: readonly {
    code: string; name: string; organisation: string; own?: boolean; phone?: string | null; duties?: readonly Duty[]; active?: boolean;
  }[];
  readonly accounts?: readonly ({
    handle: string; platform: Platform; name: string; sponsor: string; supervisor?: string | null; filing?: string; robotsOff?: boolean;
    attachMinutes?: number; active?: boolean;
  } & GivenChoices)[];
  readonly users?: readonly {
    login: string; name: string; email?: string | null; phone?: string | null; wecom?: string | null; department?: string | null; organisation?: string | null; roles: readonly Role[];
    substitute?: string | null; locale?: string; password?: string;
  }[];
}

export interface RegistryCounts {
  readonly organisations: number;
  readonly departments: number;
  readonly accounts: number;
  readonly users: number;
}

/** 追加: a follow-up within half an hour joins the first message. */
const ATTACH_MINUTES = 30;

/** Takes a registry file: what has a known code is changed, the rest is made; all of it or nothing. */
@Injectable()
export class Registry {
  constructor(
    private readonly database: Database,
    private readonly identity: Identity,
    private readonly directory: Directory,
    private readonly rulebook: Rulebook,
  ) {}

  /** @throws Refusal `config_wrong` naming the list, the row and the field */
  async take(file: RegistryFile): Promise<RegistryCounts> {
    const { organisations = [], departments = [], accounts = [], users = [] } = file;
    await this.database.write('person', async (turn) => {
      const known = new Map((await turn.rows.find(Organisation, {})).map((each) => [each.code, each.id]));
      for (const each of organisations) if (!known.has(each.code)) known.set(each.code, turn.ids.next());
      for (const [index, each] of organisations.entries()) await this.putOrganisation(turn, each, index, known);
      const units = await this.putDepartments(turn, departments, known);
      for (const [index, each] of accounts.entries()) await this.putAccount(turn, each, index, known);
      for (const [index, each] of users.entries()) await this.putUser(turn, each, index, known, units);
      for (const each of users) await this.putSubstitute(turn, each.login, each.substitute);
    });
    await this.directory.refresh(true);
    return { organisations: organisations.length, departments: departments.length, accounts: accounts.length, users: users.length };
  }

  private async putOrganisation(turn: Turn, given: NonNullable<RegistryFile['organisations']>[number], index: number, known: ReadonlyMap<string, string>): Promise<void> {
    const where = `organisations[${index}]`;
    named(given.code, `${where}.code`);
    named(given.name, `${where}.name`);
    const row = { code: given.code, name: given.name, parentId: given.parent ? referred(known, given.parent, `${where}.parent`) : null, policies: this.choicesOf(given, where) };
    const id = known.get(given.code)!;
    if ((await turn.rows.update(Organisation, id, row)) === 0) await turn.rows.insert(Organisation, { id, ...row });
  }

  private async putDepartments(turn: Turn, given: NonNullable<RegistryFile['departments']>, known: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const there = await turn.rows.find(Department, {}, { orderBy: 'position' });
    const units = new Map(there.map((each) => [each.code, each.id]));
    let position = there.length;
    for (const [index, each] of given.entries()) {
      const where = `departments[${index}]`;
      named(each.code, `${where}.code`);
      named(each.name, `${where}.name`);
      const row = {
        code: each.code, name: each.name, organisationId: referred(known, each.organisation, `${where}.organisation`), own: each.own ?? false,
        phone: each.phone ?? null, duties: [...(each.duties ?? [])], active: each.active ?? true,
      };
      const id = units.get(each.code);
      if (id !== undefined) await turn.rows.update(Department, id, row);
      else await turn.rows.insert(Department, { id: units.set(each.code, turn.ids.next()).get(each.code)!, position: position++, ...row });
    }
    return units;
  }

  private async putAccount(turn: Turn, given: NonNullable<RegistryFile['accounts']>[number], index: number, known: ReadonlyMap<string, string>): Promise<void> {
    const where = `accounts[${index}]`;
    refuseUnless(/^[a-z0-9][a-z0-9-]{0,39}$/.test(given.handle ?? ''), 'config_wrong', wrong(`${where}.handle`, given.handle, 'a-z 0-9 -'));
    refuseUnless(given.platform in PLATFORMS, 'config_wrong', wrong(`${where}.platform`, given.platform, keysOf(PLATFORMS).join(' ')));
    const row = {
      handle: given.handle, platform: given.platform, name: given.name, sponsorId: referred(known, given.sponsor, `${where}.sponsor`),
      supervisorId: given.supervisor ? referred(known, given.supervisor, `${where}.supervisor`) : null, filing: given.filing ?? 'filed',
      robotsOff: given.robotsOff ?? false, policies: this.choicesOf(given, where), attachMinutes: given.attachMinutes ?? ATTACH_MINUTES, active: given.active ?? true,
    };
    const there = await turn.rows.one(Account, { handle: given.handle });
    if (there) await turn.rows.update(Account, there.id, row);
    else await turn.rows.insert(Account, { id: turn.ids.next(), createdAt: turn.now, ...row });
  }

  private choicesOf({ policy, policies = [] }: GivenChoices, where: string): PolicyChoice[] {
    const names = this.rulebook.policyNames();
    const choices = [...policies, ...(policy === undefined ? [] : [{ policy }])];
    for (const [index, { policy: name, kind = [], urgency = [] }] of choices.entries()) {
      const place = index < policies.length ? `${where}.policies[${index}]` : where;
      refuseUnless(names.includes(name), 'config_wrong', wrong(`${place}.policy`, name, names.join(' ')));
      for (const word of kind) refuseUnless(word in KINDS, 'config_wrong', wrong(`${place}.kind`, word, keysOf(KINDS).join(' ')));
      for (const word of urgency) refuseUnless(word in URGENCIES, 'config_wrong', wrong(`${place}.urgency`, word, keysOf(URGENCIES).join(' ')));
    }
    return choices;
  }

  private async putUser(
    turn: Turn, given: NonNullable<RegistryFile['users']>[number], index: number, known: ReadonlyMap<string, string>, units: ReadonlyMap<string, string>,
  ): Promise<void> {
    const where = `users[${index}]`;
    named(given.login, `${where}.login`);
    named(given.name, `${where}.name`);
    for (const role of given.roles ?? []) refuseUnless(role in ROLES, 'config_wrong', wrong(`${where}.roles`, role, keysOf(ROLES).join(' ')));
    await this.identity.putUser(turn, {
      login: given.login, name: given.name, email: given.email ?? null, phone: given.phone ?? null, wecom: given.wecom ?? null, roles: given.roles ?? [],
      departmentId: given.department ? referred(units, given.department, `${where}.department`) : null,
      organisationId: given.organisation ? referred(known, given.organisation, `${where}.organisation`) : null,
      ...(given.locale && { locale: given.locale }), ...(given.password && { password: given.password }),
    });
  }

  private async putSubstitute(turn: Turn, login: string, substitute: string | null | undefined): Promise<void> {
    if (substitute === undefined) return;
    await this.identity.putSubstitute(turn, login, substitute);
  }
}

function wrong(field: string, given: unknown, allowed: string): Record<string, unknown> {
  const told = String(given);
  const say = given === undefined || given === null
    ? { zh: `${field} 没有填写，可用：${allowed}`, en: `${field} is missing; allowed: ${allowed}` }
    : { zh: `${field}=“${told}”无法使用，可用：${allowed}`, en: `${field}="${told}" cannot be used; allowed: ${allowed}` };
  return { field, given, allowed, say };
}

const named = (value: unknown, field: string): void => {
  if (typeof value !== 'string' || value.trim() === '') throw new Refusal('config_wrong', wrong(field, value, '非空文字 / a text'));
};

const referred = (known: ReadonlyMap<string, string>, code: string, field: string): string => {
  const id = known.get(code);
  if (id === undefined) throw new Refusal('config_wrong', wrong(field, code, [...known.keys()].slice(0, 30).join(' ')));
  return id;
};
