/** Units of open rounds that lag behind their sample plan. */
import type { Round } from '../../design/rounds/round.ts';
import { belowMinimumIn, cellOver, peopleIn } from '../../statistics/estimation/cell.ts';
import type { MeasuredRounds } from '../results/measuredRounds.ts';
import { fieldLines, laggards, timeShareOf, type FieldLine } from './fieldState.ts';
import type { Stores } from '../stores.ts';

export function unitsBehind(stores: Stores, rounds: MeasuredRounds, now: () => Date) {
  /** @returns those with most answers missing first; empty if the round has no plan */
  return async (round: Round, isSeen: (unitId: string) => boolean): Promise<readonly FieldLine[]> => {
    const plan = await stores.samplePlans.find(round.id);
    if (!plan) return [];
    const measured = await rounds.measure(round);
    const read = await rounds.tallies.read(round.id, round.methodIds[0]!);
    const received = new Map(
      read.tallies
        .filter(({ dimension }) => dimension === 'all')
        .map(({ unitId, numbers }) => {
          const cell = cellOver(measured.plan, numbers);
          return [unitId, peopleIn(cell) + belowMinimumIn(cell)];
        }),
    );
    const timeShare = timeShareOf(round, now());
    const units = plan.units.filter(({ unitId }) => isSeen(unitId));
    return laggards(fieldLines({ units }, received, timeShare), timeShare);
  };
}
