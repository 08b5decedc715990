import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { ask, Unreachable } from '../api/http';
import { me } from '../api/session';
import { now } from '../words/days';

interface Kept {
  readonly content: { readonly text: string };
  readonly savedAt: string;
}
/** Where a draft is: with the server, in this browser until the server can be reached again, or on the way. */
export type Keeping = 'kept' | 'here' | 'going';

/** A pause in typing after which a draft is kept, in ms. */
const PAUSE = 800;

/**
 * What is written on a case, kept on the server as it is typed and in this browser at every key: neither a reload nor
 * the end of the session, a broken line or a closed window loses a word.
 */
export function useDraft(caseId: string, act: string, version: () => number, first: string): { text: Ref<string>; keeping: Ref<Keeping>; ready: Promise<void>; drop: () => Promise<void> } {
  const place = `huiyin.draft.${me.value?.id ?? ''}.${caseId}.${act}`;
  const address = `/api/v1/cases/${caseId}/drafts`;
  const text = ref(first);
  const keeping = ref<Keeping>('kept');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dropped = false;

  const here = (): { text: string; at: number } | null => JSON.parse(localStorage.getItem(place) ?? 'null') as { text: string; at: number } | null;

  async function begin(): Promise<void> {
    const local = here();
    try {
      const { drafts } = await ask<{ drafts: (Kept & { act: string })[] }>(address);
      const kept = drafts.find((each) => each.act === act);
      if (kept && (local === null || Date.parse(kept.savedAt) >= local.at)) text.value = kept.content.text;
      else if (local !== null) text.value = local.text;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (local !== null) text.value = local.text;
    }
  }
  const ready = begin();

  async function keep(): Promise<void> {
    if (dropped) return;
    keeping.value = 'going';
    try {
      await ask(`${address}/${act}`, { method: 'PUT', body: { content: { text: text.value }, caseVersion: version() } });
      keeping.value = 'kept';
      localStorage.removeItem(place);
    } catch {
      keeping.value = 'here';
      timer = setTimeout(() => void keep(), 5_000);
    }
  }

  void ready.finally(() => {
    watch(text, (typed) => {
      localStorage.setItem(place, JSON.stringify({ text: typed, at: now() }));
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), PAUSE);
    });
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    if (!dropped && here() !== null) void keep();
  });

  async function drop(): Promise<void> {
    dropped = true;
    clearTimeout(timer);
    localStorage.removeItem(place);
    await ask(`${address}/${act}`, { method: 'DELETE' }).catch(() => undefined);
  }
  return { text, keeping, ready, drop };
}
