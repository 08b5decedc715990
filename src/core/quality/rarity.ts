import { asNumber, asObject, asText, asTexts, ShapeError } from '../judgement/shape.js';

/** How telling it is that two texts share a pair of neighbouring characters: 0 (nothing) to about 1.5. */
export type Telling = (pair: string) => number;

const DIGIT = /[0-9]/u;
const LETTER = /[a-z]/u;

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
  const characters = levels(given['characters'], 'quality.rarity.characters', 1);
  const pairs = levels(given['pairs'], 'quality.rarity.pairs', 2);
  for (const word of asTexts(given['common'], 'quality.rarity.common'))
    for (let at = 0; at + 2 <= word.length; at += 1) pairs.set(word.slice(at, at + 2), 0);
  const single = (character: string): number =>
    characters.get(character) ?? (LETTER.test(character) || DIGIT.test(character) ? letter : unknown);
  return (pair) => {
    if (DIGIT.test(pair) && !LETTER.test(pair)) return 0;
    const alone = single(pair.charAt(0)) + single(pair.charAt(1));
    return Math.max(0, Math.min(pairs.get(pair) ?? most, alone, most) - least) / SCALE;
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
