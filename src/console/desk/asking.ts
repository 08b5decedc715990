import { ref, type Ref } from 'vue';
import type { Asking } from '../acts/asked';
import { t } from '../words/language';

/** What a page asks for before an act, and what it says when the act is done; then what the page shows is read again. */
export function useAsking(load: () => Promise<unknown>): { asking: Ref<Asking | null>; done: Ref<string>; acted: () => Promise<void> } {
  const asking = ref<Asking | null>(null);
  const done = ref('');
  async function acted(): Promise<void> {
    done.value = t('act.done', { act: asking.value?.title ?? '' });
    asking.value = null;
    await load();
  }
  return { asking, done, acted };
}
