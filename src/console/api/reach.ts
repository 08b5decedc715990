import { ref, watch } from 'vue';

/** Whether the server answered when it was last asked. */
export const reached = ref(true);
/** So often it is asked whether it is there again, in ms. */
const EVERY = 3_000;

/** Whether it answers now. */
export const answers = (): Promise<boolean> => fetch('/ready', { cache: 'no-store' }).then(({ ok }) => ok, () => false);

/** It did not answer: it is asked until it does, and what waits for it is told then. */
export function away(): void {
  if (!reached.value) return;
  reached.value = false;
  void seek();
}
async function seek(): Promise<void> {
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, EVERY));
  reached.value = true;
}

/** Once it answers. */
export const back = (): Promise<void> =>
  new Promise((resolve) => {
    if (reached.value) resolve();
    else watch(reached, () => resolve(), { once: true });
  });
