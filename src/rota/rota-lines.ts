import { SHIFT_DAYS, type ShiftDays } from '../core/rota.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { User } from '../identity/identity.entities.js';
import type { GivenTeam, RotaFile } from './rota-file.js';
import type { RotaEntry, RotaPattern } from './rota.entities.js';

/** 带班领导. */
export const LEADS: readonly string[] = ['duty_officer', 'head', 'deputy_leader', 'chief'];
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

type GivenPattern = NonNullable<RotaFile['patterns']>[number];
type GivenEntry = NonNullable<RotaFile['entries']>[number];

/** A recurring shift of a file, with its people found. @throws Refusal `config_wrong` naming the field below `where` */
export function patternOf(given: GivenPattern, people: readonly User[], where: string): Omit<RotaPattern, 'id' | 'organisationId'> {
  const days = (given.days ?? 'every') as ShiftDays;
  refuseUnless(typeof given.code === 'string' && given.code !== '', 'config_wrong', wrong(`${where}.code`, given.code, '非空文字 / a text'));
  refuseUnless(SHIFT_DAYS.includes(days), 'config_wrong', wrong(`${where}.days`, given.days, SHIFT_DAYS.join(' ')));
  refuseUnless(Array.isArray(given.teams) && given.teams.length > 0, 'config_wrong', wrong(`${where}.teams`, given.teams, '至少一班人 / at least one team'));
  return {
    code: given.code, name: String(given.name ?? given.code), days, fromTime: timeIn(given.from, `${where}.from`), toTime: timeIn(given.to, `${where}.to`),
    anchor: dayIn(given.anchor, `${where}.anchor`), until: given.until ? dayIn(given.until, `${where}.until`) : null,
    teams: (given.teams as readonly GivenTeam[]).map((team, each) => teamOf(team, people, `${where}.teams[${each}]`)),
  };
}

/** A dated shift of a file. @throws Refusal `config_wrong` naming the field below `where` */
export function entryOf(given: GivenEntry, people: readonly User[], where: string): Omit<RotaEntry, 'id' | 'organisationId'> {
  return {
    day: dayIn(given.day, `${where}.day`), fromTime: timeIn(given.from, `${where}.from`), toTime: timeIn(given.to, `${where}.to`),
    note: given.note || null, ...teamOf(given, people, where),
  };
}

export const wrong = (field: string, given: unknown, allowed: string): Record<string, unknown> => ({
  field, given, allowed, say: { zh: `${field}=“${String(given)}”无法使用，可用：${allowed}`, en: `${field}="${String(given)}" cannot be used; allowed: ${allowed}` },
});

const dayIn = (value: unknown, field: string): string => {
  if (typeof value !== 'string' || !DAY.test(value)) throw new Refusal('config_wrong', wrong(field, value, 'YYYY-MM-DD'));
  return value;
};
const timeIn = (value: unknown, field: string): string => {
  if (typeof value !== 'string' || !TIME.test(value)) throw new Refusal('config_wrong', wrong(field, value, 'HH:MM'));
  return value;
};

/** By login, or by a name that only one person bears. @throws Refusal `config_wrong` */
export function personOf(given: unknown, people: readonly User[], field: string): User {
  const active = people.filter((user) => user.active);
  const named = active.filter((user) => user.login === given);
  const found = named.length > 0 ? named : active.filter((user) => user.name === given);
  refuseUnless(found.length === 1, 'config_wrong', wrong(field, given, '在岗人员的登录名，或者不重名的姓名 / a login, or a name only one person bears'));
  return found[0]!;
}

function teamOf({ officers, lead }: GivenTeam, people: readonly User[], where: string): { officers: string[]; lead: string | null } {
  refuseUnless(Array.isArray(officers) && officers.length > 0, 'config_wrong', wrong(`${where}.officers`, officers, '至少一人 / at least one'));
  const having = (given: unknown, field: string, roles: readonly string[]): string => {
    const user = personOf(given, people, field);
    refuseUnless(user.roles.some((role) => roles.includes(role)), 'config_wrong', wrong(field, given, `岗位 / role: ${roles.join(' ')}`));
    return user.id;
  };
  return {
    officers: officers.map((each, index) => having(each, `${where}.officers[${index}]`, ['duty_officer'])),
    lead: lead ? having(lead, `${where}.lead`, LEADS) : null,
  };
}
