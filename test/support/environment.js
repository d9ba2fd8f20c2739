/**
 * Ends the threads that a test file has started when the file is done. The program keeps its own for as long as it runs, and each
 * would keep everything that the file has loaded.
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

export default class extends TestEnvironment {
  async teardown() {
    await Promise.all([...started].map((thread) => thread.terminate()));
    await super.teardown();
  }
}
