import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** The dictionary by which Chinese is cut into words, read at the first use (about 5 MB) and kept. */
export const segmenter = (): Jieba => (jieba ??= Jieba.withDict(dict));

/** Whether a few characters are one word of the dictionary. Example: 张贴 → true, 丽萍 → false. */
export function isWord(text: string): boolean {
  return text.length > 1 && segmenter().cut(text, false).length === 1;
}
