import { segmenter } from '../language/dictionary.js';
import { isPlainChinese, normalise } from '../language/normalise.js';

/** What a department is proposed for: a message as it was written, or as words with blanks between them. */
export interface Letter {
  readonly subject?: string | undefined;
  readonly detail: string;
}

/** Characters looked at; what follows in a longer text repeats what was said. */
const MOST_CHARACTERS = 8_000;
const NOT_TEXT = /[^\p{L}\p{N}]+/gu;
/** In running Chinese text a blank after a character is rare; between words it stands after every second or third. */
const CUT_SHARE = 0.2;
const FEWEST_HAN = 6;

/**
 * The words of a message in order, the subject's first: letters, digits and Chinese characters, nothing else.
 * A text that came as words with blanks between them (older registers keep it so) is taken at its word; any other is cut
 * by the dictionary, which is read at the first use (about 5 MB).
 * Example: `{subject: '路灯', detail: '路灯坏了'}` → `['路灯', '路灯', '坏', '了']`.
 */
export function wordsOf({ subject = '', detail }: Letter): string[] {
  const parts = [subject, detail].map((part) => part.slice(0, MOST_CHARACTERS)).filter((part) => part.trim() !== '');
  return parts.flatMap((part) => (isCut(part) ? wordsBetweenBlanks(part) : wordsByDictionary(part)));
}

/** Whether a text is already cut into words. */
function isCut(text: string): boolean {
  let [characters, blanks] = [0, 0];
  for (let i = 0; i < text.length; i += 1) {
    if (!isHan(text.charCodeAt(i))) continue;
    characters += 1;
    if (text[i + 1] === ' ' && /\S/.test(text[i + 2] ?? ' ')) blanks += 1;
  }
  return characters >= FEWEST_HAN && blanks / characters >= CUT_SHARE;
}

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const wordsBetweenBlanks = (text: string): string[] => text.split(/\s+/u).map((word) => (isPlainChinese(word) ? word : plain(normalise(word).text))).filter(isSaid);

function wordsByDictionary(text: string): string[] {
  return segmenter().cut(normalise(text).text, true).map(plain).filter(isSaid);
}

const ONLY_HAN = /^[\u3400-\u9fff]+$/;
const plain = (word: string): string => (ONLY_HAN.test(word) ? word : word.replace(NOT_TEXT, '').toLowerCase());
const isSaid = (word: string): boolean => word !== '';
