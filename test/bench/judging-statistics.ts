/** Chance that a positive scores above a negative, ties counted half. */
export function auc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [...positives.map((v) => ({ v, p: 1 })), ...negatives.map((v) => ({ v, p: 0 }))].sort(
    (a, b) => a.v - b.v,
  );
  const ranks = averageRanks(all.map(({ v }) => v));
  const sum = all.reduce((total, { p }, i) => total + p * (ranks[i] ?? 0), 0);
  return (sum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length);
}

/** Ranks from 1 of an ascending list, equal values sharing their mean rank. */
function averageRanks(sorted: readonly number[]): number[] {
  const ranks: number[] = [];
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j] === sorted[i]) j += 1;
    for (let k = i; k < j; k += 1) ranks.push((i + j + 1) / 2);
    i = j;
  }
  return ranks;
}

/** Rank correlation of two lists of equal length. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const rankOf = (values: readonly number[]): number[] => {
    const order = values.map((v, i) => ({ v, i })).sort((x, y) => x.v - y.v);
    const ranks = averageRanks(order.map(({ v }) => v));
    const out: number[] = [];
    order.forEach(({ i }, k) => (out[i] = ranks[k] ?? 0));
    return out;
  };
  const [x, y] = [rankOf(a), rankOf(b)];
  const mean = (x.length + 1) / 2;
  const dot = (p: number[], q: number[]): number => p.reduce((sum, v, i) => sum + (v - mean) * ((q[i] ?? 0) - mean), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** Precision, recall and F1 of a yes-or-no answer. */
export function agreement(said: readonly boolean[], truth: readonly boolean[]): string {
  const hit = said.filter((s, i) => s && truth[i]).length;
  const [yes, real] = [said.filter(Boolean).length, truth.filter(Boolean).length];
  const f1 = yes + real === 0 ? 0 : (2 * hit) / (yes + real);
  return `P ${(hit / Math.max(1, yes)).toFixed(2)} R ${(hit / Math.max(1, real)).toFixed(2)} F1 ${f1.toFixed(2)} (said ${yes}, real ${real})`;
}
