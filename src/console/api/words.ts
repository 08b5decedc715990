import { ref } from 'vue';
import { said, type Label } from '../words/language';
import { ask } from './http';

/** The field’s words as the server has them: identifier → label, by sort. */
export interface Words {
  readonly [sort: string]: Readonly<Record<string, Label>>;
}

const words = ref<Words>({});

export async function loadWords(): Promise<void> {
  words.value = await ask<Words>('/api/v1/words');
}

/** The word for an identifier; an unknown one is not shown raw. */
export const wordFor = (sort: string, key: string | null | undefined): string => (key == null ? '' : said(words.value[sort]?.[key]) || '—');
/** Everything one may choose from, in the server’s order. */
export const choicesOf = (sort: string): { value: string; label: string }[] =>
  Object.entries(words.value[sort] ?? {}).map(([value, label]) => ({ value, label: said(label) }));
