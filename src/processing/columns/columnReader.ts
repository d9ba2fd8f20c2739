/**
 * Queries the columns. Chunks are fetched from the store when first needed and counted in a worker thread, so that no other
 * request waits. The thread starts with the first query; its memory is limited.
 */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { startThread } from '../../platform/startThread.ts';
import type { ColumnQuery, CountedGroup } from './columnQuery.ts';
import type { Drivers, DriversTask } from './driverSums.ts';
import type { WorkerAnswer, WorkerRequest } from './columnWorker.ts';
import type { ChunkName } from './store.ts';
import type { Stores } from '../stores.ts';

interface ColumnQuestion {
  readonly roundId: string;
  readonly plan: CountingPlan;
  readonly query: ColumnQuery;
}

interface DriversQuestion extends Omit<ColumnQuestion, 'query'>, Pick<DriversTask, 'query' | 'outcome'> {}

export function columnReader({ columns, submissions }: Pick<Stores, 'columns' | 'submissions'>) {
  let thread: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let queries = 0;

  /** One message at a time: a reply belongs to the message before it. */
  async function ask(request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): Promise<WorkerAnswer> {
    thread ??= startThread(new URL('./columnWorker.ts', import.meta.url));
    const answered = once(thread, 'message') as Promise<[WorkerAnswer]>;
    thread.ref();
    thread.postMessage(request, transfer);
    try {
      return (await answered)[0];
    } catch (error) {
      thread = undefined; // the thread has ended; the next query starts another one
      throw error;
    } finally {
      thread?.unref();
    }
  }

  async function countIn(query: number, name: ChunkName): Promise<void> {
    const chunk = `${name.generation}/${name.roundId}/${name.number}/${name.version}`;
    const { missing } = (await ask({ kind: 'count', query, chunk })) as { missing: boolean };
    if (!missing) return;
    const kept = await columns.find(name);
    if (!kept) return; // a rebuild has removed the chunk: the query is repeated
    const { lists, rows } = kept;
    const bytes = new Uint8Array(kept.bytes); // a copy of the bytes, to be transferred
    await ask({ kind: 'load', chunk, packed: { lists, rows, bytes } }, [bytes.buffer]);
    await ask({ kind: 'count', query, chunk });
  }

  async function run({ roundId, ...asked }: ColumnQuestion | DriversQuestion): Promise<unknown> {
    for (;;) {
      const { generation, size } = await columns.findState();
      const annulled = Uint32Array.from(await submissions.listAnnulled(roundId));
      const number = (queries += 1);
      await ask({ kind: 'begin', query: number, task: { ...asked, annulled, below: size } });
      for (const name of await columns.list({ generation, roundId })) await countIn(number, name);
      const { result } = (await ask({ kind: 'end', query: number })) as { result: unknown };
      if ((await columns.findState()).generation === generation) return result;
    }
  }

  async function inTurn(question: ColumnQuestion | DriversQuestion): Promise<unknown> {
    const done = queue.then(() => run(question));
    queue = done.catch(() => {});
    return await done;
  }

  return {
    /** Runs one query after another. @returns the groups that contain a submission */
    async count(question: ColumnQuestion): Promise<readonly CountedGroup[]> {
      return (await inTurn(question)) as readonly CountedGroup[];
    },
    /** The drivers of an outcome among the respondents within the limits, with bootstrap intervals. */
    async drivers(question: DriversQuestion): Promise<Drivers> {
      return (await inTurn(question)) as Drivers;
    },
    /** Ends the thread and discards its cache. */
    async stop(): Promise<void> {
      await thread?.terminate();
      thread = undefined;
    },
  };
}
export type ColumnReader = ReturnType<typeof columnReader>;
