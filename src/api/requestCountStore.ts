/** How many requests all processes together have let through in a time, by keyed hash of who sent them. */
import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';

export const requestCountsPlan: CollectionPlan = { name: 'apiRequestCounts', schemaVersion: 1 };

interface CountDocument {
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

const schema = new Schema<CountDocument>(
  { _id: String, count: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

export function requestCountStore(connection: Connection) {
  const counts = connection.model('ApiRequestCount', schema, requestCountsPlan.name);
  return {
    /** @returns the count with what was added */
    async add(id: string, requests: number, expiresAt: Date): Promise<number> {
      const { count } = await counts
        .findOneAndUpdate(
          { _id: id },
          { $inc: { count: requests }, $setOnInsert: { expiresAt } },
          { upsert: true, returnDocument: 'after' },
        )
        .orFail()
        .lean<CountDocument>();
      return count;
    },
    async removeExpired(now: Date): Promise<void> {
      await counts.deleteMany({ expiresAt: { $lte: now } });
    },
  };
}
export type RequestCountStore = ReturnType<typeof requestCountStore>;
