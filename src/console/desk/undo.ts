import { ref } from 'vue';

/** Something about to be done, which may still be taken back. */
export interface Pending {
  readonly what: string;
  readonly secondsLeft: number;
}

/** How long a bulk act waits for an undo, in seconds. */
export const WAIT_SECONDS = 10;

export const pending = ref<Pending | null>(null);
let commit: (() => void) | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

function settle(): void {
  clearInterval(timer);
  const go = commit;
  commit = null;
  pending.value = null;
  go?.();
}

/** Done after ten seconds unless it is taken back; what waited before is done at once. */
export function later(what: string, act: () => void): void {
  settle();
  commit = act;
  pending.value = { what, secondsLeft: WAIT_SECONDS };
  timer = setInterval(() => {
    const left = (pending.value?.secondsLeft ?? 1) - 1;
    if (left <= 0) settle();
    else pending.value = { what, secondsLeft: left };
  }, 1000);
}

export function takeBack(): void {
  commit = null;
  settle();
}

export const doNow = settle;
// Whoever closes the window has not taken it back.
window.addEventListener('pagehide', settle);
