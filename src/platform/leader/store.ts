import type { Connection } from 'mongoose';
import { collection, maybeEmpty } from '../storage/collection.ts';

/** The shared record of who leads. It contains no wall-clock time, so a clock that jumps changes nothing. */
export interface Lease {
  /** Process that leads; empty once it has stepped down. */
  readonly holder: string;
  /** Number of the term; fencing refuses writes of an earlier leader by it. */
  readonly term: number;
  /** Incremented by every renewal: a lease whose beat no longer changes has expired. */
  readonly beat: number;
}

interface StoredLease extends Lease {
  readonly id: string;
  /** How often processes that do not lead have signalled writes (writeSignalStore.ts). */
  readonly signals?: number;
}

export const leasesCollection = collection<StoredLease>({
  name: 'leases',
  fields: { holder: maybeEmpty, term: Number, beat: Number, 'signals?': Number },
});

/** @param id what is led: everything, or the migration of documents */
export function leaseStore(connection: Connection, id: 'leader' | 'migration' = 'leader') {
  const { addNew, change, changeAndFind, find } = leasesCollection.open(connection);
  return {
    async find(): Promise<Lease | undefined> {
      const found = await find(id);
      return found && { holder: found.holder, term: found.term, beat: found.beat };
    },
    /** @returns false when another process was quicker */
    take: (seen: Lease | undefined, taken: Lease) =>
      seen ? change({ id, ...seen }, { ...taken }) : addNew({ id, ...taken }),
    /** @returns how many signals there are; undefined when another process holds the lease */
    async renew({ holder, term }: Lease): Promise<number | undefined> {
      const renewed = await changeAndFind({ id, holder, term }, { $inc: { beat: 1 } });
      return renewed && (renewed.signals ?? 0);
    },
    /** Tells the leader that something was written. */
    async addSignal(): Promise<void> {
      await change(id, { $inc: { signals: 1 } });
    },
    /** How many signals there are. */
    async countSignals(): Promise<number> {
      return (await find(id))?.signals ?? 0;
    },
    /** Lets the next process lead immediately. */
    async stepDown({ holder, term }: Lease): Promise<void> {
      await change({ id, holder, term }, { holder: '' });
    },
  };
}
export type LeaseStore = ReturnType<typeof leaseStore>;
