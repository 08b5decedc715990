/** Lets everything that waits go first: between the batches of long work, so that no request stands behind it. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
