import { ref, watch, type Ref } from 'vue';
import { Unreachable } from '../api/http';
import { reached } from '../api/reach';

/** What could not be read since the server was away is read as soon as it is back: nobody has to ask for it. */
export function readWhenBack(failure: Ref<unknown>, load: () => Promise<void>): void {
  watch(reached, (is) => is && failure.value instanceof Unreachable && void load());
}

/** What a page reads from the server: nothing yet, the thing itself, or why not. Read again when what it depends on changes. */
export function useLoaded<T>(read: () => Promise<T>, dependsOn?: () => unknown): { data: Ref<T | null>; loading: Ref<boolean>; failure: Ref<unknown>; load: () => Promise<void> } {
  const data = ref<T | null>(null) as Ref<T | null>;
  const loading = ref(true);
  const failure = ref<unknown>(null);
  let last = 0;
  async function load(): Promise<void> {
    const mine = ++last;
    loading.value = true;
    failure.value = null;
    try {
      const answer = await read();
      if (mine === last) data.value = answer;
    } catch (error) {
      if (mine === last) failure.value = error;
    } finally {
      if (mine === last) loading.value = false;
    }
  }
  watch(dependsOn ?? (() => null), () => void load(), { immediate: true });
  readWhenBack(failure, load);
  return { data, loading, failure, load };
}
