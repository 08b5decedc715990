import { ref, watch, type Ref } from 'vue';
import { me } from '../api/session';

const place = (name: string): string => `huiyin.typed.${me.value?.id ?? ''}.${name}`;
/** By this machine’s clock: what nobody came back for in a week is forgotten, in ms. */
const LONGEST = 7 * 24 * 3_600_000;

/** What somebody has typed into a form and not sent yet, by the name of the form: kept in this browser, for this person alone. */
export function typedInto<T>(name: string): T | null {
  const kept = JSON.parse(localStorage.getItem(place(name)) ?? 'null') as { what: T; at: number } | null;
  return kept && Math.abs(Date.now() - kept.at) < LONGEST ? kept.what : null;
}

/** At every key: neither a reload nor a closed window nor the end of the session loses it. `null`: it was sent, or given up. */
export function keepTyped(name: string, what: unknown): void {
  if (what === null) localStorage.removeItem(place(name));
  else localStorage.setItem(place(name), JSON.stringify({ what, at: Date.now() }));
}

/** What is typed into a form of this name: there again for who comes back to it, until it is what it was at first. */
export function useTyped<T>(name: string, first: T): Ref<T> {
  const typed = ref(typedInto<T>(name) ?? structuredClone(first)) as Ref<T>;
  watch(typed, (now) => keepTyped(name, JSON.stringify(now) === JSON.stringify(first) ? null : now), { deep: true });
  return typed;
}

/** Who leaves for good leaves nothing behind on a machine that others use. */
export function forgetTyped(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(place(''))) localStorage.removeItem(name);
}
