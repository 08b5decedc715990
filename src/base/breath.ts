/** Does the same with each of a list, so many at a time; the answers stand as the list does. */
export async function manyAtOnce<T, R>(list: readonly T[], atOnce: number, work: (each: T) => Promise<R>): Promise<R[]> {
  const [answers, waiting]: [R[], IterableIterator<[number, T]>] = [[], list.entries()];
  const lane = async (): Promise<void> => {
    for (const [index, each] of waiting) {
      answers[index] = await work(each);
      await breath();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return answers;
}

/** Lets everything that waits go first: between the batches of long work, so that no request stands behind it. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
