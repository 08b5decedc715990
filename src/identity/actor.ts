import type { Role } from '../core/vocabulary.js';
import type { Scope } from './identity.entities.js';

/** Who acts. People act by their roles and standing; machines by their token; citizens by their query code; the system by itself. */
export interface Person {
  readonly kind: 'person';
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly departmentId: string | null;
  readonly organisationId: string | null;
  /** Signed in with a one-time password: until it is changed no other door opens. */
  readonly passwordToChange?: boolean;
}
export interface Machine {
  readonly kind: 'machine';
  readonly id: string;
  readonly scope: Scope;
  readonly accountId: string | null;
}
export interface Citizen {
  readonly kind: 'citizen';
  /** The case whose code was shown. */
  readonly caseId: string;
}
export interface System {
  readonly kind: 'system';
  /** Which listener, sweep or command. */
  readonly name: string;
}
export type Actor = Person | Machine | Citizen | System;

export const systemActor = (name: string): System => ({ kind: 'system', name });

export const actorId = (actor: Actor): string | null =>
  actor.kind === 'person' || actor.kind === 'machine' ? actor.id : null;

export const isPerson = (actor: Actor): actor is Person => actor.kind === 'person';
