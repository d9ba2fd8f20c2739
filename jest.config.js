/**
 * Folders of `test/` whose tests take a browser, programs of their own, minutes of arithmetic, or thousands of tries: they run with `npm run test:all`, and for
 * whoever names a path (`npm test -- test/journeys`).
 */
const wide = ['attack', 'faults', 'journeys', 'processes', 'trials'];
const isAll = process.env.TESTS === 'all';
const isNamed = process.argv.slice(2).some((word) => /^(?!-)(.*\/)?test\//.test(word));

/** Tests run as native ES modules; swc only strips the types. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: isAll || isNamed ? [] : [`<rootDir>/test/(${wide.join('|')})/`],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  testEnvironment: '<rootDir>/test/support/environment.js',
  testSequencer: '<rootDir>/test/support/sequencer.js',
  runtime: '<rootDir>/test/support/runtime.cjs',
  globalSetup: '<rootDir>/test/support/globalSetup.js',
  globalTeardown: '<rootDir>/test/support/globalTeardown.js',
  // More than a small machine has cores: tests wait for stores, and the wide ones for browsers, programs and disks too.
  maxWorkers: isAll ? 4 : 3,
  workerIdleMemoryLimit: '1500MB', // modules of one file are not all let go of before the next
  testTimeout: 180_000, // against what stands still; how long a test takes is the machine's affair
};
