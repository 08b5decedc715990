import { onScopeDispose, ref, watch, type Ref } from 'vue';
import type { DeskController } from '../../desk/desk.controller.js';
import type { Answer } from '../api/doors';
import { ask } from '../api/http';

type Presence = Answer<DeskController, 'attend'>;
export type Present = Presence['people'][number];

/** How often one says that one is still here, in ms; the server forgets after 45 s. */
const EVERY = 15_000;

/** Who else has the case open, and whose pen it is; said as long as the case stands on the page. */
export function usePresence(caseId: string, stands: () => boolean): { others: Ref<Present[]>; write: () => void; rest: () => void; takeOver: () => void } {
  const others = ref<Present[]>([]);
  let doing: Present['doing'] = 'looking';
  let typedAt = 0;

  async function attend(takeOver = false): Promise<void> {
    if (document.visibilityState === 'hidden' || !stands()) return;
    if (doing === 'writing' && Date.now() - typedAt > 2 * 60_000) doing = 'looking';
    try {
      const { people } = await ask<Presence>(`/api/v1/cases/${caseId}/presence`, { method: 'PUT', body: { doing, ...(takeOver && { takeOver }) } });
      others.value = people.filter(({ self }) => !self);
    } catch {
      // Whoever cannot be asked is not shown; the next round asks again.
    }
  }
  watch(stands, (is) => (is ? void attend() : (others.value = [])), { immediate: true });
  const timer = setInterval(() => void attend(), EVERY);
  const seen = (): void => void attend();
  document.addEventListener('visibilitychange', seen);
  const leave = (): void => void (stands() && ask(`/api/v1/cases/${caseId}/presence`, { method: 'DELETE', keepalive: true }).catch(() => undefined));
  // Whoever closes the window has left as well.
  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('pagehide', leave);
    leave();
  });

  return {
    others,
    write: () => {
      typedAt = Date.now();
      if (doing === 'writing') return;
      doing = 'writing';
      void attend();
    },
    /** The pen is laid down: what was written is done with. */
    rest: () => {
      if (doing === 'looking') return;
      doing = 'looking';
      void attend();
    },
    takeOver: () => {
      typedAt = Date.now();
      doing = 'writing';
      void attend(true);
    },
  };
}
