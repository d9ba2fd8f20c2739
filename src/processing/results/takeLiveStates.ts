import { roundState } from '../../design/rounds/round.ts';
import { slotOf } from './liveSlots.ts';
import { measuredRounds } from './measuredRounds.ts';
import type { Stores } from '../stores.ts';

/**
 * Computes the live state of each open round soon after a scheduled time, and audits each closed one, whether or not its
 * results are requested.
 */
export async function takeLiveStates(stores: Stores, now: Date, isOver: () => boolean): Promise<void> {
  const rounds = measuredRounds(stores, () => now);
  for (const round of await stores.rounds.list()) {
    if (isOver()) return;
    const state = roundState(round, now);
    const slotAt = state === 'open' ? (await stores.resultsSnapshots.find(round.id))?.slotAt : undefined;
    const isDue =
      state === 'open'
        ? slotAt === undefined || slotAt < slotOf(now)
        : state === 'closed' && !(await stores.releases.has(round.id));
    if (isDue) await rounds.measure(round);
  }
}
