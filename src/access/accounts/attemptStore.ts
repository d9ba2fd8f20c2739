import type { Connection } from 'mongoose';
import { countsPlan, rateLimiter, type RateLimiter } from '../../platform/storage/rateLimiter.ts';
import { attemptLimits, type AttemptKind, type Bucket } from './attempt.ts';

export const attemptsPlan = countsPlan('signInAttempts');

export function attemptStore(connection: Connection) {
  const limiters = new Map<AttemptKind, RateLimiter>(
    Object.entries(attemptLimits).map(([kind, limit]) => [
      kind as AttemptKind,
      rateLimiter(connection, attemptsPlan, { kind, ...limit }),
    ]),
  );
  return {
    /**
     * Counts an attempt before it is made, so that a thousand parallel requests are not a thousand guesses. Buckets
     * after a full one are not counted: a client stopped at its own address does not use up the account's limit.
     *
     * @returns undefined when the attempt is allowed, else the time from which the next one is
     */
    async begin(buckets: readonly Bucket[], now: Date): Promise<Date | undefined> {
      for (const { kind, key } of buckets) {
        const { isOver, msLeft } = await limiters.get(kind)!.take(key);
        if (isOver) return new Date(now.getTime() + msLeft);
      }
      return undefined;
    },
    /** A correct attempt is not a guess, so it is removed from the counts. */
    async forgive(buckets: readonly Bucket[]): Promise<void> {
      for (const { kind, key } of buckets) await limiters.get(kind)!.giveBack(key);
    },
  };
}
export type AttemptStore = ReturnType<typeof attemptStore>;
