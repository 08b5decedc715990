import { ref, watch, type Ref } from 'vue';
import { readWhenBack } from './loaded';

interface Page<T> {
  readonly events: readonly T[];
  readonly next: string | null;
}

/** A list that comes page by page; begun anew when what it is narrowed to changes. */
export function usePages<T>(read: (before: string | null) => Promise<Page<T>>, dependsOn: () => unknown): { rows: Ref<T[]>; next: Ref<string | null>; loading: Ref<boolean>; failure: Ref<unknown>; load: (more?: boolean) => Promise<void>; all: () => Promise<T[]> } {
  const rows = ref<T[]>([]) as Ref<T[]>;
  const next = ref<string | null>(null);
  const loading = ref(true);
  const failure = ref<unknown>(null);
  let last = 0;
  async function load(more = false): Promise<void> {
    const mine = ++last;
    loading.value = true;
    failure.value = null;
    try {
      const page = await read(more ? next.value : null);
      if (mine !== last) return;
      rows.value = more ? [...rows.value, ...page.events] : [...page.events];
      next.value = page.next;
    } catch (error) {
      if (mine !== last) return;
      failure.value = error;
      // What was asked for anew is not what stands there.
      if (!more) rows.value = [];
    } finally {
      if (mine === last) loading.value = false;
    }
  }
  /** Every page to the end, for who takes the list away. */
  async function all(): Promise<T[]> {
    const [found, place] = [[...rows.value], { before: next.value }];
    while (place.before !== null) {
      const page = await read(place.before);
      found.push(...page.events);
      place.before = page.next;
    }
    return found;
  }
  watch(dependsOn, () => void load(), { immediate: true, deep: true });
  readWhenBack(failure, load);
  return { rows, next, loading, failure, load, all };
}
