import type { Connection } from 'mongoose';
import {
  countsMigration,
  countsPlan,
  rateLimiter,
  type RateLimiter,
} from '../../platform/storage/rateLimiter.ts';
import { attemptLimits, type AttemptKind, type Bucket } from './attempt.ts';

export const attemptsPlan = countsPlan('signInAttempts');
export const attemptMigrations = [countsMigration(attemptsPlan.name)];

export function attemptStore(connection: Connection) {
  const limiters = new Map<AttemptKind, RateLimiter>(
    Object.entries(attemptLimits).map(([kind, limit]) => [
      kind as AttemptKind,
      rateLimiter(connection, attemptsPlan, { kind, ...limit }),
    ]),
  );
  return {
    /**
     * Counts an attempt before it is made, so that a thousand at once are not a thousand guesses. Behind a full
     * bucket the next ones are not counted: whoever is stopped at his own address does not use up the account's.
     *
     * @returns undefined when it may be made, else the time at which there is room again
     */
    async begin(buckets: readonly Bucket[], now: Date): Promise<Date | undefined> {
      for (const { kind, key } of buckets) {
        const { isOver, msLeft } = await limiters.get(kind)!.take(key);
        if (isOver) return new Date(now.getTime() + msLeft);
      }
      return undefined;
    },
    /** An attempt that was right is no guess: it is taken out of the counts. */
    async forgive(buckets: readonly Bucket[]): Promise<void> {
      for (const { kind, key } of buckets) await limiters.get(kind)!.giveBack(key);
    },
  };
}
export type AttemptStore = ReturnType<typeof attemptStore>;
