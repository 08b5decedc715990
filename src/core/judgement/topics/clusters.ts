import { BAND_COUNT } from '../../language/minhash.js';
import { KeyIndex } from './key-index.js';
import { PLACES, TERMS, type Letters } from './letters.js';
import { cosine, heaviest, lengthOf, prune, whereOf, type Middle, type Where, type Whereabouts } from './middles.js';

/** Letters about one matter. */
export interface Cluster {
  /** With how near each is to their middle, 0–1; in the order the letters came. */
  readonly members: readonly { readonly letter: number; readonly score: number }[];
  /** What the letters have in common: pairs of characters, heaviest first. */
  readonly terms: readonly { readonly key: number; readonly weight: number }[];
  /** The places they name, most named first. */
  readonly places: readonly { readonly key: number; readonly letters: number }[];
}

/**
 * How alike two matters must be told (cosine of their words, 0–1) to be one, by what is known of where they are. Chosen
 * on real letters: lower merges different complaints of one estate, higher splits one complaint told in two ways.
 */
const THRESHOLDS = { sameNarrow: 0.12, sameWide: 0.3, unknown: 0.42, elsewhere: 2 } as const;
/** Of two middles: those of one place hold different words of one matter, others must be told the same way. */
const THRESHOLDS_OF_MIDDLES = { sameNarrow: 0.07, sameWide: 0.5, unknown: 0.6, elsewhere: 2 } as const;
type Thresholds = Readonly<Record<Where, number>>;

/** Which of several is nearest: a shared place counts as much as so much likeness. */
const BONUS: Readonly<Record<Where, number>> = { sameNarrow: 0.4, sameWide: 0.15, unknown: 0, elsewhere: 0 };
/** Words of a letter that are filed with a place or with each other. */
const PAIRED = 6;

/**
 * Gathers letters into matters: near-duplicates meet by their bands, others by a place, a place with a word, or two
 * words; a letter joins the nearest matter that is near enough. Each looks at a bounded number of others, so the time
 * grows with the number of letters. Deterministic: the same letters in the same order give the same matters.
 */
export function gather(letters: Letters): Cluster[] {
  letters.settle();
  const gathering = new Gathering(letters);
  for (let letter = 0; letter < letters.count; letter += 1) gathering.place(letter);
  gathering.merge();
  gathering.gatherSingles();
  gathering.merge();
  return gathering.clusters();
}

class Gathering {
  private readonly members = new Map<number, number[]>();
  private readonly middles = new Map<number, Middle>();
  private readonly roots = new Map<number, number>();
  private readonly index: KeyIndex;

  constructor(private readonly letters: Letters) {
    this.index = new KeyIndex(letters.count);
  }

  place(letter: number): void {
    const keys = this.keysOf(letter);
    const nearest = this.nearest(this.letterAlone(letter), keys, -1, THRESHOLDS);
    if (nearest === -1) this.members.set(letter, [letter]);
    else this.join(nearest, this.letterAlone(letter), [letter]);
    for (const key of keys) this.index.put(key, nearest === -1 ? letter : nearest);
  }

  /** Matters whose middles are near become one, the larger first. */
  merge(): void {
    const several = [...this.members].filter(([, members]) => members.length > 1).toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0]);
    for (const [cluster] of several) {
      while (this.members.has(cluster)) {
        const keys = this.members.get(cluster)!.slice(0, 16).flatMap((letter) => this.keysOf(letter));
        const nearest = this.nearest(this.middleOf(cluster), keys, cluster, THRESHOLDS_OF_MIDDLES, 2);
        if (nearest === -1) break;
        if (this.members.get(nearest)!.length > this.members.get(cluster)!.length) this.absorb(nearest, cluster);
        else this.absorb(cluster, nearest);
      }
    }
  }

  /** Letters that stood alone when they came may find a matter by now. */
  gatherSingles(): void {
    for (const [cluster, members] of this.members) {
      if (members.length > 1) continue;
      const nearest = this.nearest(this.middleOf(cluster), this.keysOf(cluster), cluster, THRESHOLDS);
      if (nearest !== -1) this.absorb(nearest, cluster);
    }
  }

  clusters(): Cluster[] {
    return [...this.members].filter(([, members]) => members.length > 1).map(([cluster, members]) => {
      const middle = this.middleOf(cluster);
      const length = lengthOf(middle);
      return {
        members: members.toSorted((a, b) => a - b).map((letter) => ({ letter, score: this.cosineAlone(middle, letter) })),
        terms: heaviest(middle.terms, 12).map(([key, weight]) => ({ key, weight: weight / length })),
        places: heaviest(middle.places, 8).map(([key, named]) => ({ key, letters: named })),
      };
    });
  }

  private nearest(middle: Middle, keys: readonly number[], own: number, thresholds: Thresholds, least = 1): number {
    let best = -1;
    let bestScore = 0;
    const seen = new Set<number>();
    for (const found of this.index.find(keys)) {
      const cluster = this.rootOf(found);
      if (cluster === own || seen.has(cluster)) continue;
      seen.add(cluster);
      if (this.members.get(cluster)!.length < least) continue;
      const known = this.middles.get(cluster);
      const where = whereOf(middle, known ?? this.placesAlone(cluster));
      if (thresholds[where] > 1) continue;
      const likeness = known ? cosine(middle, known) : this.cosineAlone(middle, cluster);
      const score = likeness + BONUS[where];
      if (likeness >= thresholds[where] && (score > bestScore || (score === bestScore && cluster < best))) [best, bestScore] = [cluster, score];
    }
    return best;
  }

  private rootOf(cluster: number): number {
    let root = cluster;
    for (let next = this.roots.get(root); next !== undefined; next = this.roots.get(root)) root = next;
    return root;
  }

  private absorb(into: number, cluster: number): void {
    const members = this.members.get(cluster)!;
    this.join(into, this.middleOf(cluster), members);
    this.members.delete(cluster);
    this.middles.delete(cluster);
    this.roots.set(cluster, into);
  }

  private join(cluster: number, joining: Middle, letters: readonly number[]): void {
    const middle = this.middleOf(cluster);
    middle.letters += joining.letters;
    middle.length = 0;
    for (const part of ['terms', 'places', 'regions'] as const)
      for (const [key, weight] of joining[part]) middle[part].set(key, (middle[part].get(key) ?? 0) + weight);
    prune(middle.terms);
    prune(middle.places);
    this.middles.set(cluster, middle);
    this.members.get(cluster)!.push(...letters);
  }

  private middleOf(cluster: number): Middle {
    return this.middles.get(cluster) ?? this.letterAlone(cluster);
  }

  private letterAlone(letter: number): Middle {
    const { terms, weights, sizes } = this.letters;
    const found = new Map<number, number>();
    for (let at = letter * TERMS; at < letter * TERMS + sizes[letter]!; at += 1) found.set(terms[at]!, weights[at]!);
    return { ...this.placesAlone(letter), terms: found, length: 0 };
  }

  private placesAlone(letter: number): Whereabouts {
    const { places, regions } = this.letters;
    const found: Whereabouts = { places: new Map(), regions: new Map(), letters: 1 };
    for (let at = letter * PLACES; at < (letter + 1) * PLACES && places[at] !== 0; at += 1) found.places.set(places[at]!, 1);
    if (regions[letter] !== 0) found.regions.set(regions[letter]!, 1);
    return found;
  }

  /** The vectors of letters have length one. */
  private cosineAlone(middle: Middle, letter: number): number {
    const { terms, weights, sizes } = this.letters;
    let dot = 0;
    for (let at = letter * TERMS; at < letter * TERMS + sizes[letter]!; at += 1) dot += weights[at]! * (middle.terms.get(terms[at]!) ?? 0);
    return dot / lengthOf(middle);
  }

  /** Under which a letter is filed: its bands, its places with and without a word, its heaviest words in pairs. */
  private keysOf(letter: number): number[] {
    const { places, terms, sizes, bands } = this.letters;
    const found: number[] = [];
    for (let band = 0; band < BAND_COUNT; band += 1) found.push(mixed(bands[letter * BAND_COUNT + band]!, band));
    const first = letter * TERMS;
    const last = first + Math.min(PAIRED, sizes[letter]!);
    for (let place = letter * PLACES; place < (letter + 1) * PLACES && places[place] !== 0; place += 1) {
      found.push(mixed(places[place]!, BAND_COUNT));
      for (let word = first; word < last; word += 1) found.push(mixed(places[place]!, terms[word]!));
    }
    for (let one = first; one < last; one += 1)
      for (let two = one + 1; two < last; two += 1) found.push(mixed(Math.min(terms[one]!, terms[two]!), Math.max(terms[one]!, terms[two]!)));
    return found;
  }
}

const mixed = (a: number, b: number): number => Math.imul(Math.imul(a ^ 0x5bd1e995, 0x85ebca6b) ^ (a >>> 15) ^ b, 0xc2b2ae35) | 0;
