import { ref } from 'vue';
import { ask, type Call } from './http';

export interface Organisation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
}
export interface Department {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly organisationId: string;
  readonly own: boolean;
  readonly phone: string | null;
  readonly duties: readonly unknown[];
  readonly active: boolean;
}
export interface Account {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly platform: string;
  readonly [fact: string]: unknown;
}
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly departmentId: string | null;
  readonly organisationId: string | null;
}
export interface Registry {
  readonly organisations: readonly Organisation[];
  readonly departments: readonly Department[];
  readonly accounts: readonly Account[];
  readonly people: readonly Colleague[];
}

export const registry = ref<Registry>({ organisations: [], departments: [], accounts: [], people: [] });

export const readRegistry = (call: Call = {}): Promise<Registry> => ask<Registry>('/api/v1/registry', call);
/** Who and what there is; asked for once a sign-in, and again where something was changed. */
export async function loadRegistry(): Promise<void> {
  registry.value = await readRegistry();
}

export const departmentName = (id: string | null): string => registry.value.departments.find((each) => each.id === id)?.name ?? '';
/** Accounts by handle, units by name: what a policy is named by, as people say it. */
export const accountName = (handle: string): string => registry.value.accounts.find((each) => each.handle === handle)?.name ?? handle;
/** The people of a department who hold a role. */
export const peopleOf = (departmentId: string | null | undefined, role: string): Colleague[] =>
  registry.value.people.filter((each) => each.departmentId === departmentId && each.roles.includes(role));
