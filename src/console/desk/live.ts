import { onScopeDispose, ref } from 'vue';
import { withQuery } from '../api/http';
import { lapsed, stillSignedIn, whoAmI } from '../api/session';

/** What the server tells of: a case stands at a version now. */
export interface Update {
  readonly case: string;
  readonly version: number;
  readonly act: string;
}
/** A case that was taken from this person’s department stands at no version of theirs. */
const OUT_OF_SIGHT = { version: Number.MAX_SAFE_INTEGER, act: '' };

/** Whether others’ changes arrive at the moment. */
export const connected = ref(true);

/** What could not be read, since the server was away just then, is told once more: a promise that fails says so. */
type Hear = (updates: readonly Update[]) => void | Promise<void>;
const hearers = new Set<Hearer>();
interface Hearer {
  readonly hear: Hear;
  /** The line was broken for longer than the server remembers: read everything anew. */
  readonly again: () => void;
}

/** The newest version told of each case: what is said twice is heard once. */
const told = new Map<string, number>();
let source: EventSource | null = null;
let brokenAt: number | null = null;
/** As long as the server looks back, in ms: see `src/desk/live.ts`. */
const LONGEST_GAP = 15 * 60_000;
/** The server says every 20 s that the line holds; who hears nothing for so long, in ms, sits at a line that is cut. */
const SILENCE = 60_000;
let heardAt = 0;
/** How long to wait before a refused line is tried again, in ms. */
const PATIENCE = 5_000;

/** Everything is to be read anew once the line stands. */
let isNew = false;
/** Where the line stood when something was last heard: one that is opened anew goes on there. */
let place = '';

function heard({ lastEventId }: MessageEvent): void {
  heardAt = Date.now();
  place = lastEventId;
}
function open(): void {
  // A browser gives one address six lines for all its windows: those that nobody looks at leave theirs to the others.
  if (document.visibilityState === 'hidden') return;
  source = new EventSource(withQuery('/api/v1/live', { since: place }));
  heardAt = Date.now();
  source.addEventListener('still', heard);
  source.addEventListener('cases', (event: MessageEvent<string>) => {
    heard(event);
    const fresh = (JSON.parse(event.data) as Update[]).filter(({ case: id, version }) => (told.get(id) ?? 0) < version);
    for (const { case: id, version } of fresh) told.set(id, version);
    if (fresh.length > 0) for (const hearer of hearers) void deliver(hearer, fresh);
  });
  source.addEventListener('taken', (event: MessageEvent<string>) => {
    heard(event);
    const gone = (JSON.parse(event.data) as string[]).map((id) => ({ case: id, ...OUT_OF_SIGHT }));
    for (const hearer of hearers) void deliver(hearer, gone);
  });
  // Other roles, or another department: everything is read anew as who one is now.
  source.addEventListener('changed', () => {
    isNew = true;
    void whoAmI().catch(() => undefined);
  });
  source.addEventListener('open', () => {
    heardAt = Date.now();
    if (isNew || (brokenAt !== null && Date.now() - brokenAt > LONGEST_GAP)) for (const { again } of hearers) again();
    brokenAt = null;
    isNew = false;
    connected.value = true;
  });
  source.addEventListener('error', () => {
    brokenAt ??= Date.now();
    connected.value = false;
    // The browser tries again by itself, except where it was turned away.
    if (source?.readyState === EventSource.CLOSED) setTimeout(() => void reopen(), PATIENCE);
  });
}

async function deliver(hearer: Hearer, updates: readonly Update[]): Promise<void> {
  try {
    await hearer.hear(updates);
  } catch {
    setTimeout(() => hearers.has(hearer) && void deliver(hearer, updates), PATIENCE);
  }
}

const isClosed = (): boolean => source === null || source.readyState === EventSource.CLOSED;
async function reopen(): Promise<void> {
  if (hearers.size === 0) return;
  // Whose session has ended signs in over the page: what is written under it stays.
  await stillSignedIn().catch(() => undefined);
  isNew = true;
  openAgain();
}
const openAgain = (): void => void (hearers.size > 0 && isClosed() && open());

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') return openAgain();
  if (source === null) return;
  source.close();
  brokenAt ??= Date.now();
});

/** A cable that was pulled tells nobody: silence does. */
setInterval(() => {
  if (isClosed() || lapsed.value || Date.now() - heardAt < SILENCE) return;
  source?.close();
  connected.value = false;
  void reopen();
}, 10_000);

/** Hears of changes as long as the component lives; the first listener opens the one line of this window. */
export function useLive(hear: Hear, again: () => void): void {
  const hearer = { hear, again };
  hearers.add(hearer);
  if (isClosed()) open();
  onScopeDispose(() => {
    hearers.delete(hearer);
    // A page that follows at once listens on the same line.
    setTimeout(() => {
      if (hearers.size > 0) return;
      source?.close();
      source = null;
      place = '';
      told.clear();
    }, 1000);
  });
}
