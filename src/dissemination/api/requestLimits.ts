/** How many requests somebody may send in a minute, over all processes of an installation. */
import { createHmac } from 'node:crypto';
import type { RequestCountStore } from './requestCountStore.ts';

export interface Allowance {
  readonly limit: number;
  /** That may still be sent in this minute. */
  readonly remaining: number;
  /** Until the minute is over, which begins with the first request. */
  readonly resetSeconds: number;
  /** This request is one too many. */
  readonly isSpent: boolean;
}

export interface Limits {
  readonly ofKey: number;
  readonly ofAddress: number;
}
export const usualLimits: Limits = { ofKey: 600, ofAddress: 120 };

/** @param key hides whom a count is of: neither addresses nor keys are kept */
export function requestLimits(counts: RequestCountStore, limits: Limits, key: Buffer) {
  const minute = { seconds: 60 };
  const limiters = {
    ofKey: counts.limiter({ kind: 'key', timesMax: limits.ofKey, ...minute }),
    ofAddress: counts.limiter({ kind: 'address', timesMax: limits.ofAddress, ...minute }),
  };
  /** Counts a request of somebody. */
  return async (kind: keyof Limits, who: string): Promise<Allowance> => {
    const mark = createHmac('sha256', key)
      .update(JSON.stringify([kind, who]))
      .digest('base64url');
    const { left, msLeft, isOver } = await limiters[kind].take(mark);
    const resetSeconds = Math.max(1, Math.ceil(msLeft / 1000));
    return { limit: limits[kind], remaining: left, resetSeconds, isSpent: isOver };
  };
}
