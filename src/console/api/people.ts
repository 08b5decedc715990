import { ask } from './http';

/** A person as the office has them; the last four are told to the administrator alone. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly departmentId: string | null;
  readonly organisationId: string | null;
  readonly active: boolean;
  readonly substituteId: string | null;
  readonly absentFrom: string | null;
  readonly absentUntil: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly mustChangePassword?: boolean;
  readonly lockedUntil?: string | null;
}

export const listPeople = async (): Promise<readonly Person[]> => (await ask<{ people: Person[] }>('/api/v1/people')).people;
export const enterPerson = (body: unknown): Promise<{ login: string; oneTimePassword: string }> => ask('/api/v1/people', { method: 'POST', body });
export const changePerson = (id: string, body: unknown): Promise<unknown> => ask(`/api/v1/people/${id}`, { method: 'PUT', body });
export const renewPassword = (id: string): Promise<{ oneTimePassword: string }> => ask(`/api/v1/people/${id}/password`, { method: 'POST' });
export const signOutPerson = (id: string): Promise<unknown> => ask(`/api/v1/people/${id}/sign-out`, { method: 'POST' });
