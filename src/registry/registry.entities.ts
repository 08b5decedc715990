import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { CalendarYear } from '../core/time/calendar.js';
import type { PolicyChoice } from '../core/policy-choice.js';
import type { Platform } from '../core/vocabulary.js';

const p = defineEntity.properties;

/** A unit in the tree of organisations 机构: sponsors and supervisors of accounts. */
export const OrganisationSchema = defineEntity({
  name: 'Organisation',
  tableName: 'organisations',
  properties: {
    id: identifier().primary(),
    code: p.string().unique(),
    name: p.string(),
    parentId: identifier().strictNullable().index(),
    /** The time-limit rules of its accounts, where an account names none itself. */
    policies: json<PolicyChoice[]>(),
  },
});
export class Organisation extends OrganisationSchema.class {}
OrganisationSchema.setClass(Organisation);

/** One line of a duty list 职责清单: what a department answers for, and where that is written. */
export interface Duty {
  readonly text: string;
  readonly terms?: readonly string[];
  readonly source?: string;
}

/** A department 业务部门（承办单位）; the office that runs the accounts is one too (`own`). */
export const DepartmentSchema = defineEntity({
  name: 'Department',
  tableName: 'departments',
  properties: {
    id: identifier().primary(),
    code: p.string().unique(),
    name: p.string(),
    organisationId: identifier().index(),
    own: p.boolean(),
    phone: p.string().strictNullable(),
    duties: json<Duty[]>(),
    active: p.boolean(),
    /** The order in which the registry names them: the first is the cold-start default. */
    position: p.integer(),
  },
});
export class Department extends DepartmentSchema.class {}
DepartmentSchema.setClass(Department);

/** An official social-media account 政务新媒体账号. */
export const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'accounts',
  properties: {
    id: identifier().primary(),
    handle: p.string().unique(),
    platform: p.string().$type<Platform>(),
    name: p.string(),
    /** 主办单位 */
    sponsorId: identifier().index(),
    /** 主管单位 */
    supervisorId: identifier().strictNullable().index(),
    /** 备案 */
    filing: p.string(),
    /** The platform’s own robots and auto-replies are switched off. */
    robotsOff: p.boolean(),
    /** The time-limit rules of its cases by kind and urgency; before those of its sponsor and the units above. */
    policies: json<PolicyChoice[]>(),
    /** Within this many minutes a second message of the same person joins the first; 0: never. */
    attachMinutes: p.integer(),
    active: p.boolean(),
    createdAt: instant(),
  },
});
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

/** Every version of a policy, calendar or ladder that a clock was ever computed by, found by its content hash. */
export const RuleVersionSchema = defineEntity({
  name: 'RuleVersion',
  tableName: 'rule_versions',
  properties: {
    hash: p.string().primary(),
    sort: p.string(),
    name: p.string(),
    content: p.text(),
    firstUsedAt: instant(),
  },
});
export class RuleVersion extends RuleVersionSchema.class {}
RuleVersionSchema.setClass(RuleVersion);

/** Who changed a rule, when and why. Rules are never changed in place: the last edition holds, the others stay. */
const edition = {
  edition: p.integer(),
  changedBy: p.string(),
  changedAt: instant(),
  reason: p.text(),
};

/** A policy of the office’s own 本单位时限规则: cloned from another and edited. */
export const OwnPolicySchema = defineEntity({
  name: 'OwnPolicy',
  tableName: 'own_policies',
  properties: {
    id: identifier().primary(),
    name: p.string(),
    ...edition,
    /** The preset or own policy it was cloned from. */
    clonedFrom: p.string(),
    /** As it is written in a policy file. */
    content: json<Record<string, unknown>>(),
  },
  uniques: [{ properties: ['name', 'edition'] }],
});
export class OwnPolicy extends OwnPolicySchema.class {}
OwnPolicySchema.setClass(OwnPolicy);

/** A year’s official notice of public holidays 放假安排通知, loaded into this installation. */
export const CalendarNoticeSchema = defineEntity({
  name: 'CalendarNotice',
  tableName: 'calendar_notices',
  properties: {
    id: identifier().primary(),
    year: p.integer(),
    ...edition,
    content: json<CalendarYear>(),
  },
  uniques: [{ properties: ['year', 'edition'] }],
});
export class CalendarNotice extends CalendarNoticeSchema.class {}
CalendarNoticeSchema.setClass(CalendarNotice);

/** Days off or worked in one region or office alone 本地放假调休, on top of the national calendar. */
export const LocalDaysSchema = defineEntity({
  name: 'LocalDays',
  tableName: 'local_days',
  properties: {
    id: identifier().primary(),
    code: p.string(),
    ...edition,
    /** For this unit and those below it; `null`: for all. */
    organisationId: identifier().strictNullable(),
    /** What it rests on; without any day it is withdrawn. */
    source: p.text(),
    off: json<Record<string, string>>(),
    makeup: json<Record<string, string>>(),
  },
  uniques: [{ properties: ['code', 'edition'] }],
});
export class LocalDays extends LocalDaysSchema.class {}
LocalDaysSchema.setClass(LocalDays);
