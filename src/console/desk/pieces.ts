import { defineAsyncComponent, type Component } from 'vue';
import type { Router } from 'vue-router';
import { answers, away, back } from '../api/reach';

/*
 * The code of a page or a form comes when it is first opened. Where it does not, the server is away, or it runs another
 * edition by now and has that piece no more.
 */

/** After this the page itself stands, and what is opened from it is fetched, in ms. */
const QUIET = 3_000;
/** A piece that is no part of the first sight of its page: it comes a little later, so that it opens also when the server is away by then. */
export function laterPiece<T extends Component>(load: () => Promise<{ default: T }>): T {
  setTimeout(() => void load().catch(() => undefined), QUIET);
  return defineAsyncComponent({
    loader: load,
    onError: (_error, retry, _fail, attempts) => void untilThere().then(() => (attempts < 2 ? retry() : fetchWhole(here()))),
  });
}

/** A page whose code did not come is fetched whole as soon as the server answers, unless somebody went elsewhere: what was typed is kept, so nothing is lost by it. */
export function openWhenThere(router: Router): void {
  let wanted: string | null = null;
  router.onError((_error, { fullPath }) => {
    wanted = fullPath;
    void untilThere().then(() => wanted === fullPath && fetchWhole(fullPath));
  });
  router.afterEach(() => (wanted = null));
}

async function untilThere(): Promise<void> {
  if (!(await answers())) away();
  await back();
}

const here = (): string => `${location.pathname}${location.search}${location.hash}`;
/** Fetched whole a moment ago: what did not come then does not come by fetching it again, in ms. */
const MOMENT = 60_000;
const PLACE = 'huiyin.fetched';
function fetchWhole(address: string): void {
  const last = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as { address: string; at: number } | null;
  if (last?.address === address && Date.now() - last.at < MOMENT) return;
  sessionStorage.setItem(PLACE, JSON.stringify({ address, at: Date.now() }));
  if (address === here()) location.reload();
  else location.assign(address);
}
