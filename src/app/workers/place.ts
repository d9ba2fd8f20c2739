/** What the process that starts the workers passes to each of them. */
import cluster from 'node:cluster';
import { on } from 'node:events';

export interface Place {
  /** From 1 up; the worker that replaces a dead one has its number. */
  readonly number: number;
  /** It prepares the store, alone; the others start once it serves. */
  readonly isFirst: boolean;
  /** The embedded store of the process above; missing with MongoDB. */
  readonly storeUri: string | undefined;
  /** Where the process above serves the metrics of all. */
  readonly metricsPort: number | undefined;
}

/** What a worker says: that it listens for its place, and that it answers requests. */
export const said = { listening: 'listening', serving: 'serving' } as const;

/** The place of this process; undefined when it is no worker. */
export async function findPlace(): Promise<Place | undefined> {
  if (!cluster.isWorker) return undefined;
  const messages = on(process, 'message') as AsyncIterable<[Partial<Place>]>;
  process.send!(said.listening); // a message that nobody listens for yet is lost
  // A question for its metrics may have waited here already.
  for await (const [told] of messages) if (told.number !== undefined) return told as Place;
  return undefined;
}
