/** The counting thread. It caches the most recently used chunks and counts them on request. */
import { parentPort, workerData } from 'node:worker_threads';
import { boundedCache } from '../../platform/boundedCache.ts';
import { chunkOver, type Chunk, type PackedChunk } from './chunk.ts';
import type { CountedGroup, CountingTask } from './columnQuery.ts';
import { columnCounter } from './countColumns.ts';

/** The messages of a query, in order: begin; for each chunk count (and, if the chunk is missing, load and count again); end. */
export type WorkerRequest =
  | { readonly kind: 'begin'; readonly query: number; readonly task: CountingTask }
  | { readonly kind: 'count'; readonly query: number; readonly chunk: string }
  | { readonly kind: 'load'; readonly chunk: string; readonly packed: PackedChunk }
  | { readonly kind: 'end'; readonly query: number };

export type WorkerAnswer =
  { readonly missing: boolean; readonly heldBytes: number } | { readonly groups: readonly CountedGroup[] };

/** The largest factor by which a chunk grows with the data derived from it. */
const growth = 2.5;

const counters = new Map<number, ReturnType<typeof columnCounter>>();
const chunks = boundedCache<Chunk>((workerData as { readonly bytesMax: number }).bytesMax);

parentPort!.on('message', (request: WorkerRequest) => parentPort!.postMessage(answer(request)));

function answer(request: WorkerRequest): WorkerAnswer {
  switch (request.kind) {
    case 'begin':
      counters.set(request.query, columnCounter(request.task));
      break;
    case 'count': {
      const chunk = chunks.get(request.chunk);
      if (!chunk) return { missing: true, heldBytes: chunks.bytes };
      counters.get(request.query)!.add(chunk);
      break;
    }
    case 'load':
      chunks.set(request.chunk, chunkOver(request.packed), growth * request.packed.bytes.length);
      break;
    case 'end': {
      const groups = counters.get(request.query)?.groups() ?? [];
      counters.delete(request.query);
      return { groups };
    }
  }
  return { missing: false, heldBytes: chunks.bytes };
}
