/**
 * The index of a sample and its sampling variance, counted on people and not on answers: the 22 answers of one person
 * are one witness. Everything is exact in whole numbers up to the last division, so that nothing cancels and a variance
 * that is 0 is 0.
 */
import type { Cell } from './cell.ts';
import type { CountingPlan } from './countingPlan.ts';
import {
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

/** The forms of one stratum of a sample; a sample that is not stratified has one. */
export interface Stratum {
  readonly cell: Cell;
  /** People whom the stratum stands for, N; known for a stratified and for a probability sample. */
  readonly population?: number;
}

export interface Sample {
  readonly strata: readonly Stratum[];
  /** A probability sample has a frame and a draw: only there a population corrects the variance. */
  readonly isProbability: boolean;
}

/** Why there is no index, or an index but no variance. */
export type NoValueReason =
  | 'noAnswers'
  | 'partUnanswered'
  | 'stratumUnanswered'
  /** There are several strata, and it is not known how many people one of them stands for. */
  | 'populationUnknown'
  /** A probability sample has more people than there are: a fault of the populations. */
  | 'moreThanPopulation';
export type NoVarianceReason = 'onePerson' | 'onePersonStratum';

export interface Estimate {
  /** Forms that count, n. */
  readonly people: number;
  /** People with a valid answer within the scope; what hiding looks at. */
  readonly answered: number;
  /** Valid answers, A. */
  readonly valid: number;
  /** People less strata: what the variance was learnt from. */
  readonly degreesOfFreedom: number;
  /** R from 0 to 1, exactly. */
  readonly share?: Ratio;
  readonly noValue?: NoValueReason;
  /** v(R), a squared share, with the population correction where there is one; and without. */
  readonly variance?: number;
  readonly varianceUncorrected?: number;
  readonly noVariance?: NoVarianceReason;
  /** Everyone was asked: n = N in each stratum, and the figure is the population's own. */
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
 * @returns no share when nothing was answered, when a part that weighs has no answer, when a stratum has no form, or when
 *   the populations are not known or too small; no variance when a stratum has a single form
 * @see docs/methodology.md, sections 3 and 5
 */
export function estimate(plan: CountingPlan, scope: Scope, sample: Sample): Estimate {
  const strata = sample.strata.map(({ cell, population }): MeasuredStratum => {
    const moments = momentsOf(plan, scope, cell);
    return population === undefined ? { moments } : { moments, population };
  });
  const size = sizeOf(strata, sample.isProbability);
  if (size.valid === 0) return { noValue: 'noAnswers', ...size };
  const fault = populationFault(strata, sample.isProbability);
  if (fault) return { noValue: fault, ...size };
  if (strata.some(({ moments }) => moments.people === 0)) return { noValue: 'stratumUnanswered', ...size };
  const weights = stratumWeights(strata);
  const totals = weightedTotals(strata, weights);
  if (totals.some((sum, place) => place % 2 === 1 && sum === 0n))
    return { noValue: 'partUnanswered', ...size };

  const parts = partsOf(plan, scope).map(({ weight }) => weight);
  const share = shareOf(parts, totals, plan.scoreUnit);
  if (strata.some(({ moments }) => moments.people === 1)) {
    return { share, noVariance: strata.length === 1 ? 'onePerson' : 'onePersonStratum', ...size };
  }
  const terms =
    plainVariance(strata, parts, plan.scoreUnit) ??
    stratumVariances(strata, weights, gradientOf(parts, totals, plan.scoreUnit));
  return {
    share,
    variance: total(terms.map((term, h) => term * correction(strata[h]!, sample.isProbability))),
    varianceUncorrected: total(terms),
    ...size,
  };
}

function sizeOf(strata: readonly MeasuredStratum[], isProbability: boolean) {
  const size = { people: 0, answered: 0, valid: 0, degreesOfFreedom: 0, isCensus: false };
  for (const { moments } of strata) {
    size.people += moments.people;
    size.answered += moments.answered;
    size.degreesOfFreedom += moments.people - 1;
    for (let place = 1; place < moments.sums.length; place += 2) size.valid += moments.sums[place]!;
  }
  size.isCensus = isProbability && strata.length > 0 && strata.every(isEveryone);
  return size;
}

function isEveryone({ moments, population }: MeasuredStratum): boolean {
  return moments.people > 0 && moments.people === population;
}

function populationFault(
  strata: readonly MeasuredStratum[],
  isProbability: boolean,
): NoValueReason | undefined {
  if (strata.length > 1 && strata.some(({ population }) => population === undefined))
    return 'populationUnknown';
  const isTooSmall = ({ moments, population }: MeasuredStratum): boolean =>
    isProbability && population !== undefined && moments.people > population;
  return strata.some(isTooSmall) ? 'moreThanPopulation' : undefined;
}

function correction({ moments, population }: MeasuredStratum, isProbability: boolean): number {
  return isProbability && population !== undefined ? (population - moments.people) / population : 1;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
