import { normalise } from '../../src/core/language/normalise.js';
import { grams } from '../../src/core/language/similarity.js';

export interface Row {
  id: string;
  group: string;
  subject: string;
  message: string;
  reply: string;
}

/** For each row the row whose message is most like its own (cosine of character pairs and triples, weighted by rarity) and whose reply is another. */
export function nearest(rows: readonly Row[], mayShareGroup: boolean): number[] {
  const vectors = rows.map(({ subject, message }) => grams(normalise(`${subject}\n${message}`).text));
  const spread = new Map<string, number>();
  for (const vector of vectors) for (const gram of vector.keys()) spread.set(gram, (spread.get(gram) ?? 0) + 1);
  const weight = (gram: string, count: number): number => (1 + Math.log(count)) * Math.log(rows.length / (spread.get(gram) ?? 1));
  const postings = new Map<string, [number, number][]>();
  vectors.forEach((vector, row) => {
    const length = Math.sqrt([...vector].reduce((sum, [gram, count]) => sum + weight(gram, count) ** 2, 0));
    for (const [gram, count] of vector) {
      const known = spread.get(gram) ?? 0;
      if (known > 1 && known < rows.length / 4) postings.set(gram, [...(postings.get(gram) ?? []), [row, weight(gram, count) / length]]);
    }
  });
  return vectors.map((vector, row) => {
    const score = new Float64Array(rows.length);
    for (const [gram, count] of vector) for (const [other, share] of postings.get(gram) ?? []) score[other] = (score[other] ?? 0) + weight(gram, count) * share;
    const mine = rows[row];
    let best = row === 0 ? 1 : 0;
    rows.forEach((other, at) => {
      if (at === row || other.reply === mine?.reply || (!mayShareGroup && other.group === mine?.group)) return;
      if ((score[at] ?? 0) > (score[best] ?? 0) || best === row) best = at;
    });
    return best;
  });
}

/** A row of another group for each row, the same at every run. */
export function random(rows: readonly Row[], seed: number): number[] {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32;
  return rows.map((row) => {
    for (;;) {
      const at = Math.floor(next() * rows.length);
      if (rows[at]?.group !== row.group && rows[at]?.reply !== row.reply) return at;
    }
  });
}

/** The part, 0 to 4, a group falls into. */
export function partOf(group: string): number {
  let value = 0x811c9dc5;
  for (const unit of group) value = Math.imul(value ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0) % 5;
}

/** Logistic regression by Newton's method with a little ridge, on standardised signals; returns bias and weights of the signals as they are. */
export function fitted(signals: readonly (readonly number[])[], truth: readonly number[], weights: readonly number[]): number[] {
  const width = signals[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, k) => signals.reduce((sum, row) => sum + (row[k] ?? 0), 0) / signals.length);
  const deviation = mean.map((m, k) => Math.sqrt(signals.reduce((sum, row) => sum + ((row[k] ?? 0) - m) ** 2, 0) / signals.length) + 1e-9);
  const rows = signals.map((row) => [1, ...row.map((value, k) => (value - (mean[k] ?? 0)) / (deviation[k] ?? 1))]);
  let beta = Array.from({ length: width + 1 }, () => 0);
  for (let turn = 0; turn < 20; turn += 1) {
    const gradient = beta.map((b, k) => (k === 0 ? 0 : -b));
    const hessian = beta.map((_, k) => beta.map((__, l) => (k === l && k > 0 ? 1 : 0)));
    rows.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * (beta[k] ?? 0), 0)));
      const w = weights[i] ?? 1;
      row.forEach((value, k) => {
        gradient[k] = (gradient[k] ?? 0) + w * ((truth[i] ?? 0) - p) * value;
        const line = hessian[k] as number[];
        row.forEach((other, l) => (line[l] = (line[l] ?? 0) + w * p * (1 - p) * value * other));
      });
    });
    const step = solved(hessian, gradient);
    beta = beta.map((b, k) => b + (step[k] ?? 0));
  }
  const plain = beta.slice(1).map((b, k) => b / (deviation[k] ?? 1));
  return [(beta[0] ?? 0) - plain.reduce((sum, b, k) => sum + b * (mean[k] ?? 0), 0), ...plain];
}

/** Gauss with pivoting. */
function solved(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let at = 0; at < rows.length; at += 1) {
    const pivot = rows.reduce((best, row, i) => (i >= at && Math.abs(row[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0) ? i : best), at);
    [rows[at], rows[pivot]] = [rows[pivot] as number[], rows[at] as number[]];
    const line = rows[at] as number[];
    rows.forEach((row, i) => {
      if (i === at) return;
      const factor = (row[at] ?? 0) / (line[at] ?? 1);
      line.forEach((value, k) => (row[k] = (row[k] ?? 0) - factor * value));
    });
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}
