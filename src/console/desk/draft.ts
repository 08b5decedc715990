import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { ask, Refused, Unreachable } from '../api/http';
import { me } from '../api/session';
import { now } from '../words/days';

interface Kept {
  readonly content: { readonly text: string };
  readonly savedAt: string;
  /** The case it was written on, where that was merged into this one. */
  readonly of: { readonly id: string; readonly number: string } | null;
}
/** Where a draft is: with the server, in this browser until the server can be reached again, or on the way. */
export type Keeping = 'kept' | 'here' | 'going';

/** Where this browser keeps what could not be told to the server yet. */
const placeOf = (caseId: string, act: string): string => `huiyin.draft.${me.value?.id ?? ''}.${caseId}.${act}`;
interface Here {
  readonly text: string;
  readonly at: number;
}
const hereAt = (place: string): Here | null => JSON.parse(localStorage.getItem(place) ?? 'null') as Here | null;
const addressOf = (caseId: string): string => `/api/v1/cases/${caseId}/drafts`;

/** A pause in typing after which a draft is kept, in ms. */
const PAUSE = 800;

/**
 * What is written on a case, kept on the server as it is typed and in this browser at every key: neither a reload nor
 * the end of the session, a broken line or a closed window loses a word.
 */
export function useDraft(caseId: string, act: string, version: () => number, first: string): { text: Ref<string>; keeping: Ref<Keeping>; isReady: Ref<boolean>; drop: () => Promise<void> } {
  const place = placeOf(caseId, act);
  const address = addressOf(caseId);
  const text = ref(first);
  const keeping = ref<Keeping>('kept');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dropped = false;

  const here = (): Here | null => hereAt(place);

  async function begin(): Promise<void> {
    const local = here();
    try {
      const { drafts } = await ask<{ drafts: (Kept & { act: string })[] }>(address);
      const kept = drafts.find((each) => each.of === null && each.act === act);
      if (kept && (local === null || Date.parse(kept.savedAt) >= local.at)) text.value = kept.content.text;
      else if (local !== null) text.value = local.text;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (local !== null) text.value = local.text;
    }
  }
  /** What lay there has been read: before that nothing can be typed that it would take the place of. */
  const isReady = ref(false);

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

  void begin().catch(() => undefined).finally(() => {
    isReady.value = true;
    watch(text, (typed) => {
      localStorage.setItem(place, JSON.stringify({ text: typed, at: now() }));
      keeping.value = 'going';
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
    await dropDraft(caseId, act).catch(() => undefined);
  }
  return { text, keeping, isReady, drop };
}

export interface LeftDraft {
  /** The case it was written on, and its number where that was merged into the one that is looked at. */
  readonly caseId: string;
  readonly number: string | null;
  readonly act: string;
  readonly text: string;
}
/** What one wrote on a case, or on those merged into it, and never handed in, the newest words of each: with the server, or in this browser until they are. */
export async function draftsOf(caseId: string): Promise<readonly LeftDraft[]> {
  const { drafts } = await ask<{ drafts: (Kept & { act: string })[] }>(addressOf(caseId)).catch((error: unknown) => {
    // The case went to others before a word had reached the server: what is here is all there is.
    if (error instanceof Refused) return { drafts: [] };
    throw error;
  });
  const told = drafts.map(({ act, content, of }): LeftDraft => ({ caseId: of?.id ?? caseId, number: of?.number ?? null, act, text: content.text }));
  const begin = placeOf(caseId, '');
  const here = Object.keys(localStorage).filter((each) => each.startsWith(begin)).map((each) => each.slice(begin.length));
  const onlyHere = here.filter((act) => !told.some((each) => each.caseId === caseId && each.act === act)).map((act): LeftDraft => ({ caseId, number: null, act, text: '' }));
  return [...told, ...onlyHere].map((each) => ({ ...each, text: hereAt(placeOf(each.caseId, each.act))?.text ?? each.text })).filter(({ text }) => text.trim() !== '');
}
export async function dropDraft(caseId: string, act: string): Promise<void> {
  localStorage.removeItem(placeOf(caseId, act));
  await ask(`${addressOf(caseId)}/${act}`, { method: 'DELETE' });
}
