import { normalise, type Normalised } from '../language/normalise.js';

export const MESSAGE_KINDS = [
  'consultation',
  'help',
  'complaint',
  'report',
  'suggestion',
  'correction',
  'thanks',
  'other',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** How often each gram stands in the examples of each kind. */
export interface KindModel {
  readonly kinds: readonly {
    readonly kind: MessageKind;
    readonly examples: number;
    readonly counts: ReadonlyMap<string, number>;
    readonly total: number;
  }[];
  readonly known: ReadonlySet<string>;
}

/** Of a gram that a kind never showed: small, since examples are few and a gram says little by its absence. */
const SMOOTHING = 0.3;

/** Naive Bayes over single characters and pairs: enough for a few hundred short examples. */
export function kindModel(examples: readonly (readonly [MessageKind, readonly string[]])[]): KindModel {
  const known = new Set<string>();
  const kinds = examples.map(([kind, texts]) => {
    const counts = new Map<string, number>();
    for (const gram of texts.flatMap((text) => gramsOf(normalise(text)))) {
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
      known.add(gram);
    }
    return { kind, examples: texts.length, counts, total: [...counts.values()].reduce((sum, count) => sum + count, 0) };
  });
  return { kinds: kinds.filter((each) => each.examples > 0), known };
}

/** The kind whose examples are written most like this text, of those that come into question; `other` without any example. */
export function likeliestKind(text: Normalised, { kinds, known }: KindModel, excluded: readonly MessageKind[] = []): MessageKind {
  const grams = gramsOf(text).filter((gram) => known.has(gram));
  let [best, bestScore]: [MessageKind, number] = ['other', -Infinity];
  for (const { kind, examples, counts, total } of kinds) {
    if (excluded.includes(kind)) continue;
    const space = total + SMOOTHING * known.size;
    const score = grams.reduce((sum, gram) => sum + Math.log(((counts.get(gram) ?? 0) + SMOOTHING) / space), Math.log(examples));
    if (score > bestScore) [best, bestScore] = [kind, score];
  }
  return best;
}

/** Each gram once: who repeats himself does not say more. */
function gramsOf({ text }: Normalised): string[] {
  const characters = [...text.replace(/[^\p{sc=Han}a-z0-9?!]/gu, '')];
  return [...new Set(characters.flatMap((character, index) => (index > 0 ? [character, characters[index - 1]! + character] : [character])))];
}
