/**
 * Tallies as they stand between two batches: what is read while one is under way is read again. What was read is kept,
 * and only what later batches have changed is fetched the next time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../platform/problem.ts';
import { tallyKey, type Tally } from '../../statistics/estimation/tally.ts';
import { shelfName } from './store.ts';
import type { Stores } from '../stores.ts';

export interface TallyReading {
  /** The same array for as long as nothing has changed. */
  readonly tallies: readonly Tally[];
  /** Forms of the round that are in no tally yet. */
  readonly uncounted: { readonly inTime: number; readonly late: number };
  /** False while what was counted before the round had this method is being counted by it. */
  readonly isWhole: boolean;
  readonly readAt: Date;
  /** The state before a batch that is under way: complete, but not the latest. */
  readonly isBefore?: true;
}

interface Kept extends TallyReading {
  readonly generation: number;
  readonly last: number;
}

/** How long a batch may be under way before what was read last is shown instead. */
const patienceMs = 400;
/** Where nothing was read before: longer than it takes until another process leads and finishes the batch. */
const patienceAtFirstMs = 15_000;
const pauseMs = 20;
const roundsKept = 16;

export function tallyReader(
  { tallies, submissions }: Pick<Stores, 'tallies' | 'submissions'>,
  now: () => Date,
  patience = { ms: patienceMs, atFirstMs: patienceAtFirstMs },
) {
  const kept = new Map<string, Kept>();

  async function refresh(
    key: string,
    shelf: { roundId: string; method: string },
    { generation, last }: Pick<Kept, 'generation' | 'last'>,
  ): Promise<readonly Tally[]> {
    const held = kept.get(key);
    const base = held?.generation === generation ? held : undefined;
    if (base?.last === last) return base.tallies;
    const changed = await tallies.listOf({ generation, ...shelf }, base?.last);
    if (base && changed.length === 0) return base.tallies;
    const all = new Map((base?.tallies ?? []).map((tally) => [tallyKey(tally), tally]));
    for (const tally of changed) all.set(tallyKey(tally), tally);
    return [...all.values()];
  }

  /** @returns undefined where a batch of the round is under way, or was meanwhile */
  async function readBetween(
    key: string,
    shelf: { roundId: string; method: string },
  ): Promise<Kept | undefined> {
    const before = await tallies.findStand();
    if (before.movingRoundIds.includes(shelf.roundId)) return undefined;
    const read = await refresh(key, shelf, before);
    const uncounted = await submissions.countUncounted(shelf.roundId);
    const after = await tallies.findStand();
    const isSteady =
      !after.movingRoundIds.includes(shelf.roundId) &&
      after.generation === before.generation &&
      after.last === before.last;
    if (!isSteady) return undefined;
    const { generation, last } = before;
    const isWhole = !after.awaiting.includes(shelfName(shelf));
    return { generation, last, tallies: read, uncounted, isWhole, readAt: now() };
  }

  function keep(key: string, reading: Kept): void {
    kept.delete(key);
    kept.set(key, reading);
    const oldest = kept.keys().next();
    if (kept.size > roundsKept && !oldest.done) kept.delete(oldest.value);
  }

  return {
    /**
     * What is counted now; or, where a leader broke down in the middle of a batch and has no follower yet, what was counted
     * before it.
     *
     * @throws Problem tooMany when that was never read, and no follower comes
     */
    async read(roundId: string, method: string): Promise<TallyReading> {
      const key = `${roundId} ${method}`;
      const startedAtMs = performance.now();
      for (;;) {
        const reading = await readBetween(key, { roundId, method });
        if (reading) {
          keep(key, reading);
          return reading;
        }
        const waitedMs = performance.now() - startedAtMs;
        const before = kept.get(key);
        if (before && waitedMs > patience.ms) return { ...before, isBefore: true };
        if (waitedMs > patience.atFirstMs) throw beingCounted();
        await wait(pauseMs);
      }
    },
  };
}

function beingCounted(): Problem {
  return new Problem('tooMany', {
    vi: 'Phiếu đang được cộng vào kết quả. Xin mở lại trang sau vài giây.',
    en: 'Forms are being added to the results. Please open the page again in a few seconds.',
  });
}
