import { BLOCKS, hashesOf, hashOfWord, WORD_SEEDS, type Vector } from './features.js';
import type { Router } from './router-file.js';

/**
 * A model as it is asked. Most of the time of a question goes into waiting for memory, so all that is known of a feature
 * lies side by side where its hash is found, and features stand by how common they are: what nearly every message has is
 * then always near. Places are those of this order, not of the vocabulary.
 */
export interface Asked {
  /** Sixteen bytes a feature, found by open addressing, at most half full: place + 1 (0: none), hash, rarity, telling; the last two are read as floating point. */
  readonly slots: Int32Array;
  readonly numbers: Float32Array;
  readonly mask: number;
  /** How often each feature stands in the block that is read; all 0 between two. A message has at most some thirty thousand. */
  readonly times: Uint16Array;
  /** `weights[place × departments + department]`, to be multiplied by the model’s scales. */
  readonly weights: Int16Array;
  /** What a single mention adds before lengths are made alike: rarity × telling. */
  readonly worth: Float64Array;
}

const BESIDE = 4;
type Learned = Pick<Router, 'vocabulary' | 'telling' | 'departments' | 'weights'>;
const known = new WeakMap<Learned, Asked>();

/** Made once for a model, at the first question: about as large as the model again, twice. */
export function askedOf(router: Learned): Asked {
  const before = known.get(router);
  if (before) return before;
  const { vocabulary: { hashes, rarity }, telling, departments } = router;
  const mask = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2)) - 1;
  const slots = new Int32Array(BESIDE * (mask + 1));
  const numbers = new Float32Array(slots.buffer);
  const weights = new Int16Array(router.weights.length);
  const commonFirst = Uint32Array.from(hashes, (_, feature) => feature).sort((a, b) => rarity[a]! - rarity[b]! || a - b);
  commonFirst.forEach((feature, place) => {
    let slot = hashes[feature]! & mask;
    while (slots[BESIDE * slot] !== 0) slot = (slot + 1) & mask;
    slots[BESIDE * slot] = place + 1;
    slots[BESIDE * slot + 1] = hashes[feature]!;
    numbers[BESIDE * slot + 2] = rarity[feature]!;
    numbers[BESIDE * slot + 3] = telling[feature]!;
    weights.set(router.weights.subarray(feature * departments.length, (feature + 1) * departments.length), place * departments.length);
  });
  const worth = Float64Array.from(commonFirst, (feature) => rarity[feature]! * telling[feature]!);
  const asked = { slots, numbers, mask, weights, worth, times: new Uint16Array(hashes.length) };
  known.set(router, asked);
  return asked;
}

/** In how many ways a single word counts: among all words, and among the first. */
export const WAYS_OF_WORD = WORD_SEEDS.length;

/** Places of the features of single words, `WAYS_OF_WORD` for each; −1 where nothing was learned of it. */
export function placesOfWords({ slots, mask }: Asked, words: readonly string[]): Int32Array {
  const places = new Int32Array(WAYS_OF_WORD * words.length);
  for (let i = 0; i < places.length; i += 1) {
    const hash = hashOfWord(WORD_SEEDS[i % WAYS_OF_WORD]!, words[Math.floor(i / WAYS_OF_WORD)]!);
    let slot = hash & mask;
    while (slots[BESIDE * slot] !== 0 && slots[BESIDE * slot + 1] !== hash) slot = (slot + 1) & mask;
    places[i] = slots[BESIDE * slot]! - 1;
  }
  return places;
}

/** `LOGS[n]` = 1 + ln n. */
const LOGS = Float64Array.from({ length: 1024 }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)));
const damped = (count: number): number => (count < LOGS.length ? LOGS[count]! : 1 + Math.log(count));

/**
 * A message as a learned model is asked: what `weighed(vectorOf(countFeatures(words), vocabulary), telling)` gives, in one
 * pass and without sorting, so features stand in the order of the text. A model is asked a million times and learned once.
 */
export function askedVector(words: readonly string[], asked: Asked): Vector {
  const blocks = BLOCKS.map((block) => hashesOf(block, words));
  const most = blocks.reduce((sum, { length }) => sum + length, 0);
  const filling = { places: new Int32Array(most), values: new Float32Array(most), tellings: new Float32Array(most) };
  const { places, values } = filling;
  let count = 0;
  let whole = 0;
  blocks.forEach((hashes, index) => {
    const first = count;
    count = found(hashes, asked, filling, first);
    const scale = BLOCKS[index]!.weight / Math.sqrt(valued(asked, filling, first, count));
    for (let i = first; i < count; i += 1) {
      values[i]! *= scale;
      whole += values[i]! * values[i]!;
    }
  });
  const scale = whole > 0 ? 1 / Math.sqrt(whole) : 0;
  for (let i = 0; i < count; i += 1) values[i]! *= scale;
  return { places: places.subarray(0, count), values: values.subarray(0, count) };
}

interface Filling {
  readonly places: Int32Array;
  readonly values: Float32Array;
  readonly tellings: Float32Array;
}

/**
 * Looks the features of a block up; each stands once, its rarity as its value for now, and is counted aside. First all are
 * read where they should lie: without a decision in between, the processor waits for many of them at once.
 */
function found(hashes: Uint32Array, { slots, numbers, mask, times }: Asked, { places, values, tellings }: Filling, from: number): number {
  const lying = new Int32Array(hashes.length);
  for (let i = 0; i < hashes.length; i += 1) lying[i] = slots[BESIDE * (hashes[i]! & mask)]!;
  let count = from;
  for (let i = 0; i < hashes.length; i += 1) {
    if (lying[i] === 0) continue;
    const hash = hashes[i]! | 0;
    let slot = hash & mask;
    while (slots[BESIDE * slot + 1] !== hash && slots[BESIDE * slot] !== 0) slot = (slot + 1) & mask;
    const at = BESIDE * slot;
    const place = slots[at]! - 1;
    if (place < 0 || times[place]!++ > 0) continue;
    places[count] = place;
    values[count] = numbers[at + 2]!;
    tellings[count] = numbers[at + 3]!;
    count += 1;
  }
  return count;
}

/** Rarity becomes value, by how often each stood there; the square of the length without what each tells. */
function valued({ times }: Asked, { places, values, tellings }: Filling, from: number, to: number): number {
  let square = 0;
  for (let i = from; i < to; i += 1) {
    const place = places[i]!;
    const value = damped(times[place]!) * values[i]!;
    times[place] = 0;
    square += value * value;
    values[i] = value * tellings[i]!;
  }
  return square;
}
