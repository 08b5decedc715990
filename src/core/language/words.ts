/** Words of Chinese texts, for finding and for ranking: the same cut when a text is kept and when it is asked for. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { normalise } from './normalise.js';

/** What an installation adds to the dictionary, and the words that ask without saying what about. */
export interface WordList {
  readonly terms: readonly string[];
  readonly idle: readonly string[];
}

/**
 * A word that is asked for: found where any of its forms is, and a form where all of its words are. The first form is the
 * word itself; the second its pairs of characters, for a text that was cut elsewhere (路|灯不亮 for 路灯).
 */
export interface Term {
  readonly word: string;
  readonly forms: readonly (readonly string[])[];
  /** Still being typed: words that begin with it count too. */
  readonly open: boolean;
}

/** Words of a text at most; the rest of a longer one is not looked at. */
const MOST_CHARACTERS = 20_000;
/** Terms of a question at most. */
const MOST_TERMS = 24;
const TEXTUAL = /[\p{L}\p{N}]+/gu;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
const HAN = /^\p{Script=Han}+$/u;

/**
 * Cuts texts into words by a dictionary of Chinese, without guessing at unknown words: what is cut apart in a text is
 * cut apart in a question too. The dictionary (about 5 MB) is read at the first use.
 */
export class Segmenter {
  private jieba: Jieba | undefined;
  private readonly idle: ReadonlySet<string>;

  constructor(private readonly list: WordList) {
    this.idle = new Set(list.idle);
  }

  /**
   * Everything a text can be found by, once each: its words, and every pair of neighbouring characters, so that no word
   * of two characters is missed wherever the text was cut. Example: 物业费 → `['物业费', 'z物业', 'z业费']`.
   */
  words(text: string): string[] {
    const plain = plainOf(text);
    return [...new Set([...this.cut(plain), ...pairsOf(plain)])];
  }

  /** What a text is about: its words in order, once each, without those that only ask or please. */
  topicWords(text: string): string[] {
    return [...new Set(this.cut(plainOf(text)))].filter((word) => !this.idle.has(word) && !(word.length === 1 && !/\d/.test(word)));
  }

  /**
   * The terms of a question. Idle words count only where there are no others. With `typing` the last word may be
   * unfinished. Empty for a text without letters or digits.
   */
  terms(question: string, { typing = false }: { typing?: boolean } = {}): Term[] {
    const words = this.cut(plainOf(question));
    const last = words.at(-1);
    const telling = words.filter((word) => !this.idle.has(word));
    const terms = joined(telling.length > 0 ? telling : words).map(({ word, forms }) => ({ word, forms, open: typing && isOpen(word, last) }));
    return [...new Map(terms.map((term) => [term.word, term])).values()].slice(0, MOST_TERMS);
  }

  private cut(plain: string): string[] {
    this.jieba ??= loaded(this.list.terms);
    return [...plain.matchAll(TEXTUAL)].flatMap(([run]) => this.jieba!.cut(run, false));
  }
}

const plainOf = (text: string): string => normalise(text.slice(0, MOST_CHARACTERS)).text.toLowerCase();

function loaded(terms: readonly string[]): Jieba {
  const jieba = Jieba.withDict(dict);
  // A frequency that goes before any way of cutting the term apart.
  if (terms.length > 0) jieba.loadDict(Buffer.from(terms.map((term) => `${normalise(term).text} 100000 n`).join('\n')));
  return jieba;
}

/** Pairs of neighbouring Chinese characters, marked so that none is taken for a word. */
const pairsOf = (plain: string): string[] =>
  [...plain.matchAll(HAN_RUN)].flatMap(([run]) => Array.from({ length: Math.max(0, run.length - 1) }, (_, index) => `z${run.slice(index, index + 2)}`));

/** A number is meant as it stands; two digits or more may be the beginning of one. */
const isOpen = (word: string, last: string | undefined): boolean => last !== undefined && word.endsWith(last) && !/^\d$/.test(last);

/** Single characters beside each other belong together: the dictionary does not know the name they make. */
function joined(words: readonly string[]): Pick<Term, 'word' | 'forms'>[] {
  const whole: string[] = [];
  words.forEach((word, index) => {
    if (isSingle(word) && index > 0 && isSingle(words[index - 1]!)) whole[whole.length - 1] += word;
    else whole.push(word);
  });
  return whole.map((word) => ({ word, forms: [[word], ...(HAN.test(word) && word.length > 1 ? [pairsOf(word)] : [])] }));
}

const isSingle = (word: string): boolean => word.length === 1 && HAN.test(word);

/** How much a word tells, by in how many of `total` texts it stands (Robertson and Spärck Jones 1976), never negative. */
export const rarity = (total: number, holding: number): number => Math.log(1 + (total - Math.min(holding, total) + 0.5) / (holding + 0.5));

/** A word in the body of a text tells less of what the text is about than one in its heading. */
const BODY_WEIGHT = 0.6;
/** Pairs of characters may stand together by chance (居民政策 holds 民政). */
const PAIRS_WEIGHT = 0.8;

/** A text as words, to be compared with what is asked for. */
export interface WordedText {
  readonly head: ReadonlySet<string>;
  readonly body: ReadonlySet<string>;
}

export interface Likeness {
  /** 0–1: the share of what is asked for that the text speaks of, rare words counting more. */
  readonly score: number;
  /** The words found, in the order of the question. */
  readonly words: readonly string[];
}

/** How well a text answers to terms, each with its rarity. Example: all terms in the heading = 1. */
export function likeness(terms: readonly (Term & { readonly rarity: number })[], text: WordedText): Likeness {
  const all = terms.reduce((sum, term) => sum + term.rarity, 0);
  if (all === 0) return { score: 0, words: [] };
  const found = terms.map((term) => ({ term, weight: Math.max(weightIn(text.head, term), BODY_WEIGHT * weightIn(text.body, term)) })).filter(({ weight }) => weight > 0);
  const sum = found.reduce((total, { term, weight }) => total + term.rarity * weight, 0);
  return { score: Math.round((sum / all) * 1000) / 1000, words: found.map(({ term }) => term.word) };
}

function weightIn(words: ReadonlySet<string>, { forms, open, word }: Term): number {
  const [first = [], ...others] = forms;
  const holds = (form: readonly string[]): boolean => form.every((each) => words.has(each));
  if (holds(first) || (open && [...words].some((each) => each.startsWith(word)))) return 1;
  return others.some(holds) ? PAIRS_WEIGHT : 0;
}
