import type { PeopleController } from '../../identity/people.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

/** A person as the office has them; what only the administrator is told may lack. */
export type Person = Answer<PeopleController, 'list'>['people'][number];

export const listPeople = async (): Promise<readonly Person[]> => (await ask<{ people: Person[] }>('/api/v1/people')).people;
export const enterPerson = (body: unknown): Promise<{ login: string; oneTimePassword: string }> => ask('/api/v1/people', { method: 'POST', body });
export const changePerson = (id: string, body: unknown): Promise<unknown> => ask(`/api/v1/people/${id}`, { method: 'PUT', body });
export const renewPassword = (id: string): Promise<{ oneTimePassword: string }> => ask(`/api/v1/people/${id}/password`, { method: 'POST' });
export const signOutPerson = (id: string): Promise<unknown> => ask(`/api/v1/people/${id}/sign-out`, { method: 'POST' });
