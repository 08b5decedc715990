import { BLOCKS, hashesOf, type Vector, type Vocabulary } from './features.js';
import { placesIn } from './places.js';

/**
 * Beside each other for each feature, as most of the time of a question goes into waiting for memory: its rarity, how much
 * it tells, and how often it stands in the block that is read (0 between two).
 */
const BESIDE = 4;
const besides = new WeakMap<Vocabulary, Float32Array>();

function besideOf(vocabulary: Vocabulary, telling: Float32Array): Float32Array {
  const known = besides.get(vocabulary);
  if (known) return known;
  const beside = new Float32Array(BESIDE * telling.length);
  telling.forEach((each, i) => beside.set([vocabulary.rarity[i]!, each], BESIDE * i));
  besides.set(vocabulary, beside);
  return beside;
}

/** `LOGS[n]` = 1 + ln n. */
const LOGS = Float64Array.from({ length: 1024 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)));
const damped = (count: number): number => (count < LOGS.length ? LOGS[count]! : 1 + Math.log(count));

/**
 * A message as a learned model is asked: what `weighed(vectorOf(countFeatures(words), vocabulary), telling)` gives, in one
 * pass and without sorting, so features stand in the order of the text. A model is asked a million times and learned once.
 */
export function askedVector(words: readonly string[], vocabulary: Vocabulary, telling: Float32Array): Vector {
  const beside = besideOf(vocabulary, telling);
  const { slots, mask } = placesIn(vocabulary.hashes);
  const blocks = BLOCKS.map((block) => hashesOf(block, words));
  const most = blocks.reduce((sum, { length }) => sum + length, 0);
  const places = new Int32Array(most);
  const values = new Float32Array(most);
  let count = 0;
  let whole = 0;
  blocks.forEach((hashes, index) => {
    const first = count;
    for (let i = 0; i < hashes.length; i += 1) {
      const hash = hashes[i]! | 0;
      let slot = hash & mask;
      while (slots[2 * slot] !== 0 && slots[2 * slot + 1] !== hash) slot = (slot + 1) & mask;
      const place = slots[2 * slot]! - 1;
      if (place >= 0 && beside[BESIDE * place + 2]!++ === 0) places[count++] = place;
    }
    let length = 0;
    for (let i = first; i < count; i += 1) {
      const at = BESIDE * places[i]!;
      const value = damped(beside[at + 2]!) * beside[at]!;
      beside[at + 2] = 0;
      length += value * value;
      values[i] = value * beside[at + 1]!;
    }
    const scale = length > 0 ? BLOCKS[index]!.weight / Math.sqrt(length) : 0;
    for (let i = first; i < count; i += 1) {
      values[i]! *= scale;
      whole += values[i]! * values[i]!;
    }
  });
  const scale = whole > 0 ? 1 / Math.sqrt(whole) : 0;
  for (let i = 0; i < count; i += 1) values[i]! *= scale;
  return { places: places.subarray(0, count), values: values.subarray(0, count) };
}
