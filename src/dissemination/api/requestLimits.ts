/** Limits requests per sender and minute, over all processes of an installation. */
import { createHmac } from 'node:crypto';
import type { RequestCountStore } from './requestCountStore.ts';

export interface Allowance {
  readonly limit: number;
  /** Requests left in this minute. */
  readonly remaining: number;
  /** Seconds until the minute ends; it begins with the first request. */
  readonly resetSeconds: number;
  /** This request exceeds the limit. */
  readonly isSpent: boolean;
}

export interface Limits {
  readonly ofKey: number;
  readonly ofAddress: number;
}
export const usualLimits: Limits = { ofKey: 600, ofAddress: 120 };

/** @param key of the hash that replaces addresses and API keys in the store */
export function requestLimits(counts: RequestCountStore, limits: Limits, key: Buffer) {
  const minute = { seconds: 60 };
  const limiters = {
    ofKey: counts.limiter({ kind: 'key', timesMax: limits.ofKey, ...minute }),
    ofAddress: counts.limiter({ kind: 'address', timesMax: limits.ofAddress, ...minute }),
  };
  /** Counts one request of a sender. */
  return async (kind: keyof Limits, who: string): Promise<Allowance> => {
    const mark = createHmac('sha256', key)
      .update(JSON.stringify([kind, who]))
      .digest('base64url');
    const { left, msLeft, isOver } = await limiters[kind].take(mark);
    const resetSeconds = Math.max(1, Math.ceil(msLeft / 1000));
    return { limit: limits[kind], remaining: left, resetSeconds, isSpent: isOver };
  };
}
