import { COMPILER } from './config/build/compiler.mjs';

/** ESM jest on swc; several files at once, one database each. */
export default {
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/start-servers.ts',
  globalTeardown: '<rootDir>/test/support/stop-servers.ts',
  maxWorkers: 2,
  collectCoverage: false,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...COMPILER, sourceMaps: 'inline' }] },
  // For a machine that is slow and busy as well: a test that is cut off goes on in the office of the next.
  testTimeout: 300_000,
};
