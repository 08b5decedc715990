import { ref } from 'vue';
import { said, type Label } from '../words/language';
import { ask } from './http';

/** The field’s words as the server has them: identifier → label, by sort. */
export interface Words {
  readonly [sort: string]: Readonly<Record<string, Label & { readonly whose?: readonly string[] }>>;
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

interface Choice {
  readonly value: string;
  readonly label: string;
}
/** The views by duty: one’s own by one’s roles, and the rest. */
export function dutiesOf(roles: readonly string[]): { own: Choice[]; others: Choice[] } {
  const isOwn = ({ value }: Choice): boolean => {
    const whose = words.value['views']?.[value]?.whose ?? [];
    return whose.length === 0 || whose.some((role) => roles.includes(role));
  };
  const all = choicesOf('views');
  return { own: all.filter(isOwn), others: all.filter((choice) => !isOwn(choice)) };
}
