import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { countCases, listCases, type CaseLine, type CasePage, type CaseQuery } from '../api/cases';
import { BEGINNING, cutOf, linesBefore, placeOf, withPage, type Cut } from './lines';
import { useLive, type Update } from './live';

/** Changes of others are read after this pause, in ms, and the counts no oftener than this. */
const PAUSE = 1_000;
const COUNTS_EVERY = 5_000;
const AWAY = 5_000;
/** So many pages are read again at once; the rest when somebody looks at them. */
const MOST_PAGES = 4;

export const FILTERS = ['view', 'state', 'kind', 'department', 'account', 'q'] as const;
/** What an address narrows the list to. */
export const queryOf = (given: Readonly<Record<string, unknown>>): CaseQuery => Object.fromEntries(FILTERS.flatMap((name) => {
  const value = given[name];
  return typeof value === 'string' && value !== '' ? [[name, value]] : [];
}));

/** The list of the address one came by is asked for while the rest of the console is still being made. */
function early(): { asked: string; page: Promise<CasePage | null> } | null {
  if (!['/', '/cases'].includes(location.pathname)) return null;
  const query = queryOf(Object.fromEntries(new URLSearchParams(location.search)));
  return { asked: JSON.stringify(query), page: listCases(query, null, { unasked: true }).catch(() => null) };
}
let begun = early();
function begunPage(asked: string): Promise<CasePage | null> {
  const page = begun?.asked === asked ? begun.page : Promise.resolve(null);
  begun = null;
  return page;
}

/** Something done after a while; what is asked for anew begins to wait anew. */
function pause(): { after: (act: () => void, ms: number) => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    after: (act, ms) => {
      clearTimeout(timer);
      timer = setTimeout(act, ms);
    },
  };
}

/** The list that was left last: who comes back to it finds it as it was. */
let left: { readonly asked: string; readonly cases: readonly CaseLine[]; readonly cuts: Cut[]; readonly next: Cut | null } | null = null;

/** The case below this one in the list it was opened from. */
export function nextAfter(id: string): string | null {
  const index = left?.cases.findIndex((line) => line.id === id) ?? -1;
  return index < 0 ? null : (left?.cases[index + 1]?.id ?? null);
}

/**
 * A list of cases as far as it was scrolled, and how many wait in each view. What others do is read again in its place.
 * `at`: the row that is looked at.
 */
export function useCaseLines(query: () => CaseQuery, at: () => number): { cases: ShallowRef<readonly CaseLine[]>; counts: Ref<Record<string, number>>; loading: Ref<boolean>; failure: Ref<unknown>; ended: Ref<boolean>; load: () => Promise<void>; takeUp: () => boolean; more: () => Promise<void>; refresh: (ids: readonly string[]) => Promise<void> } {
  const cases = shallowRef<readonly CaseLine[]>([]);
  const counts = ref<Record<string, number>>({});
  const loading = ref(true);
  const failure = ref<unknown>(null);
  const ended = ref(true);
  let cuts: Cut[] = [BEGINNING];
  /** Where the next page begins; none behind the last. */
  let next: Cut | null = null;
  let asked = new AbortController();
  let countedAt = 0;

  const named = (): string => JSON.stringify(query());
  const endAt = ({ cases: lines, next: after }: CasePage): void => {
    const last = lines.at(-1);
    next = after === null || !last ? null : { place: placeOf(last), after };
    ended.value = next === null;
  };
  async function read(cut: Cut): Promise<void> {
    asked.abort();
    const mine = (asked = new AbortController());
    loading.value = true;
    failure.value = null;
    try {
      const page = (await begunPage(named())) ?? (await listCases(query(), cut.after, { signal: mine.signal }));
      cases.value = withPage(cut === BEGINNING ? [] : cases.value, cut, page);
      endAt(page);
    } catch (error) {
      if (!mine.signal.aborted) failure.value = error;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }
  onScopeDispose(() => (left = { asked: named(), cases: cases.value, cuts, next }));
  /** As it was left, should it be the same, and then read again where it is looked at. */
  function takeUp(): boolean {
    if (left === null || left.asked !== named() || left.cases.length === 0) return false;
    ({ cuts, next } = left);
    cases.value = left.cases;
    ended.value = next === null;
    loading.value = false;
    void refresh([]);
    return true;
  }
  async function load(): Promise<void> {
    cuts = [BEGINNING];
    cases.value = [];
    ended.value = true;
    await read(BEGINNING);
    await count();
  }
  /** The next page, if there is one and it is not on its way. */
  async function more(): Promise<void> {
    if (next === null || loading.value || failure.value !== null) return;
    const cut = next;
    await read(cut);
    if (next !== cut) cuts.push(cut);
  }
  async function count(): Promise<void> {
    countedAt = Date.now();
    counts.value = await countCases().catch(() => counts.value);
  }

  /** Pages read again quietly; what was narrowed anew meanwhile has read everything itself. */
  async function readInPlace(wanted: readonly Cut[]): Promise<'read' | 'narrowed' | 'away'> {
    for (const cut of wanted) {
      const asking = named();
      const page = await listCases(query(), cut.after).catch(() => null);
      if (asking !== named() || !cuts.includes(cut)) return 'narrowed';
      if (page === null) return 'away';
      cases.value = withPage(cases.value, cut, page);
      if (cut === cuts.at(-1)) endAt(page);
    }
    return 'read';
  }

  /**
   * Anything may have changed: the page that is looked at is read again first and then those above it, so that nobody loses the
   * place; what is further down is asked for when somebody comes there.
   */
  async function readAnew(): Promise<void> {
    const looked = cases.value[at()];
    if (!looked) return await load();
    const here = cuts.indexOf(cutOf(cuts, placeOf(looked)));
    const behind = cuts[here + 1];
    if (behind) {
      cases.value = linesBefore(cases.value, behind);
      cuts = cuts.slice(0, here + 1);
      next = behind;
      ended.value = false;
    }
    if ((await readInPlace(cuts.toReversed())) === 'away') return anew.after(() => void readAnew(), AWAY);
    await count();
  }

  /** The pages where these cases stand and the one that is looked at, read again quietly. */
  async function refresh(ids: readonly string[]): Promise<void> {
    const touched = new Set(ids);
    const looked = cases.value[at()];
    const places = [...(looked ? [looked] : []), ...cases.value.filter(({ id }) => touched.has(id))].map(placeOf);
    const wanted = [...new Set(places.length === 0 ? [BEGINNING] : places.map((place) => cutOf(cuts, place)))].slice(0, MOST_PAGES);
    const became = await readInPlace(wanted);
    if (became === 'narrowed') return;
    if (became === 'away') {
      // The server was away just then: what was told is read when it is back.
      told.push(...ids);
      return quiet.after(takeIn, AWAY);
    }
    if (Date.now() - countedAt >= COUNTS_EVERY || ids.length === 0) await count();
    else counting.after(() => void count(), COUNTS_EVERY);
  }

  let told: string[] = [];
  // One for each: a count that waits must not put off what was told meanwhile.
  const [quiet, counting, anew] = [pause(), pause(), pause()];
  const takeIn = (): void => {
    const ids = told;
    told = [];
    void refresh(ids);
  };
  const hear = (updates: readonly Update[]): void => {
    told.push(...updates.map((update) => update.case));
    quiet.after(takeIn, PAUSE);
  };
  useLive(hear, () => void readAnew());
  return { cases, counts, loading, failure, ended, load, takeUp, more, refresh };
}
