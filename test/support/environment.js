/**
 * The global scope that all test files of a worker share, as runtime.cjs needs it; whoever watches, and edits the program meanwhile,
 * gets one for each file. Threads that a file has started end with it: each would keep all that it holds.
 */
import threads from 'node:worker_threads';
import { TestEnvironment } from 'jest-environment-node';

const started = new Set();

threads.Worker = class extends threads.Worker {
  constructor(...given) {
    super(...given);
    started.add(this);
    this.once('exit', () => started.delete(this));
  }
};

let kept;

export default class extends TestEnvironment {
  constructor(...given) {
    if (kept) return kept;
    super(...given);
    const { watch, watchAll } = given[0].globalConfig;
    if (!watch && !watchAll) kept = this;
  }

  async teardown() {
    await Promise.all([...started].map((thread) => thread.terminate()));
    if (this !== kept) await super.teardown();
  }
}
