import { roundState } from '../../design/rounds/round.ts';
import { slotOf } from '../../statistics/disclosure/liveState.ts';
import { measuredRounds } from './measuredRounds.ts';
import type { Stores } from '../stores.ts';

/** Computes the live state of each open round soon after a scheduled time, whether or not its results are requested. */
export async function takeLiveStates(stores: Stores, now: Date, isOver: () => boolean): Promise<void> {
  const rounds = measuredRounds(stores, () => now);
  for (const round of await stores.rounds.list()) {
    if (isOver()) return;
    if (roundState(round, now) !== 'open') continue;
    const stored = await stores.boards.find(round.id);
    if (!stored || stored.slotAt < slotOf(now)) await rounds.measure(round);
  }
}
