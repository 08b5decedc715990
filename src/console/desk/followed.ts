import { onScopeDispose, watch, type Ref } from 'vue';

/** How often work under way is looked at, in ms. */
const EVERY = 2_000;

/** Reads again as long as something is under way and the page is open. */
export function useFollowed<T>(data: Ref<T | null>, isUnderWay: (data: T) => boolean, load: () => Promise<void>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(data, (now) => {
    clearTimeout(timer);
    if (now !== null && isUnderWay(now)) timer = setTimeout(() => void load(), EVERY);
  }, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
}
