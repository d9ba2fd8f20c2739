/** The loss from unequal weights: how many equally weighted answers a stratified sample is worth. */
import { correction, type MeasuredStratum } from '../estimation/linearisation.ts';
import type { Moments } from '../estimation/scope.ts';

/**
 * Kish's effective number of answers, with the population correction. A sample whose weight rests mostly on a few answers is
 * worth little more than those few.
 *
 *     K = (Σ_h w_h·A_h)² / Σ_h (1 − n_h/N_h)·w_h²·A_h,    w_h = N_h/n_h;  for one stratum A/(1 − n/N)
 *
 * @param strata A_h valid answers of n_h respondents
 * @returns above 0 if there are answers, else 0; Infinity in a census, or if a population is too small
 * @see docs/methodology.md, section 5; Kish 1965, section 11.7
 */
export function kishSize(strata: readonly MeasuredStratum[], isProbability: boolean): number {
  const weighted = strata.reduce(
    (sum, stratum) => sum + weightOf(stratum) * validAnswers(stratum.moments),
    0,
  );
  if (weighted === 0) return 0;
  const spread = spreads(strata, isProbability).reduce((sum, one) => sum + one, 0);
  return spread > 0 ? weighted ** 2 / spread : Infinity;
}

/** The stratum that contributes more than half of the denominator of Kish's number, if any. */
export function mainContributor<S extends MeasuredStratum>(
  strata: readonly S[],
  isProbability: boolean,
): S | undefined {
  const parts = spreads(strata, isProbability);
  const half = parts.reduce((sum, one) => sum + one, 0) / 2;
  return strata.find((_, index) => parts[index]! > half);
}

/** A: valid answers over all parts of a scope. */
export function validAnswers({ sums }: Moments): number {
  let valid = 0;
  for (let index = 1; index < sums.length; index += 2) valid += sums[index]!;
  return valid;
}

function spreads(strata: readonly MeasuredStratum[], isProbability: boolean): number[] {
  return strata.map(
    (stratum) => correction(stratum, isProbability) * weightOf(stratum) ** 2 * validAnswers(stratum.moments),
  );
}

/** N/n; 1 without N, which means a single stratum. */
function weightOf({ moments, population }: MeasuredStratum): number {
  return population === undefined || moments.people === 0 ? 1 : population / moments.people;
}
