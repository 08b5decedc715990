import type { TopicLetter } from '../../core/judgement/topics/letters.js';
import { topicsOf, type Topic, type TopicOptions } from '../../core/judgement/topics/topics.js';

/** Runs in a thread of its own: hundreds of thousands of letters are gathered while requests go on. */
export function topics({ letters, options }: { letters: readonly TopicLetter[]; options: TopicOptions }): Topic[] {
  return topicsOf(letters, options);
}
