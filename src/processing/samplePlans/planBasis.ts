/** What a plan starts from: the caseload of the year before, and the spread of the round before. */
import type { Round } from '../../design/rounds/round.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { monthsBetween } from '../../registers/caseloads/caseload.ts';
import { currentCaseloads } from '../../registers/caseloads/currentCaseloads.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { roundFigures } from '../results/roundFigures.ts';
import type { RoundsRoutesOptions, Stores } from '../stores.ts';

/** Caseload of the year before the round, by unit; if any unit has one, only units with one are included. */
export async function usualPopulations(
  { opensAt }: Pick<Round, 'opensAt'>,
  units: readonly Unit[],
  { importBatches }: Pick<Stores, 'importBatches'>,
): Promise<ReadonlyMap<string, number>> {
  const opensOn = dayOf(opensAt);
  const months = monthsBetween(yearBefore(opensOn), opensOn).slice(0, -1);
  const { lines } = await currentCaseloads(importBatches, months);
  const populations = new Map<string, number>();
  for (const { unitId, transactions } of lines) {
    populations.set(unitId, (populations.get(unitId) ?? 0) + transactions);
  }
  const known = units.filter(({ id }) => populations.has(id));
  const listed = known.length > 0 ? known : units;
  return new Map(listed.map(({ id }) => [id, populations.get(id) ?? 0]));
}

/** √(p(1−p)) of units whose figure in the round before is shown. */
export async function spreadsBefore(
  round: Round,
  { rounds, now }: RoundsRoutesOptions,
): Promise<(unitId: string) => number | undefined> {
  const previous = await rounds.measurePrevious(round);
  if (!previous) return () => undefined;
  const figures = roundFigures(previous, now());
  return (unitId) => {
    const figure = previous.tree.has(unitId) ? figures.of(unitId, { scope: WHOLE }) : undefined;
    if (figure?.state !== 'shown') return undefined;
    const share = decimalToNumber(figure.value) / 100;
    return Math.sqrt(share * (1 - share));
  };
}
