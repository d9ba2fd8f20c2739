/**
 * The index of a sample and its sampling variance. The respondent is the sampling unit, not the answer, because the 22
 * answers of one respondent are not independent. Everything is exact in whole numbers up to the last division, so nothing
 * cancels and a zero variance is exactly 0.
 */
import type { Cell } from './cell.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { CountingPlan } from './countingPlan.ts';
import { kishSize, mainContributor, validAnswers } from '../sampling/kish.ts';
import {
  correction,
  gradientOf,
  plainVariance,
  shareOf,
  stratumVariances,
  stratumWeights,
  weightedTotals,
  type MeasuredStratum,
} from './linearisation.ts';
import type { Ratio } from './ratio.ts';
import { momentsOf, partsOf, type Scope } from './scope.ts';

/** The responses of one stratum; an unstratified sample has one stratum. */
export interface Stratum {
  readonly cell: Cell;
  /** Size N of the population that the stratum represents; known for a stratified and for a probability sample. */
  readonly population?: number;
  /** Used to name the stratum that makes a figure unreliable. */
  readonly name?: Localized;
}

/**
 * The fewest respondents that each of several strata needs. With fewer, its variance rests on at most three degrees of
 * freedom, and its answers represent far more people than gave them.
 */
const STRATUM_MINIMUM = 5;

export interface Sample {
  readonly strata: readonly Stratum[];
  /** A probability sample has a frame and a draw. Only then is the population correction applied to the variance. */
  readonly isProbability: boolean;
}

/** Why there is no index, or an index without a variance. */
export type NoValueReason =
  | 'noAnswers'
  | 'partUnanswered'
  | 'stratumUnanswered'
  /** There are several strata, and the population of at least one is unknown. */
  | 'populationUnknown'
  /** A probability sample has more respondents than its population: the populations are wrong. */
  | 'moreThanPopulation';
export type NoVarianceReason = 'onePerson' | 'onePersonStratum';

export interface Estimate {
  /** Valid responses, n. */
  readonly people: number;
  /** Respondents with a valid answer within the scope; suppression depends on this number. */
  readonly answered: number;
  /** Valid answers, A. */
  readonly valid: number;
  /** Respondents minus strata: the degrees of freedom of the variance. */
  readonly degreesOfFreedom: number;
  /** Kish's effective number of answers: how many equally weighted answers would be as precise. Infinity in a census. */
  readonly kishSize: number;
  /** R from 0 to 1, exact. */
  readonly share?: Ratio;
  readonly noValue?: NoValueReason;
  /** v(R), a squared share, with the population correction where it applies; and without it. */
  readonly variance?: number;
  readonly varianceUncorrected?: number;
  readonly noVariance?: NoVarianceReason;
  /** One of several strata has fewer than `STRATUM_MINIMUM` respondents and was not completely covered. */
  readonly hasSmallStratum?: true;
  /**
   * The stratum that causes the problem: it lacks answers, a population or a variance, or is too small. Otherwise the stratum
   * that contributes more than half of the uncertainty of a stratified sample.
   */
  readonly stratum?: Localized;
  /** A census: n = N in each stratum, so the figure is the population's own value. */
  readonly isCensus: boolean;
}

/**
 * Index and variance of a sample.
 *
 *     R = Σ_g w_g · Ŝ_g/Â_g,    Ŝ_g = Σ_h (N_h/n_h)·S_gh,  Â_g likewise; N_h/n_h is 1 in a sample of one stratum
 *     z_i = (N_h/n_h) · Σ_g w_g · (s_gi − Ŝ_g/Â_g · a_gi)/Â_g
 *     v = Σ_h (1 − n_h/N_h) · n_h/(n_h − 1) · Σ_i (z_i − z̄_h)²
 *
 * With one stratum and one part this is n/(n−1) · (A²Σs² − 2SAΣsa + S²Σa²)/A⁴. The correction 1 − n_h/N_h is left out
 * where the sample is not a probability sample or N is not known.
 *
 * @returns no share if there are no answers, if a part with a weight has no answer, if a stratum has no response, or if the
 *   populations are unknown or too small; no variance if a stratum has a single response
 * @see docs/methodology.md, sections 3 and 5
 */
export function estimate(plan: CountingPlan, scope: Scope, sample: Sample): Estimate {
  const strata = sample.strata.map(({ cell, population, name }): NamedStratum => {
    const moments = momentsOf(plan, scope, cell);
    return { moments, ...(population !== undefined && { population }), ...(name && { name }) };
  });
  const size = sizeOf(strata, sample.isProbability);
  if (size.valid === 0) return { noValue: 'noAnswers', ...size };
  const noValue = noValueOf(strata, sample.isProbability);
  if (noValue) return { ...noValue, ...size };
  const weights = stratumWeights(strata);
  const totals = weightedTotals(strata, weights);
  if (totals.some((sum, index) => index % 2 === 1 && sum === 0n))
    return { noValue: 'partUnanswered', ...size };

  const parts = partsOf(plan, scope).map(({ weight }) => weight);
  const share = shareOf(parts, totals, plan.scoreUnit);
  const alone = strata.find(({ moments }) => moments.people === 1);
  if (alone) {
    const noVariance = strata.length === 1 ? 'onePerson' : 'onePersonStratum';
    return { share, noVariance, ...named(alone), ...size };
  }
  const terms =
    plainVariance(strata, parts, plan.scoreUnit) ??
    stratumVariances(strata, weights, gradientOf(parts, totals, plan.scoreUnit));
  return {
    share,
    variance: total(terms.map((term, h) => term * correction(strata[h]!, sample.isProbability))),
    varianceUncorrected: total(terms),
    ...weakStratum(strata, sample.isProbability),
    ...size,
  };
}

type NamedStratum = MeasuredStratum & Pick<Stratum, 'name'>;

function named({ name }: NamedStratum): Pick<Estimate, 'stratum'> {
  return name ? { stratum: name } : {};
}

function sizeOf(strata: readonly MeasuredStratum[], isProbability: boolean) {
  const size = { people: 0, answered: 0, valid: 0, degreesOfFreedom: 0, kishSize: 0, isCensus: false };
  for (const { moments } of strata) {
    size.people += moments.people;
    size.answered += moments.answered;
    size.degreesOfFreedom += moments.people - 1;
    size.valid += validAnswers(moments);
  }
  size.kishSize = kishSize(strata, isProbability);
  size.isCensus = isProbability && strata.length > 0 && strata.every(isEveryone);
  return size;
}

function isEveryone({ moments, population }: MeasuredStratum): boolean {
  return moments.people > 0 && moments.people === population;
}

function noValueOf(
  strata: readonly NamedStratum[],
  isProbability: boolean,
): Pick<Estimate, 'noValue' | 'stratum'> | undefined {
  const unknown = strata.length > 1 && strata.find(({ population }) => population === undefined);
  if (unknown) return { noValue: 'populationUnknown', ...named(unknown) };
  const overfull = strata.find(
    ({ moments, population }) => isProbability && population !== undefined && moments.people > population,
  );
  if (overfull) return { noValue: 'moreThanPopulation', ...named(overfull) };
  const unanswered = strata.find(({ moments }) => moments.people === 0);
  return unanswered && { noValue: 'stratumUnanswered', ...named(unanswered) };
}

function weakStratum(
  strata: readonly NamedStratum[],
  isProbability: boolean,
): Pick<Estimate, 'hasSmallStratum' | 'stratum'> {
  if (strata.length === 1) return {};
  const small = strata.filter(
    (stratum) => stratum.moments.people < STRATUM_MINIMUM && !(isProbability && isEveryone(stratum)),
  );
  const [first] = small.toSorted((one, other) => one.moments.people - other.moments.people);
  if (first) return { hasSmallStratum: true, ...named(first) };
  const main = mainContributor(strata, isProbability);
  return main ? named(main) : {};
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
