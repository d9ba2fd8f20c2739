/**
 * The index of a sample and its sampling variance, counted on people and not on answers: the 22 answers of one person
 * are one witness. Everything is exact in whole numbers up to the last division, so that nothing cancels and a variance
 * that is 0 is 0.
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

/** The forms of one stratum of a sample; a sample that is not stratified has one. */
export interface Stratum {
  readonly cell: Cell;
  /** People whom the stratum stands for, N; known for a stratified and for a probability sample. */
  readonly population?: number;
  /** To say which stratum makes a figure unreliable. */
  readonly name?: Localized;
}

/**
 * Respondents that each of several strata needs: with fewer, its variance rests on at most three degrees of freedom, and its
 * answers stand for far more people than gave them.
 */
export const STRATUM_MINIMUM = 5;

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
  /** Kish's effective number of answers: how many, equally weighted, would be as certain. Infinity when everyone was asked. */
  readonly kishSize: number;
  /** R from 0 to 1, exactly. */
  readonly share?: Ratio;
  readonly noValue?: NoValueReason;
  /** v(R), a squared share, with the population correction where there is one; and without. */
  readonly variance?: number;
  readonly varianceUncorrected?: number;
  readonly noVariance?: NoVarianceReason;
  /** Of several strata, one has fewer than `STRATUM_MINIMUM` respondents, and not all of its people answered. */
  readonly hasSmallStratum?: true;
  /**
   * The stratum that is at fault: without answers, population or variance, too small, or else the one that makes up more
   * than half of the uncertainty of a sample of several.
   */
  readonly stratum?: Localized;
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
  if (totals.some((sum, place) => place % 2 === 1 && sum === 0n))
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
