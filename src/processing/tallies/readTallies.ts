/**
 * Reads tallies in their state between two batches; a read that overlaps a batch is repeated. The result is cached, and the
 * next read fetches only what later batches changed. What was read longest ago is dropped first.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { boundedCache } from '../../platform/boundedCache.ts';
import { Problem } from '../../platform/problem.ts';
import { tallyKey, type Tally } from '../../statistics/estimation/tally.ts';
import { setName, type TallyStore } from './store.ts';
import type { Stores } from '../stores.ts';

export interface TallyReading {
  /** The same array while nothing has changed. */
  readonly tallies: readonly Tally[];
  /** Submissions of the round that are in no tally yet. */
  readonly uncounted: { readonly inTime: number; readonly late: number };
  /** False while this method, added later, is still counting earlier submissions of the round. */
  readonly isWhole: boolean;
  readonly readAt: Date;
  /** The state before a batch in progress: complete, but not the latest. */
  readonly isBefore?: true;
}

interface Kept extends TallyReading {
  readonly generation: number;
  readonly last: number;
  /** Of the tallies. */
  readonly bytes: number;
}

/** How long a batch may be in progress before the last state read is shown instead. */
const patienceMs = 400;
/** The same if nothing was read before: longer than another process needs to become leader and finish the batch. */
const patienceAtFirstMs = 15_000;
const ordinaryPatience = { ms: patienceMs, atFirstMs: patienceAtFirstMs };
const pauseMs = 20;
const usualBytes = 64 * 2 ** 20;
/** Memory of a tally besides its numbers. */
const bytesBeside = 300;

export function tallyReader(
  { tallies, submissions }: Pick<Stores, 'tallies' | 'submissions'>,
  now: () => Date,
  { patience = ordinaryPatience, bytesMax = usualBytes } = {},
) {
  const kept = boundedCache<Kept>(bytesMax);

  /** @returns undefined if a batch of the round is in progress, or was meanwhile */
  async function readBetween(
    key: string,
    tallySet: { roundId: string; method: string },
  ): Promise<Kept | undefined> {
    const before = await tallies.findStand();
    if (before.movingRoundIds.includes(tallySet.roundId)) return undefined;
    const held = kept.get(key);
    const read = await talliesNow(tallies, tallySet, before, held);
    const uncounted = await submissions.countUncounted(tallySet.roundId);
    const after = await tallies.findStand();
    const isSteady =
      !after.movingRoundIds.includes(tallySet.roundId) &&
      after.generation === before.generation &&
      after.last === before.last;
    if (!isSteady) return undefined;
    const { generation, last } = before;
    const isWhole = !after.awaiting.includes(setName(tallySet));
    const bytes = read === held?.tallies ? held.bytes : bytesOf(read);
    return { generation, last, bytes, tallies: read, uncounted, isWhole, readAt: now() };
  }

  return {
    /**
     * The current counts. If a leader crashed during a batch and has no successor yet, the counts before the batch.
     *
     * @throws Problem tooMany if there are none and no successor appears
     */
    async read(roundId: string, method: string): Promise<TallyReading> {
      const key = `${roundId} ${method}`;
      const startedAtMs = performance.now();
      for (;;) {
        const reading = await readBetween(key, { roundId, method });
        if (reading) {
          kept.set(key, reading, reading.bytes);
          return reading;
        }
        const waitedMs = performance.now() - startedAtMs;
        const before = kept.get(key);
        if (before && waitedMs > patience.ms) return { ...before, isBefore: true };
        if (waitedMs > patience.atFirstMs) throw beingCounted();
        await wait(pauseMs);
      }
    },
    /** Memory of the cache. */
    heldBytes: () => kept.bytes,
  };
}
export type TallyReader = ReturnType<typeof tallyReader>;

/** All tallies of a set; only those are fetched that later batches than the kept reading changed. */
async function talliesNow(
  tallies: Pick<TallyStore, 'listOf'>,
  tallySet: { readonly roundId: string; readonly method: string },
  { generation, last }: Pick<Kept, 'generation' | 'last'>,
  held: Kept | undefined,
): Promise<readonly Tally[]> {
  const base = held?.generation === generation ? held : undefined;
  if (base?.last === last) return base.tallies;
  const changed = await tallies.listOf({ generation, ...tallySet }, base?.last);
  if (base && changed.length === 0) return base.tallies;
  const all = new Map((base?.tallies ?? []).map((tally) => [tallyKey(tally), tally]));
  for (const tally of changed) all.set(tallyKey(tally), tally);
  return [...all.values()];
}

function bytesOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { numbers }) => sum + numbers.byteLength + bytesBeside, 0);
}

function beingCounted(): Problem {
  return new Problem('tooMany', {
    vi: 'Phiếu đang được cộng vào kết quả. Xin mở lại trang sau vài giây.',
    en: 'Forms are being added to the results. Please open the page again in a few seconds.',
  });
}
