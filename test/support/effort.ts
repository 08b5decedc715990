/** What a computation costs, told so that neither a busy machine nor a slow one changes the answer of a test. */

/** Milliseconds of processor time: what other programs take meanwhile does not count. */
export function effort(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Ten times as much may take thirty times as long, compiling included, and never a hundred; of three tries the best counts, as others leave garbage to collect. */
export function expectInProportion(work: (size: number) => unknown, size: number): void {
  work(Math.ceil(size / 30));
  const tenth = effort(() => work(Math.ceil(size / 10)));
  const limit = 30 * Math.max(20, tenth);
  let least = Infinity;
  for (let tries = 0; tries < 3 && least >= limit; tries++) least = Math.min(least, effort(() => work(size)));
  expect(least).toBeLessThan(limit);
}
