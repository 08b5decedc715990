import type { Normalised } from '../language/normalise.js';
import { likeliestKind, type MessageKind } from './kind-model.js';
import { findTerms, type Lexicons, type ListName } from './lexicons.js';

/** A question is asked in passing by who complains or wants help: its form weighs less than its words. */
const KINDS_BY_WEIGHT: readonly (readonly [Exclude<MessageKind, 'other'>, ListName, number])[] = [
  ['report', 'kind.report', 1.6], ['correction', 'kind.correction', 1.5], ['complaint', 'kind.complaint', 1.1], ['suggestion', 'kind.suggestion', 1.15],
  ['consultation', 'kind.consultation', 1], ['consultation', 'kind.question', 0.7], ['help', 'kind.help', 0.95], ['thanks', 'kind.thanks', 0.5],
]; // prettier-ignore

/** A word in the subject says more than one in the text: people put the matter there. */
const SUBJECT_WEIGHT = 3;
/** 打卡、早上好: so few characters without one telling word are no matter of any kind. */
const SAYS_NOTHING = 7;
/** A kind does not become more likely by being repeated for ever. */
const MOST_COUNTED = 2;

/**
 * The kind of a message by the words of the lexicons; `other` where not one of them is there.
 * `subjectEnd` is the length of the subject in `subject + '\n' + detail`.
 */
export function kindBySaidWords(text: Normalised, subjectEnd: number, lexicons: Lexicons): MessageKind {
  const scores = new Map<MessageKind, number>();
  for (const [kind, list, weight] of KINDS_BY_WEIGHT) {
    const hits = findTerms(lexicons.lists[list], text);
    const inSubject = hits.filter(({ start }) => start < subjectEnd).length;
    // A message without a subject says what it is in its first words.
    const first = hits.some(({ start }) => start === (subjectEnd === 0 ? 1 : 0)) ? 1.5 : 0;
    const score = weight * (Math.min(inSubject, 1) * SUBJECT_WEIGHT + first + Math.min(hits.length - inSubject, MOST_COUNTED));
    scores.set(kind, (scores.get(kind) ?? 0) + score);
  }
  let [best, bestScore]: [MessageKind, number] = ['other', 0];
  for (const [kind, score] of scores) if (score > bestScore) [best, bestScore] = [kind, score];
  return best;
}

/** Where no word told the kind: its likeness to the examples, unless the text is too short to be about anything. */
export const kindByLikeness = (text: Normalised, lexicons: Lexicons): MessageKind =>
  text.text.length > SAYS_NOTHING ? likeliestKind(text, lexicons.kinds) : 'other';
