/** How many independent answers a sample is worth. */
import type { Estimate } from '../estimation/estimate.ts';
import type { Mode } from '../method/method.ts';
import { ratioToNumber } from '../estimation/ratio.ts';

/**
 * What a design effect is told beforehand, in people: half a person, with whom all of the answers are alike. It keeps an office
 * of thirty people, of whom one or two are dissatisfied, from a design effect that two people have made by chance; over a
 * dozen of units it is nothing.
 */
const PRIOR_PEOPLE = 0.5;

/**
 * Design effect of a round: how much more a figure varies than if each answer came from another person, pooled within
 * the units of the round, since one unit alone says too little about it.
 *
 *     deff = (Σ_u v_u·A_u² + ½·m²) / (Σ_u R_u(1−R_u)·A_u + ½·m),   m = ΣA/Σn
 *
 * over units with at least 2 people; v without population correction. The halves are half a person more, whose m answers
 * are all of one kind where others' are of the other: the largest design effect that there is, at a weight that soon vanishes.
 * Chosen by simulation (`npm run intervals:coverage`).
 *
 * @param units the same scope in each unit of the round
 * @returns above 0; where no variance is seen at all m, which makes the effective size the number of people. 1 when nothing
 *   was answered
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
  if (valid === 0) return 1;
  const perPerson = valid / people;
  if (observed === 0) return perPerson;
  return (observed + PRIOR_PEOPLE * perPerson ** 2) / (independent + PRIOR_PEOPLE * perPerson);
}

/**
 * Effective size of a sample, n_eff: the number of independent answers that would be as certain.
 *
 *     n_eff = min(R(1−R)/v, K/deff, K)
 *     n_eff = min(K/deff, K)                      where v = 0, or R is 0 or 1
 *
 * with v and Kish's K both after the population correction. So a sample that is no census never has a variance of 0, and the
 * weight of a few answers cannot be made up for by many that weigh nothing. In mode mean K is no bound by itself: an answer
 * between the ends of its scale says more than a yes or a no.
 *
 * @param deff from `designEffect`, of the same scope
 * @returns above 0; Infinity when everyone was asked; undefined without a variance, and in mode mean where v = 0 while
 *   0 < R < 1, since that all answered alike says nothing of how others would
 * @see docs/methodology.md, section 5
 */
export function effectiveSize(sample: Estimate, deff: number, mode: Mode): number | undefined {
  const { share, variance, varianceUncorrected, kishSize } = sample;
  if (share === undefined || variance === undefined || varianceUncorrected === undefined) return undefined;
  if (sample.isCensus) return Infinity;
  const cap = mode === 'share' ? Math.min(kishSize / deff, kishSize) : kishSize / deff;
  const isExtreme = share.numerator === 0n || share.numerator === share.denominator;
  if (varianceUncorrected === 0 && mode === 'mean' && !isExtreme) return undefined;
  if (variance === 0 || isExtreme) return cap;
  const known = ratioToNumber(share);
  return Math.min((known * (1 - known)) / variance, cap);
}
