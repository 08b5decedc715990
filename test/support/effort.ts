/** What a computation costs, told so that neither a busy machine nor a slow one changes the answer of a test. */

/** Milliseconds of processor time: what other programs take meanwhile does not count. */
export function effort(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Ten times as much may take thirty times as long, compiling and collecting of garbage included, and never a hundred. */
export function expectInProportion(work: (size: number) => unknown, size: number): void {
  work(Math.ceil(size / 30));
  const tenth = effort(() => work(Math.ceil(size / 10)));
  expect(effort(() => work(size))).toBeLessThan(30 * Math.max(20, tenth));
}
