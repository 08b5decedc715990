import { onScopeDispose } from 'vue';
import type { TextName } from '../words/texts';

/** One key of the console and what it does; shown by `?`. */
export interface Key {
  readonly key: string;
  readonly says: TextName;
  readonly does: (event: KeyboardEvent) => void;
}

const layers: (readonly Key[])[] = [];

/** The keys that work at this moment, those of the innermost page last. */
export const keysNow = (): Key[] => layers.flat();

const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"]';

/** A dialog, a menu or a list of choices lies over the page; one that is closed may still stand in it, unseen. */
const isCovered = (): boolean => [...document.querySelectorAll('[aria-modal="true"], [role="menu"], [role="listbox"]')].some((over) => over.checkVisibility());

/** Enter on a control is the control’s own. */
const CONTROL = 'button, a[href], summary, input';
const isOnControl = ({ key, target }: KeyboardEvent): boolean => key === 'Enter' && target instanceof Element && target.closest(CONTROL) !== null;

/** Single keys sleep while something is typed, while an input method composes, and while something lies over the page. */
const isAsleep = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229 || (event.target instanceof Element && event.target.closest(TYPING) !== null) || isOnControl(event) || isCovered();

const nameOf = (event: KeyboardEvent): string => `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;

document.addEventListener('keydown', (event) => {
  const name = nameOf(event);
  if (event.altKey || (!name.startsWith('Ctrl+') && isAsleep(event))) return;
  const found = layers.flat().findLast(({ key }) => key === name);
  if (!found || event.isComposing) return;
  event.preventDefault();
  found.does(event);
});

/** These keys work as long as the component lives. */
export function useKeys(keys: readonly Key[]): void {
  layers.push(keys);
  onScopeDispose(() => layers.splice(layers.indexOf(keys), 1));
}
