/** The counting thread. It caches the most recently used chunks and counts them on request. */
import { parentPort, workerData } from 'node:worker_threads';
import { boundedCache } from '../../platform/boundedCache.ts';
import { decompressedNow, type CompressedChunk } from './compressedChunk.ts';
import type { CountedGroup, CountingTask } from './columnQuery.ts';
import { columnCounter } from './countColumns.ts';
import { driverCounter, type Drivers, type DriversTask } from './driverSums.ts';
import { heldChunk, type HeldChunk } from './heldChunk.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

/** The messages of a query, in order: begin; for each chunk count (and, if the chunk is missing, load and count again); end. */
export type WorkerRequest =
  | { readonly kind: 'begin'; readonly query: number; readonly task: ColumnTask }
  | { readonly kind: 'count'; readonly query: number; readonly chunk: string }
  | { readonly kind: 'load'; readonly chunk: string; readonly kept: CompressedChunk }
  | { readonly kind: 'end'; readonly query: number };

export type WorkerAnswer =
  | { readonly missing: boolean; readonly heldBytes: number }
  | { readonly result: readonly CountedGroup[] | Drivers };

/** A task with an outcome asks for its drivers. */
export type ColumnTask = CountingTask | DriversTask;

interface Counter {
  readonly add: (chunk: HeldChunk) => void;
  readonly result: () => readonly CountedGroup[] | Drivers;
}

const counters = new Map<number, Counter>();
const chunks = boundedCache<HeldChunk>((workerData as { readonly bytesMax: number }).bytesMax);

parentPort!.on('message', (request: WorkerRequest) => parentPort!.postMessage(answer(request)));

function answer(request: WorkerRequest): WorkerAnswer {
  switch (request.kind) {
    case 'begin':
      counters.set(request.query, counterOf(request.task));
      break;
    case 'count': {
      const chunk = chunks.get(request.chunk);
      if (!chunk) return { missing: true, heldBytes: chunks.bytes };
      counters.get(request.query)!.add(chunk);
      break;
    }
    case 'load': {
      const chunk = heldChunk({ ...request.kept, bytes: decompressedNow(request.kept) });
      chunks.set(request.chunk, chunk, chunk.byteLength);
      break;
    }
    case 'end': {
      const result = counters.get(request.query)?.result() ?? [];
      counters.delete(request.query);
      return { result };
    }
  }
  return { missing: false, heldBytes: chunks.bytes };
}

function counterOf(task: ColumnTask): Counter {
  if ('outcome' in task) return driverCounter(task);
  const counter = columnCounter(task);
  return { add: (chunk) => counter.add(chunk), result: () => counter.groups() };
}
