/**
 * The environment of every test file, and how a worker ends. Giving back what a whole application with its tests has taken
 * lasts longer on a busy machine than the half second jest waits, which then says that a worker “failed to exit gracefully”
 * as if a test had left something open. With nothing left to do it ends at once; with something open it still waits, and
 * jest still says so.
 */
import { TestEnvironment } from 'jest-environment-node';

if (process.send) process.once('beforeExit', () => process.exit());

// oxlint-disable-next-line import/no-default-export -- jest knows an environment by nothing else
export default TestEnvironment;
