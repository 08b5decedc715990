import type { Comparison } from '../../core/routing/comparing.js';
import { compareKept, learn as learnFrom, type LearningResult, type LearningTask } from '../../core/routing/learning.js';
import type { ComparisonTask } from './learning.js';

/** Runs in a thread of its own: learning never holds up a request or a judgement. */
export const learn = (task: LearningTask): LearningResult => learnFrom(task);

export const compare = ({ examples, duties, model, former }: ComparisonTask): Comparison => compareKept(examples, duties, model, former);
