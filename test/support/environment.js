/**
 * The global scope that all test files of a worker share, as runtime.cjs needs it; whoever watches, and edits the program meanwhile,
 * gets one for each file. Threads of ours run as compiled at the start of the run (globalSetup.js), for a loader takes each a quarter of a
 * second. Threads and programs end with the file that has started them: a thread would keep all that it holds, and a server that a failed
 * test has left would keep jest from ending.
 */
import programs from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import threads from 'node:worker_threads';
import { TestEnvironment } from 'jest-environment-node';

const project = join(import.meta.dirname, '..', '..');
const started = new Set();
const startedPrograms = new Set();

const { spawn } = programs;
programs.spawn = (...given) => {
  const program = spawn(...given);
  startedPrograms.add(program);
  for (const over of ['close', 'error']) program.once(over, () => startedPrograms.delete(program));
  return program;
};

/** As SIGTERM first, which a tracer such as strace passes on. */
async function endProgram(program) {
  const closed = once(program, 'close');
  program.kill();
  const late = setTimeout(() => program.kill('SIGKILL'), 5000);
  await closed;
  clearTimeout(late);
}

threads.Worker = class extends threads.Worker {
  constructor(program, options) {
    const [, source] = /import\("(file:[^"]+\.ts)"\)/.exec(program) ?? [];
    if (source === undefined) super(program, options);
    else super(compiled(fileURLToPath(source)), { ...options, eval: false });
    started.add(this);
    this.once('exit', () => started.delete(this));
  }
};

function compiled(file) {
  return join(process.env.TEST_COMPILED, relative(project, file).replace(/\.ts$/, '.js'));
}

let kept;

export default class extends TestEnvironment {
  constructor(...given) {
    if (kept) return kept;
    super(...given);
    const { watch, watchAll } = given[0].globalConfig;
    if (!watch && !watchAll) kept = this;
  }

  async teardown() {
    const ends = [...started].map((thread) => thread.terminate());
    await Promise.all([...ends, ...[...startedPrograms].map(endProgram)]);
    if (this !== kept) await super.teardown();
  }
}
