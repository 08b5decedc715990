import { bandKeys, BAND_COUNT, signatureOf } from '../../language/minhash.js';
import { sketchOf, type Sketch } from './sketch.js';

/** A message as topics look at it. */
export interface TopicLetter {
  readonly id: string;
  /** Who wrote: one citizen counts once, however often. */
  readonly user: string;
  readonly subject: string;
  readonly detail: string;
  /** ms. */
  readonly at: number;
  readonly likes: number;
  readonly dislikes: number;
}

/** A letter keeps its places and regions, and the pairs of characters that tell it from others. */
export const PLACES = 4;
export const TERMS = 28;
/** Rarer than this is no more telling: names and slips are rare too. */
const LONGEST_RARITY = 4.5;
/** From so many letters on it is known well enough which pairs are common; until then letters wait. */
const LEARNED = 50_000;
const SLOTS = 1 << 20;

/** Letters as columns of numbers: a million of them fit into memory, and nothing is compared as text. */
export class Letters {
  readonly all: Pick<TopicLetter, 'id' | 'user' | 'subject' | 'at' | 'likes' | 'dislikes'>[] = [];
  /** `PLACES` for each letter, 0 where there are fewer: narrow ones first. */
  places = new Int32Array(1024 * PLACES);
  /** The first district or county named, as a key; 0: none. */
  regions = new Int32Array(1024);
  /** `TERMS` for each letter, heaviest first: pairs of characters, and their shares of a vector of length one. */
  terms = new Int32Array(1024 * TERMS);
  weights = new Float32Array(1024 * TERMS);
  sizes = new Uint8Array(1024);
  bands = new Int32Array(1024 * BAND_COUNT);
  private readonly frequencies = new Uint32Array(SLOTS);
  private waiting: { readonly letter: number; readonly sketch: Sketch }[] = [];

  get count(): number {
    return this.all.length;
  }

  add({ id, user, subject, detail, at, likes, dislikes }: TopicLetter): void {
    const letter = this.all.push({ id, user, subject, at, likes, dislikes }) - 1;
    if (letter >= this.sizes.length) this.grow();
    const sketch = sketchOf(subject, detail);
    this.bands.set(bandKeys(signatureOf(sketch.shingles)), letter * BAND_COUNT);
    for (const pair of sketch.pairs.keys()) this.frequencies[slotOf(pair)]! += 1;
    this.regions[letter] = sketch.region;
    this.places.set(sketch.places.slice(0, PLACES), letter * PLACES);
    if (letter < LEARNED) this.waiting.push({ letter, sketch });
    else {
      this.settle();
      this.weigh(letter, sketch);
    }
  }

  /** All letters are weighed; call it before comparing. */
  settle(): void {
    for (const { letter, sketch } of this.waiting) this.weigh(letter, sketch);
    this.waiting = [];
  }

  private weigh(letter: number, { pairs }: Sketch): void {
    const weighed: { readonly key: number; readonly weight: number }[] = [];
    for (const [key, weight] of pairs) {
      const frequency = this.frequencies[slotOf(key)]!;
      if (frequency > 1) weighed.push({ key, weight: weight * Math.min(LONGEST_RARITY, Math.log(1 + this.count / frequency)) });
    }
    const chosen = weighed.toSorted((a, b) => b.weight - a.weight || a.key - b.key).slice(0, TERMS);
    const length = Math.hypot(...chosen.map(({ weight }) => weight)) || 1;
    this.sizes[letter] = chosen.length;
    chosen.forEach(({ key, weight }, i) => {
      this.terms[letter * TERMS + i] = key;
      this.weights[letter * TERMS + i] = weight / length;
    });
  }

  private grow(): void {
    const larger = <T extends Int32Array | Float32Array | Uint8Array>(old: T, fresh: T): T => (fresh.set(old), fresh);
    this.places = larger(this.places, new Int32Array(this.places.length * 2));
    this.regions = larger(this.regions, new Int32Array(this.regions.length * 2));
    this.terms = larger(this.terms, new Int32Array(this.terms.length * 2));
    this.weights = larger(this.weights, new Float32Array(this.weights.length * 2));
    this.sizes = larger(this.sizes, new Uint8Array(this.sizes.length * 2));
    this.bands = larger(this.bands, new Int32Array(this.bands.length * 2));
  }
}

const slotOf = (key: number): number => (Math.imul(key, 0x9e3779b1) >>> 12) & (SLOTS - 1);
