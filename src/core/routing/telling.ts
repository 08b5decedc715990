import type { Vector } from './features.js';

/** A feature that stands alike in the cases of all departments keeps this much. */
const LEAST = 0.2;
/** As many messages as are added to every feature in the proportions of all: a rare one tells little by chance. */
const PRIOR = 1;

/**
 * How much each feature tells departments apart: the square root of the divergence (Kullback–Leibler) of the departments
 * where it stands from the departments of all, and a little more. In place of the log-count ratios of Wang and Manning
 * (“Baselines and Bigrams”, ACL 2012), which need vectors of their own for every department and gain nothing beside it.
 *
 * `owners`: the department of each vector by number; −1 for a vector that is not counted.
 */
export function tellingOf(vectors: readonly Vector[], owners: Int32Array, departments: number, features: number): Float32Array {
  const amounts = new Float64Array(features * departments);
  const of = new Float64Array(departments);
  vectors.forEach(({ places, values }, i) => {
    const owner = owners[i]!;
    if (owner < 0) return;
    for (let k = 0; k < places.length; k += 1) amounts[places[k]! * departments + owner]! += values[k]!;
    for (const value of values) of[owner]! += value;
  });
  const all = of.reduce((sum, each) => sum + each, 0);
  const shares = of.map((each) => (all === 0 ? 1 / departments : each / all));
  return Float32Array.from({ length: features }, (_, feature) => {
    const own = amounts.subarray(feature * departments, (feature + 1) * departments);
    const whole = own.reduce((sum, each) => sum + each, 0) + PRIOR;
    let divergence = 0;
    own.forEach((amount, d) => {
      const share = (amount + PRIOR * shares[d]!) / whole;
      if (share > 0) divergence += share * Math.log(share / shares[d]!);
    });
    return LEAST + Math.sqrt(Math.max(0, divergence));
  });
}
