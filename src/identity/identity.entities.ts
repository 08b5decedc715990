import { defineEntity } from '@mikro-orm/core';
import { identifier, instant, json } from '../base/database/columns.js';
import type { Role } from '../core/vocabulary.js';

const p = defineEntity.properties;

/** Mails one may switch off; a miss, an urge or a supervision always comes. */
export const OPTIONAL_NOTICES = ['remind', 'morning', 'summary'] as const;
export type OptionalNotice = (typeof OPTIONAL_NOTICES)[number];

/** A person who works with Huiyin 人员. The password is kept as an argon2id hash only. */
export const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: identifier().primary(),
    login: p.string().unique(),
    name: p.string(),
    email: p.string().strictNullable(),
    /** For emergencies, and short messages. */
    phone: p.string().strictNullable(),
    /** 政务微信、企业微信账号 (userid). */
    wecom: p.string().strictNullable(),
    passwordHash: p.string().strictNullable(),
    passwordSetAt: instant().strictNullable(),
    mustChangePassword: p.boolean(),
    roles: json<Role[]>(),
    /** The department whose part the person plays; none for leaders and administrators. */
    departmentId: identifier().strictNullable().index(),
    organisationId: identifier().strictNullable().index(),
    /** 代理人: gets this person’s notices while absent. */
    substituteId: identifier().strictNullable(),
    absentFrom: instant().strictNullable(),
    absentUntil: instant().strictNullable(),
    locale: p.string().length(8),
    /** Optional mails this person does not want. */
    noticesOff: json<OptionalNotice[]>(),
    active: p.boolean(),
    failures: p.integer(),
    lockedUntil: instant().strictNullable(),
    createdAt: instant(),
  },
});
export class User extends UserSchema.class {}
UserSchema.setClass(User);

/** A signed-in browser. The cookie’s value is kept as a hash only. */
export const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.string().primary(),
    userId: identifier().index(),
    createdAt: instant(),
    lastSeenAt: instant(),
    expiresAt: instant().index(),
  },
});
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

export const SCOPES = ['channel', 'import', 'read', 'receipts'] as const;
/** `receipts`: a gateway that says which notices were read, and which could not be delivered. */
export type Scope = (typeof SCOPES)[number];
/** Those that belong to no account. */
export const SCOPES_OF_ALL: readonly Scope[] = ['read', 'receipts'];

/** A machine’s key 机器令牌: bound to a scope and, for channels, to one account. */
export const TokenSchema = defineEntity({
  name: 'Token',
  tableName: 'tokens',
  properties: {
    id: identifier().primary(),
    name: p.string(),
    hash: p.string().unique(),
    scope: p.string().$type<Scope>(),
    accountId: identifier().strictNullable().index(),
    createdAt: instant(),
    revokedAt: instant().strictNullable(),
  },
});
export class Token extends TokenSchema.class {}
TokenSchema.setClass(Token);

/** What happened to identities: sign-ins, refusals, keys made. Append-only, no personal data beyond the login. */
export const IdentityEventSchema = defineEntity({
  name: 'IdentityEvent',
  tableName: 'identity_events',
  properties: {
    id: identifier().primary(),
    at: instant().index(),
    what: p.string(),
    userId: identifier().strictNullable(),
    facts: json<Record<string, unknown>>(),
  },
});
export class IdentityEvent extends IdentityEventSchema.class {}
IdentityEventSchema.setClass(IdentityEvent);
