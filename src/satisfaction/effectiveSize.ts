/** How many independent answers a sample is worth. */
import type { Estimate } from './estimate.ts';
import type { Mode } from './method.ts';
import { ratioToNumber } from './ratio.ts';

/**
 * Design effect of a round: how much more a figure varies than if each answer came from another person, pooled within
 * the units of the round, since one unit alone says too little about it.
 *
 *     deff = Σ_u v_u·A_u² / Σ_u R_u(1−R_u)·A_u    over units with at least 2 people; v without population correction
 *
 * @param units the same scope in each unit of the round
 * @returns above 0. Where no unit has 2 people, the denominator is 0, or no variance is seen at all: ΣA/Σn, which makes
 *   the effective size the number of people. 1 when nothing was answered
 * @see docs/methodology.md, section 5
 */
export function designEffect(units: readonly Estimate[]): number {
  let observed = 0;
  let independent = 0;
  let valid = 0;
  let people = 0;
  for (const unit of units) {
    valid += unit.valid;
    people += unit.people;
    if (unit.people < 2 || unit.share === undefined || unit.varianceUncorrected === undefined) continue;
    const share = ratioToNumber(unit.share);
    observed += unit.varianceUncorrected * unit.valid ** 2;
    independent += share * (1 - share) * unit.valid;
  }
  if (observed > 0 && independent > 0) return observed / independent;
  return valid > 0 ? valid / people : 1;
}

/**
 * Effective size of a sample, n_eff: the number of independent answers that would be as certain.
 *
 *     n_pooled = A/deff
 *     n_eff = min(R(1−R)/v, n_pooled, A) · v/v′     v without, v′ with the population correction
 *     n_eff = min(n_pooled, A)                      where v = 0, or R is 0 or 1
 *
 * In mode mean A is no bound: an answer between the ends of its scale says more than a yes or a no.
 *
 * @param deff from `designEffect`, of the same scope
 * @returns above 0; Infinity when everyone was asked; undefined without a variance, and in mode mean where v = 0 while
 *   0 < R < 1, since that all answered alike says nothing of how others would
 * @see docs/methodology.md, section 5
 */
export function effectiveSize(sample: Estimate, deff: number, mode: Mode): number | undefined {
  if (
    sample.share === undefined ||
    sample.variance === undefined ||
    sample.varianceUncorrected === undefined
  ) {
    return undefined;
  }
  if (sample.isCensus) return Infinity;
  const pooled = sample.valid / deff;
  const cap = mode === 'share' ? Math.min(pooled, sample.valid) : pooled;
  const isExtreme = sample.share.numerator === 0n || sample.share.numerator === sample.share.denominator;
  if (sample.varianceUncorrected === 0 && mode === 'mean' && !isExtreme) return undefined;
  if (sample.varianceUncorrected === 0 || isExtreme) return cap;
  const share = ratioToNumber(sample.share);
  const own = (share * (1 - share)) / sample.varianceUncorrected;
  return Math.min(own, cap) * (sample.varianceUncorrected / sample.variance);
}
