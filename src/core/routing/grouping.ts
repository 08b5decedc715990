import { bandKeys, estimate, shingleHashes, signatureOf } from '../language/minhash.js';

/** Overlap from which two texts are one matter told again. */
const NEAR = 0.5;

/**
 * Groups of what must not be learned from on one side and tested on the other: near-duplicates, and whatever the caller
 * says belongs together. Answers one number for each text, the lowest index of its group.
 */
export function groupsOf(texts: readonly string[], together: readonly (readonly string[])[]): Int32Array {
  const parent = Int32Array.from(texts, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[i] !== root) [parent[i], i] = [root, parent[i]!];
    return root;
  };
  const first = new Map<string, number>();
  const signatures: Uint8Array[] = [];
  const join = (key: string, i: number): void => {
    const other = first.get(key);
    if (other === undefined) return void first.set(key, i);
    const [a, b] = [rootOf(other), rootOf(i)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  texts.forEach((text, i) => {
    for (const key of together[i] ?? []) join(`told:${key}`, i);
    const signature = signatureOf(shingleHashes(text));
    signatures.push(signature);
    bandKeys(signature).forEach((key, band) => {
      const other = first.get(`${band}:${key}`);
      if (other === undefined || estimate(signatures[other]!, signature) >= NEAR) join(`${band}:${key}`, i);
    });
  });
  return Int32Array.from(texts, (_, i) => rootOf(i));
}

/** The part, 0 to `parts` − 1, that a group is held back in. Stable: it depends on the key alone. */
export function partOf(key: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % parts;
}
