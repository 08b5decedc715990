/**
 * From scores to probabilities that can be believed: of what is said with 0.9, nine in ten are right. Learned on scores of
 * messages that were not trained on.
 */

/** Probabilities = softmax of `slope · score + shift` per department. */
export interface Calibration {
  readonly slope: number;
  readonly shift: readonly number[];
}

/** A message that was not trained on: its scores, and the department that had it. */
export interface Held {
  readonly scores: readonly number[];
  readonly right: number;
}

const ROUNDS = 200;
/** Pull towards no shift, in messages: few cases of a department say little about it. */
const RESTRAINT = 2;

/** Softmax, stable for any scores. */
export function probabilities(scores: readonly number[], { slope, shift }: Calibration): number[] {
  const shifted = scores.map((score, i) => slope * score + (shift[i] ?? 0));
  const most = Math.max(...shifted);
  const powers = shifted.map((each) => Math.exp(each - most));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}

/**
 * Fits slope and shifts by the likelihood of what happened (vector scaling with one slope; Guo and others 2017).
 * Gradient steps with adaptive length (Rprop); deterministic. Fewer than ten messages give the default.
 */
export function calibrate(held: readonly Held[], departments: number): Calibration {
  let calibration: Calibration = { slope: 2, shift: Array.from({ length: departments }, () => 0) };
  if (held.length < 10) return calibration;
  let lengths = Array.from({ length: departments + 1 }, () => 0.1);
  let before = lengths.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = gradientOf(held, calibration);
    lengths = lengths.map((length, i) => {
      const turned = gradient[i]! * before[i]!;
      return turned > 0 ? Math.min(length * 1.2, 1) : turned < 0 ? length * 0.5 : length;
    });
    const moved = gradient.map((each, i) => -Math.sign(each) * lengths[i]!);
    calibration = {
      slope: Math.max(0.1, calibration.slope + moved[0]!),
      shift: calibration.shift.map((each, i) => each + moved[i + 1]!),
    };
    before = gradient;
  }
  return calibration;
}

/** Of the negative log-likelihood: the slope's first, then the shifts'. */
function gradientOf(held: readonly Held[], calibration: Calibration): number[] {
  const gradient = [0, ...calibration.shift.map((shift) => RESTRAINT * shift)];
  for (const { scores, right } of held) {
    const said = probabilities(scores, calibration);
    said.forEach((probability, i) => {
      const error = probability - (i === right ? 1 : 0);
      gradient[0]! += error * scores[i]!;
      gradient[i + 1]! += error;
    });
  }
  return gradient;
}

/** A proposal that was made and whether it was right. */
export interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
}

export interface Threshold {
  /** Assign by itself from here; above 1: never. */
  readonly confidence: number;
  /** Of the held-back messages, how many lie at or above it, and how many of these were right; 0–1. */
  readonly share: number;
  readonly precision: number;
}

export const NEVER: Threshold = { confidence: 2, share: 0, precision: 0 };
/** One-sided 95 % of the normal distribution. */
const SURE = 1.645;

/**
 * The share that can be believed after so many were right of so many: the lower end of Wilson’s interval, 95 % one-sided
 * (E. B. Wilson, JASA 1927). Never above the share seen; 0 of none.
 * Example: 60 of 60 → 0.957; 970 of 1,000 → 0.960.
 */
export function surely(right: number, of: number): number {
  if (of === 0) return 0;
  const share = right / of;
  const square = SURE * SURE;
  return (share + square / (2 * of) - SURE * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
}

/**
 * The lowest confidence from which proposals were right often enough, with a margin: not the share seen must reach the
 * precision, but the share that can be believed. The lowest of many thresholds is picked, and the best looking of many is
 * partly luck; and few messages tell little (of 88 all must be right for 0.97). `NEVER` where no confidence reaches it.
 */
export function thresholdFor(outcomes: readonly Outcome[], precision: number): Threshold {
  const falling = [...outcomes].sort((a, b) => b.confidence - a.confidence || Number(a.right) - Number(b.right));
  let right = 0;
  let best = NEVER;
  falling.forEach((outcome, i) => {
    right += Number(outcome.right);
    const said = i + 1;
    const lastOfItsConfidence = falling[said]?.confidence !== outcome.confidence;
    if (lastOfItsConfidence && surely(right, said) >= precision) {
      best = { confidence: outcome.confidence, share: said / outcomes.length, precision: right / said };
    }
  });
  return best;
}
