import type { Secrets } from './secrets.js';

const SHORTEST = 2;

/**
 * A name, an account or a contact as one word of the index: a keyed digest, found by whoever types the whole of it and
 * readable by nobody. Blanks, hyphens and the width of letters make no difference. `null` for less than two characters.
 */
export function personWord(secrets: Secrets, value: string): string | null {
  const plain = value.normalize('NFKC').replace(/[\s-]+/g, '').toLowerCase();
  if (plain.length < SHORTEST) return null;
  return `p${Buffer.from(secrets.digest(`person:${plain}`), 'base64url').toString('hex').slice(0, 24)}`;
}
