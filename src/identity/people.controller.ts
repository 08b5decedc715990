import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toIso } from '../base/clock.js';
import { Database } from '../base/database/database.js';
import type { Turn } from '../base/database/writer.js';
import { Rulebook } from '../base/policy.js';
import { newCode, tokenHash } from '../base/secrets.js';
import { Refusal, refuseUnless } from '../core/refusal.js';
import type { Person } from './actor.js';
import { By, People } from './door.js';
import { SCOPES_OF_ALL, Token, User } from './identity.entities.js';
import { Identity } from './identity.service.js';
import { AbsenceDto, ChangePersonDto, NewPersonDto, NewTokenDto } from './people.dto.js';
import { accountIdOf, departmentIdOf, organisationIdOf } from './people.query.js';
import { refuseField } from '../base/shapes.js';

/** Shown once, changed at the first sign-in; three groups so that it can be read out. */
export const newPassword = (): string => `${newCode(5)}-${newCode(5).toLowerCase()}-${newCode(5)}a`;

@ApiTags('people')
@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly identity: Identity,
    private readonly database: Database,
    private readonly rulebook: Rulebook,
  ) {}

  @Get('people')
  @People()
  async list(@By() person: Person) {
    const users = await this.database.rows.find(User, {}, { orderBy: 'login' });
    const whole = person.roles.includes('administrator');
    return {
      people: users.map((user) => ({
        id: user.id, login: user.login, name: user.name, roles: user.roles, departmentId: user.departmentId, organisationId: user.organisationId,
        active: user.active, substituteId: user.substituteId, absentFrom: isoOrNull(user.absentFrom), absentUntil: isoOrNull(user.absentUntil),
        ...(whole && { email: user.email, phone: user.phone, mustChangePassword: user.mustChangePassword, lockedUntil: isoOrNull(user.lockedUntil) }),
      })),
    };
  }

  @Post('people')
  @People('administrator')
  async create(@By() person: Person, @Body() body: NewPersonDto) {
    const password = newPassword();
    const user = await this.database.write('person', async (turn) => {
      refuseUnless(!(await turn.rows.one(User, { login: body.login })), 'duplicate', { login: body.login, say: { zh: '这个用户名已有人使用，请换一个', en: 'Somebody has this login already; choose another' } });
      const { departmentId, organisationId } = await placeOf(turn, body);
      await this.identity.note(turn, 'person_entered', person.id, { login: body.login });
      return await this.identity.putUser(turn, {
        login: body.login, name: body.name, roles: body.roles, email: body.email ?? null, departmentId, organisationId, password,
        mustChangePassword: true, ...(body.locale && { locale: body.locale }),
      });
    });
    return { id: user.id, login: user.login, oneTimePassword: password };
  }

  /** 岗位、单位、停用. What is changed counts at the next request; who is set aside is signed out at once. */
  @Put('people/:id')
  @People('administrator')
  async change(@By() person: Person, @Param('id') id: string, @Body() { active, name, roles, email, phone, ...place }: ChangePersonDto) {
    refuseUnless(person.id !== id || (active && roles.includes('administrator')), 'same_person', { person: id });
    await this.database.write('person', async (turn) => {
      const user = await turn.rows.one(User, { id }, { lock: true });
      refuseUnless(user, 'not_found', { person: id });
      const { departmentId, organisationId } = await placeOf(turn, place);
      await this.identity.putUser(turn, { login: user.login, name, roles, email: email ?? null, phone: phone ?? null, wecom: user.wecom, departmentId, organisationId, locale: user.locale });
      await turn.rows.update(User, id, { active });
      if (!active) await this.identity.endSessions(turn, id);
    });
    return { id };
  }

  /** A one-time password in place of a forgotten one; opens a locked login, ends every session. */
  @Post('people/:id/password')
  @HttpCode(200)
  @People('administrator')
  async renewPassword(@By() person: Person, @Param('id') id: string) {
    refuseUnless(person.id !== id, 'same_person', { person: id });
    return { id, oneTimePassword: await this.identity.renewPassword(id, newPassword()) };
  }

  /** 强制退出: signs somebody out everywhere. */
  @Post('people/:id/sign-out')
  @HttpCode(204)
  @People('administrator')
  async signOut(@Param('id') id: string): Promise<void> {
    await this.database.write('person', async (turn) => {
      refuseUnless(await turn.rows.one(User, { id }), 'not_found', { person: id });
      await this.identity.endSessions(turn, id);
    });
  }

  /** 代理: one’s own absence, or another’s by the administrator. Without `from` the person is back. */
  @Post('people/:id/absence')
  @HttpCode(200)
  @People()
  async absence(@By() person: Person, @Param('id') id: string, @Body() body: AbsenceDto) {
    if (person.id !== id && !person.roles.includes('administrator')) throw new Refusal('not_your_part', { who: ['administrator'] });
    const [from, until] = [body.from, body.until].map((text) => (text === undefined ? null : this.rulebook.today.instant(text)));
    refuseField(from !== null || until === null, 'from', '缺少开始时间', 'from is missing');
    refuseField(from == null || until == null || from < until, 'until', '应晚于开始时间', 'must be after from');
    return await this.database.write('person', async (turn) => {
      const user = await turn.rows.one(User, { id }, { lock: true });
      refuseUnless(user, 'not_found', { person: id });
      refuseUnless(body.substitute !== user.login, 'same_person', { substitute: user.login });
      await turn.rows.update(User, id, { absentFrom: from ?? null, absentUntil: until ?? null });
      if (body.substitute !== undefined) await this.identity.putSubstitute(turn, user.login, body.substitute);
      await this.identity.note(turn, 'absence_set', person.id, { login: user.login, from: from ?? null, until: until ?? null });
      const after = (await turn.rows.one(User, { id }))!;
      return { id, absentFrom: isoOrNull(after.absentFrom), absentUntil: isoOrNull(after.absentUntil), substituteId: after.substituteId };
    });
  }

  @Get('tokens')
  @People('administrator')
  async tokens() {
    const tokens = await this.database.rows.find(Token, {}, { orderBy: 'createdAt' });
    return {
      tokens: tokens.map(({ id, name, scope, accountId, createdAt, revokedAt }) => ({
        id, name, scope, accountId, createdAt: toIso(createdAt), revokedAt: isoOrNull(revokedAt),
      })),
    };
  }

  /** The token is in this answer and nowhere else. */
  @Post('tokens')
  @People('administrator')
  async makeToken(@Body() body: NewTokenDto) {
    return await this.database.write('person', async (turn) => {
      const accountId = body.account === undefined ? null : await accountIdOf(turn.sql, body.account);
      refuseUnless(accountId !== undefined && (accountId !== null || SCOPES_OF_ALL.includes(body.scope)), 'unknown_account', { handle: body.account ?? null });
      const name = body.name ?? [body.scope, body.account].filter(Boolean).join(' ');
      const token = await this.identity.makeToken(turn, name, body.scope, accountId);
      const made = await turn.rows.one(Token, { hash: tokenHash(token) });
      return { id: made!.id, name, scope: body.scope, token };
    });
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  @People('administrator')
  async revokeToken(@By() person: Person, @Param('id') id: string): Promise<void> {
    await this.database.write('person', async (turn) => {
      const token = await turn.rows.one(Token, { id });
      refuseUnless(token, 'not_found', { token: id });
      if (token.revokedAt !== null) return;
      await turn.rows.update(Token, id, { revokedAt: turn.now });
      await this.identity.note(turn, 'token_revoked', person.id, { name: token.name, scope: token.scope });
    });
  }
}

const isoOrNull = (instant: number | null): string | null => (instant === null ? null : toIso(instant));

/** By code or id. @throws Refusal `unknown_department` */
async function placeOf({ sql }: Turn, { department, organisation }: { department?: string; organisation?: string }): Promise<{ departmentId: string | null; organisationId: string | null }> {
  const departmentId = department === undefined ? null : await departmentIdOf(sql, department);
  refuseUnless(departmentId !== undefined, 'unknown_department', { department });
  const organisationId = organisation === undefined ? null : await organisationIdOf(sql, organisation);
  refuseUnless(organisationId !== undefined, 'unknown_department', { organisation });
  return { departmentId, organisationId };
}
