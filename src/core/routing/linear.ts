import type { Vector } from './features.js';

/** One message to learn from for one department: whether it is the department's, and how much it counts. */
export interface Lesson {
  readonly vector: Vector;
  readonly belongs: boolean;
  readonly cost: number;
}

/** Weights per feature, the constant last. */
export type Weights = Float64Array;

export interface LinearOptions {
  /** What an error costs against keeping the weights small. */
  readonly cost: number;
  /** Difference of the projected gradients at which it is good enough. */
  readonly tolerance: number;
  readonly mostRounds: number;
}

/**
 * A linear separation by support vectors with squared loss, by dual coordinate descent with shrinking.
 * Deterministic: the order of the lessons is drawn by a fixed generator.
 * Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, “A dual coordinate descent method for large-scale linear SVM”, ICML 2008.
 */
export function separate(lessons: readonly Lesson[], features: number, options: LinearOptions): Weights {
  const state = prepared(lessons, features, options.cost);
  const draw = generator();
  const { order } = state;
  let active = order.length;
  let above = Infinity;
  for (let round = 0; round < options.mostRounds; round += 1) {
    shuffle(order, active, draw);
    let [most, least] = [-Infinity, Infinity];
    for (let at = 0; at < active; at += 1) {
      const i = order[at]!;
      const gradient = gradientOf(state, i);
      const free = state.alpha[i]! > 0;
      if (!free && gradient > above) {
        // Far inside its side: it will not move in the coming rounds.
        active -= 1;
        order[at] = order[active]!;
        order[active] = i;
        at -= 1;
        continue;
      }
      const projected = free ? gradient : Math.min(gradient, 0);
      most = Math.max(most, projected);
      least = Math.min(least, projected);
      if (Math.abs(projected) > 1e-12) step(state, i, gradient);
    }
    if (most - least <= options.tolerance) {
      if (active === order.length) break;
      active = order.length;
      above = Infinity;
      continue;
    }
    above = most <= 0 ? Infinity : most;
  }
  return state.weights;
}

interface State {
  readonly lessons: readonly Lesson[];
  readonly weights: Weights;
  readonly alpha: Float64Array;
  readonly diagonal: Float64Array;
  readonly length: Float64Array;
  readonly order: Int32Array;
}

function prepared(lessons: readonly Lesson[], features: number, cost: number): State {
  const diagonal = Float64Array.from(lessons, (lesson) => 0.5 / (cost * lesson.cost));
  const length = Float64Array.from(lessons, ({ vector }, i) => {
    let sum = 1;
    for (const value of vector.values) sum += value * value;
    return sum + diagonal[i]!;
  });
  return {
    lessons, diagonal, length, weights: new Float64Array(features + 1), alpha: new Float64Array(lessons.length),
    order: Int32Array.from(lessons, (_, i) => i),
  };
}

function gradientOf({ lessons, weights, alpha, diagonal }: State, i: number): number {
  const { vector, belongs } = lessons[i]!;
  const score = scoreOf(weights, vector);
  return (belongs ? score : -score) - 1 + alpha[i]! * diagonal[i]!;
}

function step({ lessons, weights, alpha, length }: State, i: number, gradient: number): void {
  const before = alpha[i]!;
  const after = Math.max(0, before - gradient / length[i]!);
  const { vector, belongs } = lessons[i]!;
  const change = belongs ? after - before : before - after;
  alpha[i] = after;
  if (change === 0) return;
  const { places, values } = vector;
  for (let k = 0; k < places.length; k += 1) weights[places[k]!]! += change * values[k]!;
  weights[weights.length - 1]! += change;
}

/** How far a message lies on the department's side. */
export function scoreOf(weights: Weights, { places, values }: Vector): number {
  let score = weights[weights.length - 1]!;
  for (let k = 0; k < places.length; k += 1) score += weights[places[k]!]! * values[k]!;
  return score;
}

function shuffle(order: Int32Array, count: number, draw: () => number): void {
  for (let i = 0; i < count - 1; i += 1) {
    const j = i + Math.floor(draw() * (count - i));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}

/** Numerical Recipes' linear congruential generator, 32 bits. */
function generator(): () => number {
  let state = 1;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}
