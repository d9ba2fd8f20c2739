/** The weighted index, next to that of the same respondents with equal weights. */
import { sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { estimate } from '../../statistics/estimation/estimate.ts';
import { wilsonInterval } from '../../statistics/estimation/interval.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { unreliability } from '../../statistics/estimation/reliability.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { momentsOf, partsOf, type Scope } from '../../statistics/estimation/scope.ts';
import { weightingEffect } from '../../statistics/sampling/calibration.ts';
import { effectiveSize } from '../../statistics/sampling/effectiveSize.ts';
import { nearest } from './lineWords.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';

export interface WeightedCells {
  readonly cells: readonly { readonly cell: Cell; readonly people: number }[];
  /** Of a respondent, by cell. */
  readonly weights: readonly number[];
}

/**
 * @returns shares 0 … 1, rounded as published; undefined where the result would be too imprecise to publish
 * @see docs/methodology.md, section 12.4
 */
export function weightedFigure(
  measured: MeasuredRound,
  scope: Scope,
  { cells, weights }: WeightedCells,
  now: Date,
) {
  const { plan } = measured;
  const sample = sumOfCells(plan, cells.map(({ cell }) => cell)); // prettier-ignore
  const plain = estimate(plan, scope, { strata: [{ cell: sample }], isProbability: false });
  const size = effectiveSize(plain, roundFigures(measured, now).designEffect(scope), plan.method.mode);
  const share = weightedShare(plan, scope, { cells, weights });
  if (plain.share === undefined || size === undefined || share === undefined) return undefined;
  const effect = weightingEffect(cells, weights);
  const effective = Math.floor(size / effect);
  const interval = wilsonInterval(share, effective);
  if (unreliability(share, effective, interval)) return undefined;
  // As exact as the figures of a crosstab, whose sums are not published either.
  const published = (value: number): number =>
    decimalToNumber(nearest(100 * value, plan.method.decimals)) / 100;
  return {
    plainShare: published(ratioToNumber(plain.share)),
    share: published(share),
    interval: { low: published(interval.low), up: published(interval.up) },
    weightingEffect: effect,
    effectiveSize: effective,
  };
}

/** Σ_g w_g · Σ_c g_c·S_gc / Σ_c g_c·A_gc. @returns 0 … 1; undefined where a part has no answer */
function weightedShare(
  plan: CountingPlan,
  scope: Scope,
  { cells, weights }: WeightedCells,
): number | undefined {
  const sums = cells.map(({ cell }) => momentsOf(plan, scope, cell).sums);
  const total = (at: number): number => sums.reduce((sum, one, index) => sum + weights[index]! * one[at]!, 0);
  const share = partsOf(plan, scope).reduce(
    (sum, { weight }, part) =>
      sum + (ratioToNumber(weight) * total(2 * part)) / (plan.scoreUnit * total(2 * part + 1)),
    0,
  );
  return Number.isFinite(share) ? share : undefined;
}
