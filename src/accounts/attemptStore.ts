import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan } from '../storage/collection.ts';
import type { Bucket } from './attempt.ts';

export const attemptsPlan: CollectionPlan = { name: 'signInAttempts', schemaVersion: 1 };

interface AttemptsDocument {
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
}

const schema = new Schema<AttemptsDocument>(
  { _id: String, count: { type: Number, required: true }, expiresAt: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

export function attemptStore(connection: Connection) {
  const attempts = connection.model('SignInAttempts', schema, attemptsPlan.name);
  const idOf = ({ key, windowMs }: Bucket, now: Date): string =>
    `${key}/${Math.floor(now.getTime() / windowMs)}`;
  return {
    /**
     * Counts an attempt before it is made, so that a thousand at once are not a thousand guesses. Behind a full
     * bucket the next ones are not counted: whoever is stopped at his own address does not use up the account's.
     *
     * @returns undefined when it may be made, else the time at which there is room again
     */
    async begin(buckets: readonly Bucket[], now: Date): Promise<Date | undefined> {
      for (const bucket of buckets) {
        const expiresAt = new Date((Math.floor(now.getTime() / bucket.windowMs) + 1) * bucket.windowMs);
        const { count } = await attempts
          .findOneAndUpdate(
            { _id: idOf(bucket, now) },
            { $inc: { count: 1 }, $setOnInsert: { expiresAt } },
            { upsert: true, returnDocument: 'after' },
          )
          .orFail()
          .lean<AttemptsDocument>();
        if (count > bucket.attemptsMax) return expiresAt;
      }
      return undefined;
    },
    async removeExpired(now: Date): Promise<void> {
      await attempts.deleteMany({ expiresAt: { $lte: now } });
    },
    /** An attempt that was right is no guess: it is taken out of the counts. */
    async forgive(buckets: readonly Bucket[], now: Date): Promise<void> {
      for (const bucket of buckets) {
        await attempts.updateOne({ _id: idOf(bucket, now) }, { $inc: { count: -1 } });
      }
    },
  };
}
export type AttemptStore = ReturnType<typeof attemptStore>;
