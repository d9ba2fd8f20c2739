/**
 * LMDB puts each new record of a page before the last one, so that places tell what came after what. Clustered
 * collections must not tell it: now and then their records and index entries get new places, in the order of their keys.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { isClustered } from './catalogue.ts';
import type { Entry, StoreFile } from './storeFile.ts';
import type { Store } from './store.ts';

/** Few enough that other writes do not wait for them; and they are left this many times as long as it takes. */
const recordsPerJob = 400;
const restTimes = 4;

/** @param isOver asked between two jobs; what is not done by then is left for another time */
export async function settle({ catalogue, file }: Store, isOver: () => boolean): Promise<void> {
  for (const collection of catalogue.list().filter(isClustered))
    for (const tree of [collection.tree, ...collection.indexes.map((index) => index.tree)]) {
      let next: Buffer | undefined = Buffer.alloc(0);
      while (next !== undefined && !isOver()) {
        const from: Buffer = next;
        const beganMs = performance.now();
        next = await file.write(() => settleSome(file, tree, from));
        await rest(restTimes * (performance.now() - beganMs));
      }
    }
}

/** @returns where to go on; undefined at the end of the tree */
function settleSome(file: StoreFile, tree: number, from: Buffer): Buffer | undefined {
  const some: Entry[] = [];
  for (const entry of file.entries(tree, { from })) {
    some.push(entry);
    if (some.length > recordsPerJob) break;
  }
  const next = some.length > recordsPerJob ? some.pop()!.key : undefined;
  for (const { key, value } of some) {
    // A value of another length moves its record; taken out, the record would leave its page to be joined to others.
    file.put(tree, key, value.subarray(1));
    file.put(tree, key, value);
  }
  return next;
}

const hourMs = 3_600_000;
const restTimesAfterAll = 20;

/** Settles every hour, seldomer where it takes long, and only when something has been written. */
export async function keepSettled(store: Store, signal: AbortSignal): Promise<void> {
  let [settledPuts, restMs] = [-1, hourMs];
  while (!signal.aborted) {
    await rest(restMs, undefined, { signal }).catch(() => {}); // it is only ever cut short by the end
    if (signal.aborted || store.file.puts === settledPuts) continue;
    const beganMs = performance.now();
    await settle(store, () => signal.aborted).catch((error: Error) => {
      console.error('embedded store: giving records new places failed:', error.message);
    });
    restMs = Math.max(hourMs, restTimesAfterAll * (performance.now() - beganMs));
    settledPuts = store.file.puts;
  }
}
