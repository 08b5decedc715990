import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
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
    policy: p.string(),
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
