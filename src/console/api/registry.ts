import { ref } from 'vue';
import { ask, withQuery, type Call } from './http';

export interface Organisation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly policies: readonly PolicyChoice[];
}
/** By which rules of time: for these kinds and urgencies, or for all. */
export interface PolicyChoice {
  readonly policy: string;
  readonly kind?: readonly string[];
  readonly urgency?: readonly string[];
}
export interface Duty {
  readonly text: string;
  readonly terms?: readonly string[];
  readonly source?: string;
}
export interface Department {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly organisationId: string;
  readonly own: boolean;
  readonly phone: string | null;
  readonly duties: readonly Duty[];
  readonly active: boolean;
}
export interface Account {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly platform: string;
  readonly sponsorId: string;
  readonly supervisorId: string | null;
  readonly filing: string;
  readonly robotsOff: boolean;
  readonly active: boolean;
  readonly policies: readonly PolicyChoice[];
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
/** A registry file, YAML or XLSX: all of it or nothing. */
export function importRegistry(file: File): Promise<{ organisations: number; departments: number; accounts: number; users: number }> {
  const form = new FormData();
  form.append('file', file);
  return ask(withQuery('/api/v1/registry/imports', { name: file.name }), { method: 'POST', body: form });
}
