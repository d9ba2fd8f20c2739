/** Tests run as native ES modules; swc only strips the types. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  testEnvironment: '<rootDir>/test/support/environment.js',
  testSequencer: '<rootDir>/test/support/sequencer.js',
  runtime: '<rootDir>/test/support/runtime.cjs',
  globalSetup: '<rootDir>/test/support/globalSetup.js',
  globalTeardown: '<rootDir>/test/support/globalTeardown.js',
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB', // modules of one file are not all let go of before the next
  testTimeout: 60_000,
};
