/**
 * Reads together everything that is published of a unit in a round: figures, the round before, additional information,
 * further methods.
 */
import { besideResults, type Beside } from './besideResults.ts';
import type { MeasuredRounds } from './measuredRounds.ts';
import { resultsOf, type ComparedRounds, type MeasuredRound, type Results } from './results.ts';
import { sideBySide, type FurtherMethod } from './sideBySide.ts';
import type { Stores } from '../stores.ts';

export interface UnitResults {
  readonly results: Results;
  readonly beside: Beside;
  readonly others: readonly FurtherMethod[];
}

export function unitResultsReader(
  stores: Pick<Stores, 'importBatches' | 'samplePlans'>,
  rounds: MeasuredRounds,
  now: () => Date,
) {
  const besideOf = besideResults(stores, now);

  /** The further methods of a round compared with its main one, for a unit and its subunits. */
  async function furtherMethods(measured: MeasuredRound, unitId: string): Promise<FurtherMethod[]> {
    const unitIds = [unitId, ...measured.tree.childIds(unitId)];
    return await Promise.all(
      measured.round.methodIds.slice(1).map(async (methodId) => {
        const other = await rounds.measureBy(methodId, measured);
        return { methodId, compared: other && sideBySide(now(), measured, other, unitIds) };
      }),
    );
  }

  /**
   * @param unitId a unit that exists in the tree of the round
   * @param isRegrouped by the units of another day: then nothing is published by background variable, by day or by further
   *   methods
   */
  return async (
    { current, previous }: ComparedRounds,
    unitId: string,
    isRegrouped = false,
  ): Promise<UnitResults> => {
    const all = resultsOf(now(), current, unitId, previous);
    const results = isRegrouped ? { ...all, byAbout: [], byDay: [] } : all;
    const [beside, others] = await Promise.all([
      besideOf(current, results, previous),
      isRegrouped ? [] : furtherMethods(current, unitId),
    ]);
    return { results, beside, others };
  };
}
