import { createParamDecorator, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/refusal.js';
import type { Role } from '../core/vocabulary.js';
import type { Actor, Machine, Person } from './actor.js';
import type { Scope } from './identity.entities.js';
import { Identity } from './identity.service.js';

/** Who may come through a door. A route that says nothing lets nobody in. */
export type Admission =
  | { readonly to: 'anybody' }
  | { readonly to: 'people'; readonly roles: readonly Role[] }
  | { readonly to: 'machines'; readonly scope: Scope };

const ADMISSION = 'huiyin:admission';
const BEFORE_PASSWORD = 'huiyin:before-password';

/** Open to everybody: citizens’ pages, health. */
export const Anybody = () => SetMetadata(ADMISSION, { to: 'anybody' } satisfies Admission);
/** Signed-in people; with roles named, only those (standing on the case is the docket’s question). */
export const People = (...roles: Role[]) => SetMetadata(ADMISSION, { to: 'people', roles } satisfies Admission);
/** Open also to a person who has yet to change a one-time password. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD, true);
/** Machines with a token of this scope. */
export const Machines = (scope: Scope) => SetMetadata(ADMISSION, { to: 'machines', scope } satisfies Admission);

export const SESSION_COOKIE = 'huiyin_session';
/** Where a citizen’s receipt waits, sealed, for the page that shows it: for this browser alone, for ten minutes. */
export const RECEIPT_COOKIE = 'huiyin_receipt';

/** What @fastify/cookie adds; its own types do not reach the framework’s request and reply. */
export interface WithCookies extends FastifyRequest {
  cookies: Record<string, string | undefined>;
}
export interface SetsCookies extends FastifyReply {
  setCookie(name: string, value: string, options?: object): this;
  clearCookie(name: string, options?: object): this;
}

interface Known extends WithCookies {
  actor?: Actor;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: Identity,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const admission = this.reflector.getAllAndOverride<Admission | undefined>(ADMISSION, [context.getHandler(), context.getClass()]);
    if (!admission) throw new Refusal('not_your_part', { who: [] });
    const request = context.switchToHttp().getRequest<Known>();
    if (admission.to === 'anybody') return true;
    if (admission.to === 'machines') {
      request.actor = await this.machine(request, admission.scope);
      return true;
    }
    const person = await this.person(request, admission.roles);
    const early = this.reflector.getAllAndOverride<boolean | undefined>(BEFORE_PASSWORD, [context.getHandler(), context.getClass()]);
    if (person.passwordToChange && !early) throw new Refusal('password_to_change');
    request.actor = person;
    return true;
  }

  private async machine(request: Known, scope: Scope): Promise<Machine> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const machine = token ? await this.identity.machineOf(token) : undefined;
    if (!machine) throw new Refusal('signed_out');
    if (machine.scope !== scope) throw new Refusal('not_your_part', { who: [scope] });
    return machine;
  }

  private async person(request: Known, roles: readonly Role[]): Promise<Person> {
    const session = request.cookies[SESSION_COOKIE];
    const person = session ? await this.identity.personOf(session) : undefined;
    if (!person) throw new Refusal('signed_out');
    if (!SAFE_METHODS.has(request.method) && !fromHere(request)) throw new Refusal('not_your_part', { who: ['same-origin'] });
    if (roles.length > 0 && !roles.some((role) => person.roles.includes(role))) throw new Refusal('not_your_part', { who: [...roles] });
    return person;
  }
}

/** A browser names where a request comes from; another site’s page may not act in a person’s name. */
const fromHere = (request: Known): boolean => {
  const { origin } = request.headers;
  // Behind a trusted proxy `host` is the one the browser asked for.
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
};

/** The actor whom the guard let in. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<Known>();
  if (!actor) throw new Refusal('signed_out');
  return actor;
});
