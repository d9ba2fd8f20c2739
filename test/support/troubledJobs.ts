/** A thread of jobs that take it in various ways; each says by its wishes what it waits for. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobKind, Work } from '../../src/access/jobs/job.ts';
import { serveJobs } from '../../src/app/serveJobs.ts';

interface Wishes {
  /** A file that somebody makes. */
  readonly until?: string;
}

const ways: Record<string, (work: Work<Wishes>) => Promise<void> | void> = {
  /** Computes, and gives nobody else a turn, until a file is there. */
  busy({ parameters, write }) {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    while (!existsSync(parameters.until!)) Atomics.wait(pause, 0, 0, 5);
    write('done');
  },
  silence: async () => await wait(2 ** 30),
  memory() {
    const all: number[][] = [];
    for (;;) all.push(Array.from({ length: 1000 }, (_, at) => at + all.length));
  },
  async error() {
    setImmediate(() => {
      throw new Error('outside of the job');
    });
    await wait(2 ** 30);
  },
  exit: () => process.exit(),
  rejected: () => Promise.reject(new Error('inside of the job')),
};

const kinds = Object.entries(ways).map(([name, way]): JobKind<Wishes> => {
  return {
    name,
    title: { vi: name, en: name },
    file: { name: 'file.txt', mediaType: 'text/plain' },
    async run(work) {
      await work.checkpoint({ done: 0, resumeFrom: null });
      await way(work);
    },
  };
});

await serveJobs(() => kinds);
