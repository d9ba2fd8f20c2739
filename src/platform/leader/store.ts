import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';
import { isDuplicateKey } from '../storage/documents.ts';

export const leasesPlan: CollectionPlan = { name: 'leases', schemaVersion: 1 };

/** The shared record of who leads. It contains no wall-clock time, so a clock that jumps changes nothing. */
export interface Lease {
  /** Process that leads; empty once it has stepped down. */
  readonly holder: string;
  /** Number of the term; fencing refuses writes of an earlier leader by it. */
  readonly term: number;
  /** Incremented by every renewal: a lease whose beat no longer changes has expired. */
  readonly beat: number;
}

interface LeaseDocument extends Lease {
  readonly _id: string;
  /** How often processes that do not lead have signalled writes (writeSignalStore.ts). */
  readonly signals?: number;
}

const schema = new Schema<LeaseDocument>(
  {
    _id: String,
    holder: { type: String, required: false, default: '' },
    term: { type: Number, required: true },
    beat: { type: Number, required: true },
    signals: Number,
  },
  { strict: 'throw', versionKey: false },
);

/** @param _id what is led: everything, or the migration of documents */
export function leaseStore(connection: Connection, _id: 'leader' | 'migration' = 'leader') {
  const leases = connection.model('Lease', schema, leasesPlan.name);
  return {
    async find(): Promise<Lease | undefined> {
      return leaseOf(await leases.findById(_id).lean<LeaseDocument>());
    },
    /** @returns false when another process was quicker */
    async take(seen: Lease | undefined, taken: Lease): Promise<boolean> {
      if (seen) return (await leases.updateOne({ _id, ...seen }, { $set: taken })).matchedCount === 1;
      try {
        await leases.insertOne({ _id, ...taken });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** @returns how many signals there are; undefined when another process holds the lease */
    async renew({ holder, term }: Lease): Promise<number | undefined> {
      const renewed = await leases
        .findOneAndUpdate({ _id, holder, term }, { $inc: { beat: 1 } }, { returnDocument: 'after' })
        .lean<LeaseDocument>();
      return renewed ? (renewed.signals ?? 0) : undefined;
    },
    /** Tells the leader that something was written. */
    async addSignal(): Promise<void> {
      await leases.updateOne({ _id }, { $inc: { signals: 1 } });
    },
    /** How many signals there are. */
    async countSignals(): Promise<number> {
      return (await leases.findById(_id).lean<LeaseDocument>())?.signals ?? 0;
    },
    /** Lets the next process lead immediately. */
    async stepDown({ holder, term }: Lease): Promise<void> {
      await leases.updateOne({ _id, holder, term }, { $set: { holder: '' } });
    },
  };
}
export type LeaseStore = ReturnType<typeof leaseStore>;

function leaseOf(document: LeaseDocument | null): Lease | undefined {
  return document ? { holder: document.holder, term: document.term, beat: document.beat } : undefined;
}
