import { LOOK_ALIKES, SIMPLIFIED } from './traditional.js';

/** A stretch of a text in UTF-16 units, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A text made plain for matching, with the way back: unit `i` of `text` came from
 * `original.slice(from[i], to[i])`. Both arrays are as long as `text` and never decrease.
 */
export interface Normalised {
  text: string;
  from: Int32Array;
  to: Int32Array;
}

/** Zero-width and direction marks, soft hyphen, variation selectors, combining strokes laid over letters. */
const INVISIBLE =
  /^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u0300-\u036f\u20d0-\u20ff]$|^[\u{e0000}-\u{e0fff}]$/u;
/** Marks put between the characters of a word to break it up (上*访, 加.微.信). Sentence marks are not among them. */
const BREAKERS = new Set('*·•.˙‧_~|/\\+^-—=#@&`\'"丶丨灬');

/** Longest run of blanks and breakers looked across; a longer one is layout, not a trick. */
const MAX_BREAK = 3;

/**
 * Make a text plain so that one lexicon entry finds all disguises of a word: full-width and compatibility forms
 * (NFKC per character), traditional characters, Latin look-alikes, upper case, zero-width characters, and blanks or
 * marks pushed between Chinese characters. Line breaks stay. Full-width `，！？：；（）` become ASCII.
 *
 * Never throws; any string is accepted, lone surrogates pass through.
 * Example: `normalise('上＊訪').text === '上访'`.
 */
export function normalise(original: string): Normalised {
  const pieces: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of original) {
    const end = at + character.length;
    const plain = plainOf(character);
    for (let unit = 0; unit < plain.length; unit += 1) {
      pieces.push(plain.charAt(unit));
      from.push(at);
      to.push(end);
    }
    at = end;
  }
  return withoutBreaks(pieces, from, to);
}

/** Simplified characters of the basic block, none of them a mark that breaks words up: by code, 1. */
const UNTOUCHED = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  Number(code >= 0x4e00 && code <= 0x9fff && !SIMPLIFIED.has(code) && !BREAKERS.has(String.fromCharCode(code))));

/** Whether a text is of simplified Chinese characters alone, so that `normalise` would give it back as it is. */
export function isPlainChinese(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (UNTOUCHED[text.charCodeAt(i)] === 0) return false;
  return true;
}

/**
 * The span of the original text that a span of the normalised text stands for.
 * An empty or out-of-range span gives an empty span inside the text.
 */
export function originalSpan(normalised: Normalised, start: number, end: number): Span {
  const last = normalised.from.length;
  const first = Math.max(0, Math.min(start, last));
  const final = Math.max(first, Math.min(end, last));
  if (first === final) {
    const point = first < last ? (normalised.from[first] ?? 0) : (normalised.to[last - 1] ?? 0);
    return { start: point, end: point };
  }
  return { start: normalised.from[first] ?? 0, end: normalised.to[final - 1] ?? 0 };
}

/** Index into the normalised text of the first unit that ends after `offset` of the original. */
export function normalisedIndex(normalised: Normalised, offset: number): number {
  let low = 0;
  let high = normalised.to.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((normalised.to[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function plainOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x0d || code === 0x2028 || code === 0x2029) return '\n';
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? character.toLowerCase() : character;
  if (code >= 0x4e00 && code <= 0x9fff) return SIMPLIFIED.get(code) ?? character;
  const alike = LOOK_ALIKES.get(code);
  if (alike !== undefined) return alike;
  if (INVISIBLE.test(character)) return '';
  const folded = character.normalize('NFKC').toLowerCase();
  return folded.length === 1
    ? (SIMPLIFIED.get(folded.charCodeAt(0)) ?? LOOK_ALIKES.get(folded.charCodeAt(0)) ?? folded)
    : folded;
}

function withoutBreaks(pieces: string[], from: number[], to: number[]): Normalised {
  let kept = 0;
  for (let index = 0; index < pieces.length; index += 1, kept += 1) {
    const gap = isBreak(pieces[index]) ? breakLength(pieces, index) : 0;
    if (gap > 0 && isHan(pieces[index - 1]) && isHan(pieces[index + gap])) index += gap;
    if (kept === index) continue;
    pieces[kept] = pieces[index] ?? '';
    from[kept] = from[index] ?? 0;
    to[kept] = to[index] ?? 0;
  }
  pieces.length = kept;
  from.length = kept;
  to.length = kept;
  return { text: pieces.join(''), from: new Int32Array(from), to: new Int32Array(to) };
}

/** Length of the run of breakers at `start`, 0 when it is longer than a trick would be. */
function breakLength(pieces: string[], start: number): number {
  let end = start;
  while (end < pieces.length && end - start <= MAX_BREAK && isBreak(pieces[end])) end += 1;
  return end - start > MAX_BREAK ? 0 : end - start;
}

function isBreak(piece: string | undefined): boolean {
  return piece !== undefined && (piece === ' ' || piece === '\t' || piece === '\u3000' || BREAKERS.has(piece));
}

/** Whether the unit is a Chinese character of the basic block. */
function isHan(piece: string | undefined): boolean {
  const code = piece?.charCodeAt(0) ?? 0;
  return code >= 0x3400 && code <= 0x9fff;
}
