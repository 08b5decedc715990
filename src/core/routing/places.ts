/** Where features are found by their hash: open addressing, at most half full, made once for a vocabulary. */
export interface Places {
  /** Pairs of place + 1 (0: none) and hash, side by side in memory. */
  readonly slots: Int32Array;
  readonly mask: number;
}

const known = new WeakMap<Uint32Array, Places>();

export function placesIn(hashes: Uint32Array): Places {
  const before = known.get(hashes);
  if (before) return before;
  const mask = 2 ** Math.ceil(Math.log2(2 * hashes.length + 2)) - 1;
  const slots = new Int32Array(2 * (mask + 1));
  for (let place = 0; place < hashes.length; place += 1) {
    let slot = hashes[place]! & mask;
    while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = place + 1;
    slots[2 * slot + 1] = hashes[place]!;
  }
  const places = { slots, mask };
  known.set(hashes, places);
  return places;
}

/** The place of a feature in the vocabulary, or −1. */
export function placeAt({ slots, mask }: Places, hash: number): number {
  const signed = hash | 0;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const place = slots[2 * slot]! - 1;
    if (place < 0 || slots[2 * slot + 1] === signed) return place;
  }
}
