import { ref, type Ref } from 'vue';

/** Work that somebody set going on a page: whether it goes on, why it was refused, what was done. One at a time; `told` says a refusal in the page’s own words. */
export function useAttempt(told: (error: unknown) => unknown = (error) => error): {
  busy: Ref<boolean>; refusal: Ref<unknown>; done: Ref<string>; attempt: (work: () => Promise<unknown>) => Promise<void>;
} {
  const [busy, refusal, done] = [ref(false), ref<unknown>(null), ref('')];
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    done.value = '';
    try {
      await work();
    } catch (error) {
      refusal.value = told(error);
    } finally {
      busy.value = false;
    }
  }
  return { busy, refusal, done, attempt };
}
