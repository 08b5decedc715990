import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Clock, type Instant } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { newCode, newToken, tokenHash } from '../base/secrets.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Role } from '../core/vocabulary.js';
import type { Machine, Person } from './actor.js';
import { IdentityEvent, Session, Token, User, type OptionalNotice, type Scope } from './identity.entities.js';
import { rolesExclude } from './standing.js';
import { Strangers } from './strangers.js';

const SESSION_MS = 12 * 3_600_000;
/** 闲置自动退出 (GB/T 22239: 登录连接超时自动退出). */
const IDLE_MS = 2 * 3_600_000;
const TOUCH_EVERY_MS = 60_000;
const FAILURES_ALLOWED = 5;
const LOCK_MS = 15 * 60_000;
const PASSWORD_LENGTH = 10;

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly wecom?: string | null;
  readonly password?: string;
  readonly roles: readonly Role[];
  readonly departmentId?: string | null;
  readonly organisationId?: string | null;
  readonly locale?: string;
  readonly mustChangePassword?: boolean;
}

const strongEnough = (password: string): boolean =>
  password.length >= PASSWORD_LENGTH && [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/].filter((sort) => sort.test(password)).length >= 3;

const holds = ({ expiresAt, lastSeenAt }: Session, at: Instant): boolean => expiresAt > at && lastSeenAt + IDLE_MS > at;

const personFrom = (user: User): Person => ({
  kind: 'person', id: user.id, name: user.name, roles: user.roles, departmentId: user.departmentId, organisationId: user.organisationId,
  // Without a password there is none to change.
  ...(user.mustChangePassword && user.passwordHash !== null && { passwordToChange: true }),
});

@Injectable()
export class Identity {
  private readonly strangers = new Strangers(FAILURES_ALLOWED, LOCK_MS);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `wrong_login` | `too_many_tries` */
  async signIn(login: string, password: string): Promise<{ session: string; user: User; expiresAt: number }> {
    const user = await this.database.rows.one(User, { login });
    const now = this.clock.now();
    const lockedUntil = user ? user.lockedUntil : this.strangers.lockedUntil(login);
    if (lockedUntil !== null && lockedUntil > now) throw new Refusal('too_many_tries', { seconds: Math.ceil((lockedUntil - now) / 1000) });
    // The same work whether the login exists or not, so that the time taken tells nothing.
    const right = await verify(user?.passwordHash ?? (await unmatchable()), password);
    if (!user || !user.active || !right) {
      await this.noteFailure(user);
      if (!user) this.strangers.noteFailure(login, now);
      throw new Refusal('wrong_login');
    }
    const session = newToken();
    const expiresAt = now + SESSION_MS;
    await this.database.write('person', async (turn) => {
      await turn.rows.insert(Session, { id: tokenHash(session), userId: user.id, createdAt: now, lastSeenAt: now, expiresAt });
      await turn.rows.update(User, user.id, { failures: 0, lockedUntil: null });
      await this.note(turn, 'signed_in', user.id);
    });
    return { session, user, expiresAt };
  }

  private async noteFailure(user: User | undefined): Promise<void> {
    await this.database.write('person', async (turn) => {
      await this.note(turn, 'sign_in_failed', user?.id ?? null);
      // Read again under the lock: wrong tries sent at once are counted one by one.
      const known = user && (await turn.rows.one(User, { id: user.id }, { lock: true }));
      if (!known || (known.lockedUntil !== null && known.lockedUntil > turn.now)) return;
      const failures = known.failures + 1;
      const lockedUntil = failures >= FAILURES_ALLOWED ? turn.now + LOCK_MS : null;
      await turn.rows.update(User, known.id, { failures: lockedUntil ? 0 : failures, lockedUntil });
    });
  }

  async signOut(session: string): Promise<void> {
    await this.database.write('person', (turn) => turn.rows.delete(Session, { id: tokenHash(session) }));
  }

  /** Who comes with this session; it is kept from running out by whoever comes. */
  async personOf(session: string): Promise<Person | undefined> {
    const found = await this.sessionOf(session);
    const now = this.clock.now();
    if (found && found.known.lastSeenAt + TOUCH_EVERY_MS < now) {
      await this.database.write('relay', (turn) => turn.rows.update(Session, found.known.id, { lastSeenAt: now }));
    }
    return found?.person;
  }

  /** Whose session it is at this moment; asking does not keep it from running out. */
  async whoseIs(session: string): Promise<Person | undefined> {
    return (await this.sessionOf(session))?.person;
  }

  /** Only a clock that is moved, as in the demonstration, passes over the people: whoever sat at work before sits there after it. `by`: ms. */
  async carrySessions(from: Instant, by: number): Promise<void> {
    await this.database.write('relay', async (turn) => {
      for (const each of (await turn.rows.find(Session, {})).filter((session) => holds(session, from)))
        await turn.rows.update(Session, each.id, { lastSeenAt: each.lastSeenAt + by, expiresAt: each.expiresAt + by });
    });
  }

  private async sessionOf(session: string): Promise<{ known: Session; person: Person } | undefined> {
    const known = await this.database.rows.one(Session, { id: tokenHash(session) });
    if (!known || !holds(known, this.clock.now())) return undefined;
    const user = await this.database.rows.one(User, { id: known.userId });
    return user?.active ? { known, person: personFrom(user) } : undefined;
  }

  async machineOf(token: string): Promise<Machine | undefined> {
    const known = await this.database.rows.one(Token, { hash: tokenHash(token) });
    if (!known || known.revokedAt !== null) return undefined;
    return { kind: 'machine', id: known.id, scope: known.scope, accountId: known.accountId };
  }

  async user(id: string): Promise<User | undefined> {
    return await this.database.rows.one(User, { id });
  }

  /** @throws Refusal `wrong_login` | `password_weak` */
  async changePassword(person: Person, old: string, fresh: string): Promise<void> {
    const user = await this.user(person.id);
    refuseUnless(user?.passwordHash && (await verify(user.passwordHash, old)), 'wrong_login');
    refuseUnless(strongEnough(fresh) && fresh !== old, 'password_weak');
    const passwordHash = await hash(fresh);
    await this.database.write('person', async (turn) => {
      await turn.rows.update(User, user.id, { passwordHash, passwordSetAt: turn.now, mustChangePassword: false });
      await turn.rows.delete(Session, { userId: user.id });
      await this.note(turn, 'password_changed', user.id);
    });
  }

  /** A password that must be changed at the next sign-in. Returns it. @throws Refusal `not_found` */
  async renewPassword(userId: string, password: string): Promise<string> {
    const passwordHash = await hash(password);
    await this.database.write('person', async (turn) => {
      const changed = await turn.rows.update(User, userId, { passwordHash, passwordSetAt: turn.now, mustChangePassword: true, failures: 0, lockedUntil: null });
      refuseUnless(changed > 0, 'not_found', { person: userId });
      await this.endSessions(turn, userId);
      await this.note(turn, 'password_renewed', userId);
    });
    return password;
  }

  async endSessions(turn: Turn, userId: string): Promise<void> {
    await turn.rows.delete(Session, { userId });
    await this.note(turn, 'sessions_ended', userId);
  }

  /** Makes a user, or changes the one who has this login. @throws Refusal `roles_exclude` | `password_weak` */
  async putUser(turn: Turn, wanted: NewUser): Promise<User> {
    refuseUnless(!rolesExclude(wanted.roles), 'roles_exclude', { login: wanted.login, roles: wanted.roles });
    refuseUnless(wanted.password === undefined || strongEnough(wanted.password), 'password_weak', { login: wanted.login });
    const passwordHash = wanted.password === undefined ? undefined : await hash(wanted.password);
    const known = await turn.rows.one(User, { login: wanted.login });
    const fields = {
      name: wanted.name, email: wanted.email ?? null, phone: wanted.phone ?? null, wecom: wanted.wecom ?? null, roles: [...wanted.roles], departmentId: wanted.departmentId ?? null,
      organisationId: wanted.organisationId ?? null, locale: wanted.locale ?? 'zh', active: true,
      ...(passwordHash !== undefined && { passwordHash, passwordSetAt: turn.now, mustChangePassword: wanted.mustChangePassword ?? true }),
    };
    if (known) {
      await turn.rows.update(User, known.id, fields);
    } else {
      const id = turn.ids.next();
      await turn.rows.insert(User, { mustChangePassword: true, ...fields, id, login: wanted.login, noticesOff: [], failures: 0, createdAt: turn.now });
    }
    await this.note(turn, known ? 'user_changed' : 'user_made', known?.id ?? null, { login: wanted.login, roles: wanted.roles });
    return (await turn.rows.one(User, { login: wanted.login }))!;
  }

  /** 代理人: by login; `null` takes the substitute away. @throws Refusal `unknown_person` */
  async putSubstitute(turn: Turn, login: string, substitute: string | null): Promise<void> {
    const user = await turn.rows.one(User, { login });
    const other = substitute === null ? null : await turn.rows.one(User, { login: substitute });
    refuseUnless(user && other !== undefined, 'unknown_person', { login: user ? substitute : login });
    await turn.rows.update(User, user.id, { substituteId: other?.id ?? null });
  }

  async noticesOff({ id }: Person): Promise<OptionalNotice[]> {
    return (await this.database.rows.one(User, { id }))?.noticesOff ?? [];
  }

  /** 我的通知: the optional mails a person does not want. */
  async switchNotices({ id }: Person, off: readonly OptionalNotice[]): Promise<void> {
    await this.database.write('person', (turn) => turn.rows.update(User, id, { noticesOff: [...off] }));
  }

  /** 退订: one optional mail of a person switched off, by the link in it. @throws Refusal `not_found` */
  async switchOff(userId: string, notice: OptionalNotice): Promise<void> {
    await this.database.write('person', async (turn) => {
      const user = await turn.rows.one(User, { id: userId }, { lock: true });
      refuseUnless(user, 'not_found', { user: userId });
      if (!user.noticesOff.includes(notice)) await turn.rows.update(User, userId, { noticesOff: [...user.noticesOff, notice] });
    });
  }

  /** The token is shown once and kept as a hash. */
  async makeToken(turn: Turn, name: string, scope: Scope, accountId: string | null): Promise<string> {
    const token = `hy_${newToken()}`;
    await turn.rows.insert(Token, { id: turn.ids.next(), name, hash: tokenHash(token), scope, accountId, createdAt: turn.now });
    await this.note(turn, 'token_made', null, { name, scope, accountId });
    return token;
  }

  /** Where nobody administers yet: an administrator with a password that is shown once and must be changed. */
  async firstAdministrator(): Promise<{ login: string; password: string } | null> {
    const people = await this.database.rows.find(User, { active: true });
    if (people.some((user) => user.roles.includes('administrator'))) return null;
    const password = `${newCode(5)}-${newCode(5).toLowerCase()}-${newCode(5)}`;
    await this.database.write('person', (turn) =>
      this.putUser(turn, { login: 'admin', name: '系统管理员', password, roles: ['administrator'], mustChangePassword: true }),
    );
    return { login: 'admin', password };
  }

  /** Every look at an informant’s identity, key and sign-in leaves a line. */
  async note(turn: Turn, what: string, userId: string | null, facts: Record<string, unknown> = {}): Promise<void> {
    await turn.rows.insert(IdentityEvent, { id: turn.ids.next(), at: turn.now, what, userId, facts });
  }
}

let unmatchableHash: Promise<string> | undefined;
const unmatchable = (): Promise<string> => (unmatchableHash ??= hash(newToken()));
