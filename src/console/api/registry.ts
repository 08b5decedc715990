import { ref } from 'vue';
import type { RegistryController } from '../../registry/registry.controller.js';
import type { Answer } from './doors';
import { ask, withQuery, type Call } from './http';
import type { Role } from './session';

export type Registry = Answer<RegistryController, 'show'>;
export type Organisation = Registry['organisations'][number];
export type Department = Registry['departments'][number];
export type Account = Registry['accounts'][number];
export type Colleague = Registry['people'][number];
/** By which rules of time: for these kinds and urgencies, or for all. */
export type PolicyChoice = Account['policies'][number];
export type Duty = Department['duties'][number];

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
export const peopleOf = (departmentId: string | null | undefined, role: Role): Colleague[] =>
  registry.value.people.filter((each) => each.departmentId === departmentId && each.roles.includes(role));
/** A registry file, YAML or XLSX: all of it or nothing. */
export function importRegistry(file: File): Promise<Answer<RegistryController, 'take'>> {
  const form = new FormData();
  form.append('file', file);
  return ask(withQuery('/api/v1/registry/imports', { name: file.name }), { method: 'POST', body: form });
}
