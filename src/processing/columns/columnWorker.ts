/** The counting thread. It caches the most recently used chunks and counts them on request. */
import { parentPort } from 'node:worker_threads';
import { chunkOver, type Chunk, type PackedChunk } from './chunk.ts';
import type { CountedGroup, CountingTask } from './columnQuery.ts';
import { columnCounter } from './countColumns.ts';
import { driverCounter, type Drivers, type DriversTask } from './driverSums.ts';

/** The messages of a query, in order: begin; for each chunk count (and, if the chunk is missing, load and count again); end. */
export type WorkerRequest =
  | { readonly kind: 'begin'; readonly query: number; readonly task: ColumnTask }
  | { readonly kind: 'count'; readonly query: number; readonly chunk: string }
  | { readonly kind: 'load'; readonly chunk: string; readonly packed: PackedChunk }
  | { readonly kind: 'end'; readonly query: number };

export type WorkerAnswer =
  { readonly missing: boolean } | { readonly result: readonly CountedGroup[] | Drivers };

/** A task with an outcome asks for its drivers. */
export type ColumnTask = CountingTask | DriversTask;

/** The largest factor by which a chunk grows with the data derived from it. */
const growth = 2.5;
const bytesMax = 256 * 2 ** 20;

interface Counter {
  readonly add: (chunk: Chunk) => void;
  readonly result: () => readonly CountedGroup[] | Drivers;
}

const counters = new Map<number, Counter>();
const chunks = new Map<string, { readonly chunk: Chunk; readonly bytes: number }>();

parentPort!.on('message', (request: WorkerRequest) => parentPort!.postMessage(answer(request)));

function answer(request: WorkerRequest): WorkerAnswer {
  switch (request.kind) {
    case 'begin':
      counters.set(request.query, counterOf(request.task));
      return { missing: false };
    case 'count': {
      const chunk = useChunk(request.chunk);
      if (chunk) counters.get(request.query)!.add(chunk);
      return { missing: !chunk };
    }
    case 'load':
      keep(request.chunk, request.packed);
      return { missing: false };
    case 'end': {
      const result = counters.get(request.query)?.result() ?? [];
      counters.delete(request.query);
      return { result };
    }
  }
}

function counterOf(task: ColumnTask): Counter {
  if ('outcome' in task) return driverCounter(task);
  const counter = columnCounter(task);
  return { add: (chunk) => counter.add(chunk), result: () => counter.groups() };
}

function useChunk(key: string): Chunk | undefined {
  const held = chunks.get(key);
  if (!held) return undefined;
  chunks.delete(key);
  chunks.set(key, held);
  return held.chunk;
}

/** Evicts the least recently used chunks; the requested chunk always stays. */
function keep(key: string, packed: PackedChunk): void {
  chunks.set(key, { chunk: chunkOver(packed), bytes: growth * packed.bytes.length });
  let total = [...chunks.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [oldest, { bytes }] of chunks) {
    if (total <= bytesMax || oldest === key) return;
    chunks.delete(oldest);
    total -= bytes;
  }
}
