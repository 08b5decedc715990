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
  let units = new Uint16Array(original.length);
  let from = new Int32Array(original.length);
  let to = new Int32Array(original.length);
  let length = 0;
  for (let at = 0; at < original.length; ) {
    const code = original.charCodeAt(at);
    const plain = PLAIN[code]! || learnt(code);
    if (plain !== SEVERAL) {
      units[length] = plain;
      from[length] = at;
      to[length++] = ++at;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(at)!);
    const folded = plainOf(character);
    if (length + folded.length + original.length - at > units.length) [units, from, to] = [grown(units, folded.length), grown(from, folded.length), grown(to, folded.length)];
    for (let unit = 0; unit < folded.length; unit += 1) {
      units[length] = folded.charCodeAt(unit);
      from[length] = at;
      to[length++] = at + character.length;
    }
    at += character.length;
  }
  return withoutBreaks(units, from, to, length);
}

/** What a unit becomes, where that is exactly one unit and the same whatever stands beside it; 0: not asked yet. */
const PLAIN = new Uint16Array(0x10000);
/** In its place: the unit is half a pair, vanishes, or becomes several. No text becomes this noncharacter. */
const SEVERAL = 0xffff;

function learnt(code: number): number {
  const folded = code >= 0xd800 && code <= 0xdfff ? '' : plainOf(String.fromCharCode(code));
  return (PLAIN[code] = folded.length === 1 && folded.charCodeAt(0) !== 0 ? folded.charCodeAt(0) : SEVERAL);
}

/** Room for so many units more, and as many again, so that growing stays linear. */
function grown<T extends Uint16Array | Int32Array>(units: T, more: number): T {
  const larger = new (units.constructor as new (length: number) => T)(units.length * 2 + more);
  larger.set(units);
  return larger;
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

function withoutBreaks(units: Uint16Array, from: Int32Array, to: Int32Array, length: number): Normalised {
  let kept = 0;
  for (let index = 0; index < length; index += 1, kept += 1) {
    const gap = isBreak(units[index]!) ? breakLength(units, index, length) : 0;
    if (gap > 0 && index > 0 && index + gap < length && isHan(units[index - 1]!) && isHan(units[index + gap]!)) index += gap;
    if (kept === index) continue;
    units[kept] = units[index]!;
    from[kept] = from[index]!;
    to[kept] = to[index]!;
  }
  return { text: written(units, kept), from: from.slice(0, kept), to: to.slice(0, kept) };
}

/** Units that the engine turns into a string at once. */
const AT_ONCE = 4096;

function written(units: Uint16Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += AT_ONCE) text += String.fromCharCode.apply(null, units.subarray(at, Math.min(length, at + AT_ONCE)) as unknown as number[]);
  return text;
}

/** Length of the run of breakers at `start`, 0 when it is longer than a trick would be. */
function breakLength(units: Uint16Array, start: number, length: number): number {
  let end = start;
  while (end < length && end - start <= MAX_BREAK && isBreak(units[end]!)) end += 1;
  return end - start > MAX_BREAK ? 0 : end - start;
}

const BREAKS = new Uint8Array(0x10000);
for (const mark of [' ', '\t', '\u3000', ...BREAKERS]) BREAKS[mark.charCodeAt(0)] = 1;

function isBreak(unit: number): boolean {
  return BREAKS[unit] === 1;
}

/** Whether the unit is a Chinese character of the basic block. */
function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}
