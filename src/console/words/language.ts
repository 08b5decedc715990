import { computed, ref, watchEffect } from 'vue';
import { TEXTS, type TextName } from './texts';

export type Language = 'zh' | 'en';
export interface Label {
  readonly zh: string;
  readonly en: string;
}

const KEPT = 'huiyin.language';
const kept = (): Language | null => {
  const value = localStorage.getItem(KEPT);
  return value === 'zh' || value === 'en' ? value : null;
};

/** The reader’s language: chosen once, kept in this browser; Chinese unless the browser asks for English. */
export const language = ref<Language>(kept() ?? (navigator.language.startsWith('en') ? 'en' : 'zh'));
watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});

export function choose(wanted: Language): void {
  language.value = wanted;
  localStorage.setItem(KEPT, wanted);
}

/** A text of the console in the reader’s language; `{name}` is filled from the facts. */
export function t(name: TextName, facts: Readonly<Record<string, string | number>> = {}): string {
  return TEXTS[name][language.value].replace(/\{(\w+)\}/g, (whole, fact: string) => String(facts[fact] ?? whole));
}

/** A label of the API in the reader’s language. */
export const said = (label: Label | null | undefined): string => label?.[language.value] ?? '';
/** A name and what stands under it, in one line. */
export const named = (name: string, words: string): string => `${name}${language.value === 'zh' ? '：' : ': '}${words}`;
/** What is said by the way, behind a word. */
export const aside = (words: string): string => (language.value === 'zh' ? `（${words}）` : ` (${words})`);
/** Sentences in one line. */
export const inTurn = (sentences: readonly string[]): string => sentences.join(language.value === 'zh' ? '；' : '; ');
/** Several, as one reads them in a line. */
export const listed = (words: readonly string[]): string => words.join(language.value === 'zh' ? '、' : ', ');
export const isChinese = computed(() => language.value === 'zh');
