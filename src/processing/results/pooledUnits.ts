/** Estimates for small units by partial pooling, next to the direct figures. Not the official index, and never used for ranks. */
import { estimate } from '../../statistics/estimation/estimate.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { partialPooling, type PooledUnit } from '../../statistics/estimation/partialPooling.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import { type Scope } from '../../statistics/estimation/scope.ts';
import { effectiveSize } from '../../statistics/sampling/effectiveSize.ts';
import { roundFigures } from './roundFigures.ts';
import { isPooled, type MeasuredRound } from './results.ts';

export interface UnitBesidePooled {
  readonly unitId: string;
  /** The direct figure, as the results show it. */
  readonly figure: Figure;
  /** Absent for units that are suppressed, have no answers, or were asked completely. */
  readonly pooled?: PooledUnit;
}

export interface PooledUnits {
  /** Mean of all units, 0 … 1. */
  readonly mean: number;
  /** How many effective responses the mean weighs; Infinity if the units differ no more than by chance. */
  readonly concentration: number;
  readonly units: readonly UnitBesidePooled[];
}

/** With fewer units, how much they vary cannot be estimated. */
const UNITS_MIN = 5;

/**
 * Pools the subunits of a unit. Suppressed units are not in the model: its parameters would disclose something about them.
 *
 * @returns the reason if the method weights units, or fewer than five can be pooled
 */
export function pooledUnits(
  measured: MeasuredRound,
  { unitId, scope }: { readonly unitId: string; readonly scope: Scope },
  now: Date,
): PooledUnits | 'weighted' | 'fewUnits' {
  const { plan, round, tree } = measured;
  if (!isPooled(plan)) return 'weighted';
  const figures = roundFigures(measured, now);
  const designEffect = figures.designEffect(scope);
  const units = tree.childIds(unitId).map((id) => {
    const figure = figures.of(id, { scope });
    const isUsed =
      figures.whole(id).state !== 'hidden' && (figure.state === 'shown' || figure.state === 'unreliable');
    if (!isUsed) return { unitId: id, figure };
    const isProbability = round.sampleKind === 'probability';
    const found = estimate(plan, scope, { strata: [{ cell: figures.cells.cell(id) }], isProbability });
    const size = effectiveSize(found, designEffect, plan.method.mode);
    if (found.share === undefined || size === undefined || !Number.isFinite(size))
      return { unitId: id, figure };
    return { unitId: id, figure, small: { share: ratioToNumber(found.share), size } };
  });
  const used = units.flatMap(({ small }) => small ?? []);
  if (used.length < UNITS_MIN) return 'fewUnits';
  const { mean, concentration, units: pooled } = partialPooling(used);
  const next = pooled.values();
  return {
    mean,
    concentration,
    units: units.map(({ small, ...unit }) => (small ? { ...unit, pooled: next.next().value! } : unit)),
  };
}
