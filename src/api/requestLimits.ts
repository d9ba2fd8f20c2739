/**
 * How many requests somebody may send in a minute, over all processes of an installation. A process takes a slice of what
 * is left from the store and counts it down in memory: a write for every slice and not for every request. What a process
 * has taken and not used by the end of the minute is lost to the others, so a limit may be reached a few slices early, and
 * is never passed.
 */
import { createHmac } from 'node:crypto';
import type { RequestCountStore } from './requestCountStore.ts';

export interface Allowance {
  readonly limit: number;
  /** That may still be sent in this minute. */
  readonly remaining: number;
  /** Until the minute is over. */
  readonly resetSeconds: number;
  /** This request is one too many. */
  readonly isSpent: boolean;
}

export interface Limits {
  readonly ofKey: number;
  readonly ofAddress: number;
}
export const usualLimits: Limits = { ofKey: 600, ofAddress: 120 };

const windowMs = 60_000;
const slicesPerWindow = 10;
const slicesKept = 10_000;

interface Slice {
  readonly endsAtMs: number;
  left: number;
  /** Of the limit, what no process has taken yet. */
  untaken: number;
}

/** @param key hides whom a count is of: neither addresses nor keys are kept */
export function requestLimits(counts: Pick<RequestCountStore, 'add'>, key: Buffer) {
  const slices = new Map<string, Slice>();

  function sliceOf(id: string, limit: number, endsAtMs: number): Slice {
    const slice = slices.get(id) ?? { endsAtMs, left: 0, untaken: limit };
    if (slices.size >= slicesKept) dropOver(endsAtMs);
    slices.set(id, slice);
    return slice;
  }

  function dropOver(endsAtMs: number): void {
    for (const [id, slice] of slices) if (slice.endsAtMs < endsAtMs) slices.delete(id);
    if (slices.size >= slicesKept) slices.clear(); // what is lost of slices is taken anew from the store
  }

  async function takeMore(id: string, slice: Slice, limit: number): Promise<void> {
    const wanted = Math.max(1, Math.floor(limit / slicesPerWindow));
    const taken = await counts.add(id, wanted, new Date(slice.endsAtMs));
    slice.left += Math.max(0, Math.min(wanted, limit - (taken - wanted)));
    slice.untaken = Math.min(slice.untaken, Math.max(0, limit - taken)); // of two at once the later may come first
  }

  /** Counts a request of somebody. */
  return async (who: readonly string[], limit: number, now: Date): Promise<Allowance> => {
    const window = Math.floor(now.getTime() / windowMs);
    const mark = createHmac('sha256', key).update(JSON.stringify(who)).digest('base64url');
    const id = `${mark}/${window}`;
    const endsAtMs = (window + 1) * windowMs;
    const slice = sliceOf(id, limit, endsAtMs);
    if (slice.left === 0 && slice.untaken > 0) await takeMore(id, slice, limit);
    const isSpent = slice.left === 0;
    if (!isSpent) slice.left -= 1;
    return {
      limit,
      remaining: slice.left + slice.untaken,
      resetSeconds: Math.max(1, Math.ceil((endsAtMs - now.getTime()) / 1000)),
      isSpent,
    };
  };
}
