/** Rank sets off the request: in a thread that is started when many units are first to be compared, one wish at a time. */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../startThread.ts';
import type { ComparedUnit, RankSet } from './rankSets.ts';
import type { RankSetsAnswer, RankSetsWish } from './rankSetsWorker.ts';

interface Waiting {
  readonly resolve: (sets: readonly RankSet[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

let thread: Thread | undefined;
let wishes = 0;

/** @throws Error when the thread broke down; the next call starts another */
export async function rankSetsAside(units: readonly ComparedUnit[]): Promise<readonly RankSet[]> {
  thread ??= startComparing();
  const { worker, waiting } = thread;
  wishes += 1;
  const wish: RankSetsWish = { id: wishes, units };
  return await new Promise((resolve, reject) => {
    waiting.set(wish.id, { resolve, reject });
    worker.ref();
    worker.postMessage(wish);
  });
}

function startComparing(): Thread {
  const worker = startThread(new URL('./rankSetsWorker.ts', import.meta.url));
  const made: Thread = { worker, waiting: new Map() };
  made.worker.on('message', ({ id, sets }: RankSetsAnswer) => {
    made.waiting.get(id)?.resolve(sets);
    made.waiting.delete(id);
    if (made.waiting.size === 0) made.worker.unref(); // an idle thread keeps no program from ending
  });
  const end = (error: unknown): void => {
    for (const { reject } of made.waiting.values()) reject(error);
    if (thread === made) thread = undefined;
  };
  made.worker.once('error', end);
  made.worker.once('exit', () => end(new Error('the thread that compares units ended')));
  return made;
}
