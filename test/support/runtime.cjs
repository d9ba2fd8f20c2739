/**
 * Loads the program once for all test files that a worker runs, as a server loads it once for all that it serves: what lies outside
 * `test/` stays from one file to the next, in the one global scope of environment.js. Test files, and what supports them, are loaded
 * afresh for each file (decision 0222).
 */
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { default: Runtime } = require('jest-runtime');

const tests = path.dirname(__dirname) + path.sep;
const ofOneFile = ['@jest/globals/', tests, pathToFileURL(tests).href];
/** What jest keeps in the global scope of what a file has told it. */
const toldToJest = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL'].map((name) => Symbol.for(name));

const kept = new WeakMap();

module.exports = class extends Runtime {
  constructor(...given) {
    const environment = given[1];
    const before = kept.get(environment);
    if (before) return before;
    super(...given);
    kept.set(environment, this);
  }

  teardown() {
    const { esModuleRegistry, moduleRegistry, internalModuleRegistry } = this.registries;
    for (const registry of [esModuleRegistry, moduleRegistry])
      for (const key of registry.keys())
        if (ofOneFile.some((start) => key.startsWith(start))) registry.delete(key);
    internalModuleRegistry.clear(); // of jest itself
    this.jestGlobals.clearJestObjectCache();
    for (const symbol of toldToJest) delete this._environment.global[symbol];
    this.testState.state = 'loading';
  }
};
