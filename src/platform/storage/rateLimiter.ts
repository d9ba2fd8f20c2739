/** Counts of what somebody may do only so often, over all processes, by rate-limiter-flexible in a collection of its own. */
import type { Connection } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import type { CollectionPlan } from './collection.ts';
import type { Migration } from './migrations.ts';

/** A document for each key and time: `key`, `points` (how often), `expire`. */
export function countsPlan(name: string): CollectionPlan {
  return {
    name,
    schemaVersion: 2,
    indexes: [
      { keys: { key: 1 }, unique: true },
      { keys: { expire: 1 }, expireAfterSeconds: 0 },
    ],
  };
}

/** Version 1 had counts of another shape, none of which lasts longer than a quarter of an hour. */
export function countsMigration(collection: string): Migration {
  return {
    collection,
    toVersion: 2,
    async run(connection) {
      await connection.collection(collection).deleteMany({});
    },
  };
}

export interface Count {
  /** That may still come. */
  readonly left: number;
  /** Until the count begins anew. */
  readonly msLeft: number;
  /** This one was too many. */
  readonly isOver: boolean;
}

export interface RateLimit {
  /** What is counted, so that keys of different kinds never meet. */
  readonly kind: string;
  readonly timesMax: number;
  /** From the first on. */
  readonly seconds: number;
}

export function rateLimiter(
  connection: Connection,
  { name }: Pick<CollectionPlan, 'name'>,
  limit: RateLimit,
) {
  const limiter = new RateLimiterMongo({
    storeClient: connection,
    tableName: name,
    keyPrefix: limit.kind,
    points: limit.timesMax,
    duration: limit.seconds,
    // Whoever goes on costs no writes.
    inMemoryBlockOnConsumed: limit.timesMax + 1,
    disableIndexesCreation: true, // they are in the plan
  });
  return {
    /** Counts, and says whether it was too many. */
    async take(key: string): Promise<Count> {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key);
        return { left: remainingPoints, msLeft: msBeforeNext, isOver: false };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return { left: 0, msLeft: error.msBeforeNext, isOver: true };
      }
    },
    /** Takes one back. */
    async giveBack(key: string): Promise<void> {
      await limiter.reward(key);
    },
  };
}
export type RateLimiter = ReturnType<typeof rateLimiter>;
