/** Rate limits shared by all processes, implemented with rate-limiter-flexible in a separate collection. */
import type { Connection } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import type { CollectionPlan } from './collection.ts';

/** One document per key and period: `key`, `points` (how often), `expire`. */
export function countsPlan(name: string): CollectionPlan {
  return {
    name,
    schemaVersion: 1,
    indexes: [
      { keys: { key: 1 }, unique: true },
      { keys: { expire: 1 }, expireAfterSeconds: 0 },
    ],
  };
}

export interface Count {
  /** Attempts still allowed. */
  readonly left: number;
  /** Until the count restarts. */
  readonly msLeft: number;
  /** This attempt exceeded the limit. */
  readonly isOver: boolean;
}

export interface RateLimit {
  /** What is counted, so that keys of different kinds never collide. */
  readonly kind: string;
  readonly timesMax: number;
  /** From the first attempt on. */
  readonly seconds: number;
}

/** Counts attempts by key in the database, so that all processes share a limit. */
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
    // Further attempts over the limit cost no writes.
    inMemoryBlockOnConsumed: limit.timesMax + 1,
    disableIndexesCreation: true, // the plan has them
  });
  return {
    /** Counts an attempt and reports whether it exceeded the limit. */
    async take(key: string): Promise<Count> {
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key);
        return { left: remainingPoints, msLeft: msBeforeNext, isOver: false };
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return { left: 0, msLeft: error.msBeforeNext, isOver: true };
      }
    },
    /** Takes back one attempt. */
    async giveBack(key: string): Promise<void> {
      await limiter.reward(key);
    },
  };
}
export type RateLimiter = ReturnType<typeof rateLimiter>;
