/**
 * What wakes the leader's tasks: a write to a collection that they depend on. The leading process hears its own writes
 * as they end. Every other process and thread counts up a number in the stored lease after its writes, and the leader
 * looks at that number.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { leasesCollection, leaseStore } from './store.ts';

const writing = /^(?:insert|update|replace|delete|bulkWrite|findOneAnd)/;
/** Writes within this time are signalled together. */
const togetherMs = 100;

export function writeSignals(connection: Connection) {
  const leases = leaseStore(connection);
  let signalling: Promise<void> | undefined;
  let isAgain = false;

  async function signal(): Promise<void> {
    do {
      isAgain = false;
      await leases.addSignal().catch(() => {}); // the tasks run now and then without a signal, too
      await wait(togetherMs);
    } while (isAgain);
    signalling = undefined;
  }

  return {
    /**
     * Calls the listener with the name of a collection after each write through this connection.
     *
     * @returns ends it
     */
    listen(listener: (collection: string) => void): () => void {
      const onEnd = ({ method, collectionName }: { method: string; collectionName: string }): void => {
        if (writing.test(method) && collectionName !== leasesCollection.name) listener(collectionName);
      };
      connection.on('operation-end', onEnd);
      return () => connection.off('operation-end', onEnd);
    },
    /** Tells the leading process, wherever it runs, that something was written. */
    send(): void {
      if (signalling) isAgain = true;
      else signalling = signal();
    },
    /** Resolves once everything is sent. */
    async sent(): Promise<void> {
      await signalling;
    },
  };
}
export type WriteSignals = ReturnType<typeof writeSignals>;
