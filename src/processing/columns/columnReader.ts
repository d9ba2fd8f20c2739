/**
 * Queries the columns. Chunks are fetched from the store when first needed and counted in a worker thread, so that no other
 * request waits. The thread starts with the first query. Chunks and tables are cached within a limit.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { boundedCache } from '../../platform/boundedCache.ts';
import { startThread } from '../../platform/startThread.ts';
import { cellLength } from '../../statistics/estimation/cell.ts';
import type { ColumnQuery, CountedGroup } from './columnQuery.ts';
import type { Drivers, DriversTask } from './driverSums.ts';
import type { ColumnTask, WorkerAnswer, WorkerRequest } from './columnWorker.ts';
import type { ChunkName } from './store.ts';
import type { Stores } from '../stores.ts';

export const usualCacheBytes = 256 * 2 ** 20;

interface ColumnQuestion {
  readonly roundId: string;
  readonly plan: CountingPlan;
  readonly query: ColumnQuery;
}

interface DriversQuestion extends Omit<ColumnQuestion, 'query'>, Pick<DriversTask, 'query' | 'outcome'> {}

/** More than the drivers of one outcome take. */
const driversBytes = 16_384;

/** The share of the cache for tables; the rest is for chunks. */
const ofTables = 1 / 8;

/** The thread that counts, from the first message on. @param bytesMax limit of its chunks */
function countingThread(bytesMax: number) {
  let thread: Worker | undefined;
  let chunkBytes = 0;
  return {
    /** One message at a time: a reply belongs to the message before it. */
    async ask(request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): Promise<WorkerAnswer> {
      thread ??= startThread(new URL('./columnWorker.ts', import.meta.url), { workerData: { bytesMax } });
      const answered = once(thread, 'message') as Promise<[WorkerAnswer]>;
      thread.ref();
      thread.postMessage(request, transfer);
      try {
        const [answer] = await answered;
        if ('heldBytes' in answer) chunkBytes = answer.heldBytes;
        return answer;
      } catch (error) {
        thread = undefined; // the thread has ended; the next query starts another one
        throw error;
      } finally {
        thread?.unref();
      }
    },
    chunkBytes: () => chunkBytes,
    async stop(): Promise<void> {
      await thread?.terminate();
      thread = undefined;
      chunkBytes = 0;
    },
  };
}

/** Answers a task from chunks, each fetched from the store where the thread does not have it. */
function chunkCounter(thread: ReturnType<typeof countingThread>, columns: Stores['columns']) {
  let queries = 0;
  return countChunks;

  async function countIn(query: number, name: ChunkName): Promise<void> {
    const chunk = `${name.generation}/${name.roundId}/${name.number}/${name.version}`;
    const { missing } = (await thread.ask({ kind: 'count', query, chunk })) as { missing: boolean };
    if (!missing) return;
    const kept = await columns.findCompressed(name);
    if (!kept) return; // a rebuild has removed the chunk: the query is repeated
    const { lists, rows, length } = kept;
    const deflated = new Uint8Array(kept.deflated); // a copy, to be transferred
    await thread.ask({ kind: 'load', chunk, kept: { lists, rows, length, deflated } }, [deflated.buffer]);
    await thread.ask({ kind: 'count', query, chunk });
  }

  async function countChunks(
    task: ColumnTask,
    names: readonly ChunkName[],
  ): Promise<readonly CountedGroup[] | Drivers> {
    const query = (queries += 1);
    await thread.ask({ kind: 'begin', query, task });
    for (const name of names) await countIn(query, name);
    return ((await thread.ask({ kind: 'end', query })) as { result: readonly CountedGroup[] | Drivers })
      .result;
  }
}

/** @param bytesMax limit of the cache */
export function columnReader(
  { columns, submissions }: Pick<Stores, 'columns' | 'submissions'>,
  bytesMax = usualCacheBytes,
) {
  const tables = boundedCache<readonly CountedGroup[] | Drivers>(bytesMax * ofTables);
  const thread = countingThread(bytesMax * (1 - ofTables));
  const countChunks = chunkCounter(thread, columns);
  let queue: Promise<unknown> = Promise.resolve();

  /** Only what changes the result is in the key: a closed round has the same tables while other rounds grow. */
  async function run({ roundId, ...asked }: ColumnQuestion | DriversQuestion): Promise<unknown> {
    for (;;) {
      const { generation, size } = await columns.findState();
      const annulled = (await submissions.listAnnulled(roundId)).sort((one, other) => one - other);
      const names = await columns.list({ generation, roundId });
      const below = Math.min(size, (names.at(-1)?.to ?? -1) + 1);
      const versions = names.map(({ number, version }) => [number, version]);
      const key = hashOf([roundId, generation, versions, below, annulled, asked]);
      const known = tables.get(key);
      if (known) return known;
      const result = await countChunks({ ...asked, annulled: Uint32Array.from(annulled), below }, names);
      if ((await columns.findState()).generation !== generation) continue;
      tables.set(key, result, Array.isArray(result) ? result.length * bytesOf(asked.plan) : driversBytes);
      return result;
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
    /** Memory of the cache. */
    heldBytes: () => ({ chunks: thread.chunkBytes(), tables: tables.bytes }),
    /** Ends the thread and discards its chunks. */
    stop: async (): Promise<void> => await thread.stop(),
  };
}
export type ColumnReader = ReturnType<typeof columnReader>;

function hashOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** Memory of a group, with its keys. */
function bytesOf(plan: CountingPlan): number {
  return 8 * cellLength(plan) + 200;
}
