import type { Normalised } from '../language/normalise.js';
import { namedUnits } from './accused.js';
import { likeliestKind, type MessageKind } from './kind-model.js';
import { findTerms, type Hit, type Lexicons, type ListName } from './lexicons.js';

/** A question is asked in passing by who complains or wants help: its form weighs less than its words. */
const KINDS_BY_WEIGHT: readonly (readonly [Exclude<MessageKind, 'other'>, ListName, number])[] = [
  ['report', 'kind.report', 1.6], ['report', 'kind.breach', 1], ['correction', 'kind.correction', 1.5], ['complaint', 'kind.complaint', 1.1], ['suggestion', 'kind.suggestion', 1.15],
  ['consultation', 'kind.consultation', 1], ['consultation', 'kind.question', 0.7], ['help', 'kind.help', 0.95], ['thanks', 'kind.thanks', 0.5],
]; // prettier-ignore

/** A word in the subject says more than one in the text: people put the matter there. */
const SUBJECT_WEIGHT = 3;
/** 打卡、早上好: so few characters without one telling word are no matter of any kind. */
const SAYS_NOTHING = 7;
/** A kind does not become more likely by being repeated for ever. */
const MOST_COUNTED = 2;
/** A letter of so many characters is about the one thing it says. */
const BRIEF = 60;
/** Within so many characters after the subject people come to the point. */
const OPENING = 120;
/** So many thanks are meant, wherever they stand. */
const MANY_THANKS = 3;
/** Nobody fills half a page to say thank you, or that a page has a wrong number: longer letters of these kinds say so in words. */
const SHORT_KINDS: readonly MessageKind[] = ['thanks', 'correction', 'other'];

/**
 * The kind of a message by the words of the lexicons; `other` where not one of them is there.
 * `subjectEnd` is the length of the subject in `subject + '\n' + detail`.
 */
export function kindBySaidWords(text: Normalised, subjectEnd: number, lexicons: Lexicons): MessageKind {
  const scores = new Map<MessageKind, number>();
  for (const [kind, list, weight] of KINDS_BY_WEIGHT) {
    const found = findTerms(lexicons.lists[list], text);
    const hits = isMeant[list]?.(found, text, subjectEnd, lexicons) === false ? [] : found;
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

/** Whether what was found of a list says what the letter is, and does not stand there by the way. */
const isMeant: Partial<Record<ListName, (hits: readonly Hit[], text: Normalised, subjectEnd: number, lexicons: Lexicons) => boolean>> = {
  // 请领导处理，谢谢！ Thanks at the end of a longer letter are courtesy.
  'kind.thanks': (hits, { text }, subjectEnd) =>
    text.length <= BRIEF || hits.length >= MANY_THANKS || hits.some(({ start }) => start <= subjectEnd + BRIEF / 2),
  // A report is of somebody’s wrong. Who only says in passing that something smells of it complains. Bribes and the like
  // count wherever they are told: it is the informant who pays for a report that was not seen.
  'kind.breach': (hits, text, subjectEnd, lexicons) =>
    text.text.length <= BRIEF || ((hits.length > 1 || hits.some(({ start }) => start <= subjectEnd + OPENING)) && namedUnits(text, text.text, lexicons).length > 0),
};

/** Where no word told the kind: its likeness to the examples, unless the text is too short to be about anything. */
export function kindByLikeness(text: Normalised, lexicons: Lexicons): MessageKind {
  if (text.text.length <= SAYS_NOTHING) return 'other';
  return likeliestKind(text, lexicons.kinds, text.text.length <= BRIEF ? [] : SHORT_KINDS);
}
