import { computed, ref } from 'vue';
import type { IdentityController } from '../../identity/identity.controller.js';
import type { Answer } from './doors';
import { ask } from './http';

export type Me = Answer<IdentityController, 'whoAmI'>;
export type Role = Me['roles'][number];

export const me = ref<Me | null>(null);
/** The session ended while somebody was working: a sign-in lies over the page until it is renewed. */
export const lapsed = ref(false);

export const hasRole = (...roles: readonly Role[]): boolean => roles.some((role) => me.value?.roles.includes(role));
export const isSignedIn = computed(() => me.value !== null);

/** Who is signed in, or null. @throws Unreachable */
export async function whoAmI(): Promise<Me | null> {
  try {
    me.value = await ask<Me>('/api/v1/session');
  } catch (error) {
    if (!(error instanceof Error && 'problem' in error)) throw error;
    me.value = null;
  }
  return me.value;
}

/** Returns once somebody is signed in: at once, or after they have signed in again. @throws Unreachable */
export async function stillSignedIn(): Promise<void> {
  try {
    me.value = await ask<Me>('/api/v1/session');
  } catch (error) {
    if (!(error instanceof Error && 'problem' in error)) throw error;
    await renewal();
  }
}

export async function signIn(login: string, password: string): Promise<Me> {
  await ask('/api/v1/session', { method: 'POST', body: { login, password } });
  return (await whoAmI())!;
}

export async function signOut(): Promise<void> {
  await ask('/api/v1/session', { method: 'DELETE' });
  me.value = null;
}

let waiting: (() => void)[] = [];

/** Waits until the person has signed in again; what was being written stays where it is. */
export function renewal(): Promise<void> {
  lapsed.value = true;
  return new Promise((resolve) => waiting.push(resolve));
}

export function renewed(): void {
  lapsed.value = false;
  for (const go of waiting) go();
  waiting = [];
}
