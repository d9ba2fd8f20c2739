/** The result of a drawn sample: people, responses and rates of each stratum, and the weighted index. */
import { peopleIn as peopleInCell, type Cell } from '../../statistics/estimation/cell.ts';
import { figure, frameOf, roundDesignEffect, type Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../results/results.ts';
import { roundFigures, type RoundFigures } from '../results/roundFigures.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import type { Frame, FrameStratum } from './frame.ts';
import { eligiblePeople, isOverfull, type FieldedStratum } from './outcome.ts';

export interface SampleResult {
  /** In the order of the frame's strata. */
  readonly strata: readonly (FrameStratum & FieldedStratum & { readonly population: number })[];
  /** Undefined while a stratum's outcomes exceed the people drawn. */
  readonly index?: Figure | undefined;
}

/** Valid responses of the whole sample. */
export function answersIn(strata: SampleResult['strata']): number {
  return strata.reduce((sum, { answers }) => sum + answers, 0);
}

/**
 * The index of a stratified draw (methodology, section 5). Each stratum weighs N_h/n_h, where N_h is its eligible people on
 * the list and n_h its responses.
 *
 * Together with the pooled figure of the same responses, it could disclose a suppressed stratum. If any is suppressed, so is
 * this index.
 */
export function sampleResult(frame: Frame, measured: MeasuredRound, now: Date): SampleResult {
  const figures = roundFigures(measured, now);
  const strata = frame.strata.map((stratum) => ({
    ...stratum,
    answers: answersOf(stratum, measured, figures),
    population: eligiblePeople(stratum),
  }));
  if (strata.some(isOverfull)) return { strata };
  if (measured.snapshot.live) return { strata, index: indexOfClosedRound(measured) };
  const { plan, tree } = measured;
  const sample = strata.map((one) => ({
    cell: cellOf(one, figures),
    population: one.population,
    name: tree.name(one.unitId),
  }));
  const index = figure(
    plan,
    WHOLE,
    { strata: sample, isProbability: true },
    {
      unitsBasis: 'asCollected',
      purpose: 'publication',
      designEffect: roundDesignEffect(
        plan,
        WHOLE,
        sample.map((stratum) => ({ strata: [stratum], isProbability: true })),
      ),
      complementary: strata.some((one) => isHidden(one, figures)),
    },
  );
  return { strata, index };
}

function cellOf({ unitId, serviceId }: FrameStratum, { cells }: RoundFigures): Cell {
  return serviceId === undefined ? cells.own(unitId) : cells.own(unitId, 'service', serviceId);
}

/** A second band next to that of the same answers by the round's method would narrow the index down. */
function indexOfClosedRound({ plan }: MeasuredRound): Figure {
  const frame = frameOf(plan, WHOLE, { unitsBasis: 'asCollected', isProbability: true });
  return { state: 'hidden', reason: 'roundOpen', ...frame };
}

/** The number of responses; by service they are counted once the round has closed. */
function answersOf(stratum: FrameStratum, { snapshot }: MeasuredRound, figures: RoundFigures): number {
  if (!snapshot.live || stratum.serviceId !== undefined) return peopleInCell(cellOf(stratum, figures));
  return snapshot.live.units.find(({ unitId }) => unitId === stratum.unitId)?.residual ?? 0;
}

function isHidden(stratum: FrameStratum & FieldedStratum, figures: RoundFigures): boolean {
  if (stratum.answers < MINIMUM_RESPONDENTS) return true;
  const { unitId, serviceId } = stratum;
  const shown =
    serviceId === undefined
      ? figures.whole(unitId)
      : figures.of(unitId, { dimension: 'service', value: serviceId });
  return shown.state === 'hidden';
}
