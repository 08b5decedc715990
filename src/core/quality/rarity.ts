import { asNumber, asObject, asText, asTexts, ShapeError } from '../judgement/shape.js';
import { pairKey } from '../language/clues.js';

/** How telling it is that two texts share a pair of neighbouring characters, named by its `pairKey`: 0 (nothing) to about 1.5. */
export type Telling = (pair: number) => number;

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;

/**
 * The table of `config/quality/rarity.yaml`: how rare characters and pairs of characters are in Chinese prose, so that
 * 小区 shared by two texts says little and a street's name says much, without a model and without the office's own texts.
 *
 * A pair with a digit and no letter counts nothing: it is a date or an amount, and these are compared whole elsewhere.
 * Errors: ShapeError naming the field.
 */
export function parseRarity(value: unknown): Telling {
  const given = asObject(value, 'quality.rarity');
  const number = (field: string): number => asNumber(given[field], `quality.rarity.${field}`, 0, 30);
  const [unknown, letter, most, least] = [number('unknown'), number('letter'), number('most'), number('least')];
  const single = new Uint8Array(0x10000).fill(unknown);
  for (let unit = 0; unit < 0x80; unit += 1) if (isDigit(unit) || isLetter(unit)) single[unit] = letter;
  for (const [character, rank] of levels(given['characters'], 'quality.rarity.characters', 1)) single[character.charCodeAt(0)] = rank;
  const pairs = new Map<number, number>();
  const put = (pair: string, rank: number): void => void pairs.set(pairKey(pair.charCodeAt(0), pair.charCodeAt(1)), rank);
  for (const [pair, rank] of levels(given['pairs'], 'quality.rarity.pairs', 2)) put(pair, rank);
  for (const word of asTexts(given['common'], 'quality.rarity.common')) for (let at = 0; at + 2 <= word.length; at += 1) put(word.slice(at, at + 2), 0);
  return (pair) => {
    const [first, second] = [pair >>> 16, pair & 0xffff];
    if ((isDigit(first) || isDigit(second)) && !isLetter(first) && !isLetter(second)) return 0;
    return Math.max(0, Math.min(pairs.get(pair) ?? most, single[first]! + single[second]!, most) - least) / SCALE;
  };
}

/** Brings the weights to about one. */
const SCALE = 10;

/** Level → all its characters (or pairs) written one behind the other. */
function levels(value: unknown, field: string, size: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const [level, run] of Object.entries(asObject(value, field))) {
    const text = asText(run, `${field}.${level}`);
    const rank = asNumber(Number(level), `${field}.${level}`, 0, 30);
    if (text.length % size !== 0) throw new ShapeError(`${field}.${level}`, `must be runs of ${size} characters`);
    for (let at = 0; at < text.length; at += size) found.set(text.slice(at, at + size), rank);
  }
  return found;
}
