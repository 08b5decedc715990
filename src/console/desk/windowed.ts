import { computed, onMounted, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';

/** Rows kept ready above and below what is seen, and the step in which rows come and go: a scroll by a few changes nothing. */
const SPARE = 12;
const STEP = 6;

/**
 * Which rows of a long list stand in the page: those that are seen and a few around; the rest is room left for them. All
 * rows are of one height. `list`: the element around the rows, inside `#main`, which scrolls.
 */
export function useWindowed(list: Ref<HTMLElement | null>, count: () => number, guess: number): { first: ComputedRef<number>; last: ComputedRef<number>; height: Ref<number>; reveal: (index: number) => void } {
  const height = ref(guess);
  const seenFrom = ref(0);
  const seenTo = ref(Math.ceil(window.innerHeight / guess));
  const first = computed(() => Math.max(0, Math.min(seenFrom.value, count()) - SPARE));
  const last = computed(() => Math.min(count(), seenTo.value + SPARE));
  const main = (): HTMLElement | null => list.value?.closest<HTMLElement>('#main') ?? null;
  const stepped = (index: number): number => Math.floor(index / STEP) * STEP;

  function look(): void {
    const around = main();
    if (!around || !list.value) return;
    const row = list.value.firstElementChild;
    if (row instanceof HTMLElement && row.offsetHeight > 0) height.value = row.offsetHeight;
    const hidden = around.getBoundingClientRect().top - list.value.getBoundingClientRect().top;
    seenFrom.value = stepped(Math.max(0, hidden) / height.value);
    seenTo.value = stepped(Math.max(0, hidden + around.clientHeight) / height.value) + STEP;
  }
  /** Into view, should it stand outside: before it can have the focus it must be there. */
  function reveal(index: number): void {
    const around = main();
    if (!around || !list.value) return;
    const top = list.value.offsetTop + index * height.value;
    if (top < around.scrollTop) around.scrollTop = top;
    else if (top + height.value > around.scrollTop + around.clientHeight) around.scrollTop = top + height.value - around.clientHeight;
    look();
  }

  let scrolled: HTMLElement | null = null;
  onMounted(() => {
    scrolled = main();
    scrolled?.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    look();
  });
  watch(count, look, { flush: 'post' });
  onScopeDispose(() => {
    scrolled?.removeEventListener('scroll', look);
    window.removeEventListener('resize', look);
  });
  return { first, last, height, reveal };
}
