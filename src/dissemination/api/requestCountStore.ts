import type { Connection } from 'mongoose';
import {
  countsMigration,
  countsPlan,
  rateLimiter,
  type RateLimit,
  type RateLimiter,
} from '../../platform/storage/rateLimiter.ts';

export const requestCountsPlan = countsPlan('apiRequestCounts');
export const requestCountMigrations = [countsMigration(requestCountsPlan.name)];

/** How many requests all processes together have let through in a time, by keyed hash of who sent them. */
export function requestCountStore(connection: Connection) {
  return {
    limiter: (limit: RateLimit): RateLimiter => rateLimiter(connection, requestCountsPlan, limit),
  };
}
export type RequestCountStore = ReturnType<typeof requestCountStore>;
