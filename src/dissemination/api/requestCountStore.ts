import type { Connection } from 'mongoose';
import {
  countsPlan,
  rateLimiter,
  type RateLimit,
  type RateLimiter,
} from '../../platform/storage/rateLimiter.ts';

export const requestCountsPlan = countsPlan('apiRequestCounts');

/** Counts requests per time window over all processes, by a keyed hash of the sender. */
export function requestCountStore(connection: Connection) {
  return {
    limiter: (limit: RateLimit): RateLimiter => rateLimiter(connection, requestCountsPlan, limit),
  };
}
export type RequestCountStore = ReturnType<typeof requestCountStore>;
