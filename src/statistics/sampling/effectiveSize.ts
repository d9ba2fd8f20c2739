/** The effective size of a sample: how many independent answers it is worth. */
import type { Estimate } from '../estimation/estimate.ts';
import type { Mode } from '../method/method.ts';
import { ratioToNumber } from '../estimation/ratio.ts';

/**
 * The prior of the design effect, in respondents: half a respondent whose answers are all alike. An office with thirty
 * respondents, one or two of them dissatisfied, then does not get a design effect that two people caused by chance. Over a
 * dozen units the prior is negligible.
 */
const PRIOR_PEOPLE = 0.5;

/**
 * The design effect of a round: how much more a figure varies than if each answer came from a different respondent. It is
 * pooled within the units of the round, because one unit alone gives too little information.
 *
 *     deff = (Σ_u v_u·A_u² + ½·m²) / (Σ_u R_u(1−R_u)·A_u + ½·m),   m = ΣA/Σn
 *
 * The sums are over units with at least 2 respondents; v is without population correction. The ½ terms add half a respondent
 * whose m answers are all alike and opposite to those of the others. This is the largest possible design effect, at a weight
 * that soon vanishes. The weight was chosen by simulation (`npm run intervals:coverage`).
 *
 * @param units the same scope in each unit of the round
 * @returns above 0; m if no variance is observed, so that the effective size is the number of respondents; 1 if nothing was
 *   answered
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
 * Effective size of a sample, n_eff: the number of independent answers that would be as precise.
 *
 *     n_eff = min(R(1−R)/v, K/deff, K)
 *     n_eff = min(K/deff, K)                      where v = 0, or R is 0 or 1
 *
 * Both v and Kish's K include the population correction. So only a census has a variance of 0, and many answers of negligible
 * weight cannot make up for a few of large weight. In mode mean, K alone is no bound: an answer inside its scale carries more
 * information than a yes or no.
 *
 * @param deff from `designEffect`, of the same scope
 * @returns above 0; Infinity in a census; undefined without a variance, and in mode mean if v = 0 while 0 < R < 1, because
 *   identical answers say nothing about how others would answer
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
