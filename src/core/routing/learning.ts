import type { DutyList } from '../judgement/ranking.js';
import { compare, type Comparison, type Judged } from './comparing.js';
import { groupsOf, partOf } from './grouping.js';
import { propose } from './proposing.js';
import { readRouter, routerOf, writeRouter, type Router } from './router-file.js';
import { train, type Example } from './training.js';

/** What an office has confirmed, and what is proposed by until now. */
export interface LearningTask {
  readonly examples: readonly Example[];
  readonly duties: readonly DutyList[];
  readonly former: { readonly version: number; readonly model: Uint8Array } | null;
}

/** A new model beside the one before. */
export interface LearningResult {
  readonly model: Uint8Array;
  readonly figures: Router['figures'];
  readonly threshold: Router['threshold'];
  readonly comparison: Comparison;
  readonly learnedFrom: number;
}

/** One matter in so many is never learned from, by any version: by these the versions are compared. */
const HELD_BACK_OF = 10;

/**
 * Learns from all but the held-back cases and compares with what was in use. The held-back ones are chosen by what they
 * belong to, not by when they came: they stay the same from version to version.
 * @throws RangeError with fewer than two departments
 */
export function learn({ examples, duties, former }: LearningTask): LearningResult {
  const { lessons, heldBack } = divided(examples);
  const router = routerOf(train(lessons));
  return {
    model: writeRouter(router), figures: router.figures, threshold: router.threshold, learnedFrom: lessons.length,
    comparison: compare(judged(heldBack, duties, router, former && readRouter(former.model)), former?.version ?? null),
  };
}

/** Two kept models, or the duty lists (`null`), on the held-back cases of today. */
export function compareKept(examples: readonly Example[], duties: readonly DutyList[], now: Uint8Array | null, before: LearningTask['former']): Comparison {
  const { heldBack } = divided(examples);
  return compare(judged(heldBack, duties, now && readRouter(now), before && readRouter(before.model)), before?.version ?? null);
}

function judged(heldBack: readonly Example[], duties: readonly DutyList[], now: Router | null, before: Router | null): Judged[] {
  return heldBack.flatMap((example) => (example.department === null ? [] : [{
    right: example.department, now: propose(example, duties, now, false).department, before: propose(example, duties, before, false).department,
  }]));
}

function divided(examples: readonly Example[]): { lessons: Example[]; heldBack: Example[] } {
  const groups = groupsOf(examples.map(({ subject, detail }) => `${subject ?? ''} ${detail}`), examples.map(({ together }) => together ?? []));
  // By the first of a group: by any of them, a large group would nearly always be held back and never learned from.
  const isHeld = (_: Example, i: number): boolean => {
    const first = examples[groups[i]!]!;
    return partOf(first.together?.[0] ?? first.detail, HELD_BACK_OF) === 0;
  };
  return { lessons: examples.filter((example, i) => !isHeld(example, i)), heldBack: examples.filter(isHeld) };
}
