const WAYS = 4;

/** The matters that used a key last: four a key and no more, so that what everybody writes costs no more than the rest. */
export class KeyIndex {
  private readonly slots: number;
  private readonly tags: Int32Array;
  private readonly clusters: Int32Array;

  constructor(letters: number) {
    this.slots = 1 << Math.max(12, Math.ceil(Math.log2(letters * 6 + 1)));
    this.tags = new Int32Array(this.slots * WAYS);
    this.clusters = new Int32Array(this.slots * WAYS).fill(-1);
  }

  find(keys: readonly number[]): number[] {
    const found: number[] = [];
    for (const key of keys) {
      const at = this.slotOf(key);
      for (let way = at; way < at + WAYS; way += 1) if (this.tags[way] === key && this.clusters[way] !== -1) found.push(this.clusters[way]!);
    }
    return found;
  }

  put(key: number, cluster: number): void {
    const at = this.slotOf(key);
    let last = at;
    while (last < at + WAYS - 1 && !(this.tags[last] === key && this.clusters[last] === cluster)) last += 1;
    for (let way = last; way > at; way -= 1) {
      this.tags[way] = this.tags[way - 1]!;
      this.clusters[way] = this.clusters[way - 1]!;
    }
    this.tags[at] = key;
    this.clusters[at] = cluster;
  }

  private slotOf(key: number): number {
    return ((Math.imul(key, 0x9e3779b1) >>> 7) & (this.slots - 1)) * WAYS;
  }
}
