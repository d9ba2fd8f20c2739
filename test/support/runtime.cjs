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
/** What holds the tests of a file; the rest of jest, such as `expect`, stays. */
const runner = path.dirname(require.resolve('jest-circus/package.json')) + path.sep;
/** What jest keeps in the global scope of what a file has told it. */
const toldToJest = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL'].map((name) => Symbol.for(name));

/**
 * By an AsyncLocalStorage jest's runner knows which test an error belongs to. On Node below 24 one that has ever run slows down every
 * promise of the process from then on, and each file brings another. Tests of ours run one after the other: a variable tells as much.
 */
class OneAtATime {
  getStore() {
    return this.store;
  }

  async run(store, act) {
    const before = this.store;
    this.store = store;
    try {
      return await act();
    } finally {
      this.store = before;
    }
  }
}

const kept = new WeakMap();

module.exports = class extends Runtime {
  constructor(...given) {
    const environment = given[1];
    const before = kept.get(environment);
    if (before) return before;
    super(...given);
    kept.set(environment, this);
  }

  requireInternalModule(from, to) {
    if (!from.startsWith(runner)) return super.requireInternalModule(from, to);
    const { coreModule } = this;
    const require = coreModule.require.bind(coreModule);
    coreModule.require = (name) =>
      name === 'node:async_hooks' ? { ...require(name), AsyncLocalStorage: OneAtATime } : require(name);
    try {
      return super.requireInternalModule(from, to);
    } finally {
      delete coreModule.require;
    }
  }

  teardown() {
    const { esModuleRegistry, moduleRegistry, internalModuleRegistry } = this.registries;
    for (const registry of [esModuleRegistry, moduleRegistry])
      for (const key of registry.keys())
        if (ofOneFile.some((start) => key.startsWith(start))) registry.delete(key);
    for (const key of internalModuleRegistry.keys())
      if (key.startsWith(runner)) internalModuleRegistry.delete(key);
    this.jestGlobals.clearJestObjectCache();
    for (const symbol of toldToJest) delete this._environment.global[symbol];
    this.testState.state = 'loading';
  }
};
