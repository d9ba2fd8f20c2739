/**
 * The arithmetic of an estimate, in whole numbers: stratum weights, weighted totals, the ratio, its gradient, and the sums of
 * squares. Common factors that cancel are left out.
 */
import type { Moments } from './scope.ts';
import {
  greatestCommonDivisor,
  leastCommonMultiple,
  lowestTerms,
  ratio,
  ratioToNumber,
  sumOfRatios,
  type Ratio,
} from './ratio.ts';

/** The sums of a stratum and its population. */
export interface MeasuredStratum {
  readonly moments: Moments;
  readonly population?: number;
}

/** The finite population correction 1 − n/N in a probability sample with known N, else 1. */
export function correction({ moments, population }: MeasuredStratum, isProbability: boolean): number {
  return isProbability && population !== undefined ? (population - moments.people) / population : 1;
}

/** Whole numbers in proportion to N_h/n_h. Their common factor cancels in every ratio. */
export function stratumWeights(strata: readonly MeasuredStratum[]): readonly bigint[] {
  if (strata.length === 1) return [1n];
  const sizes = strata.map(({ moments }) => BigInt(Math.max(1, moments.people)));
  const common = sizes.reduce(leastCommonMultiple, 1n);
  const weights = strata.map(({ population }, h) => (BigInt(population!) * common) / sizes[h]!);
  const shared = weights.reduce(greatestCommonDivisor, 0n);
  return weights.map((weight) => weight / shared);
}

/** Ŝ₁, Â₁, Ŝ₂, … in units of the weights. */
export function weightedTotals(
  strata: readonly MeasuredStratum[],
  weights: readonly bigint[],
): readonly bigint[] {
  const positions = strata[0]?.moments.sums ?? [];
  return positions.map((_, index) =>
    strata.reduce((sum, { moments }, h) => sum + weights[h]! * BigInt(moments.sums[index]!), 0n),
  );
}

/** R = Σ_g w_g·Ŝ_g/(D·Â_g), where D is the score unit. */
export function shareOf(parts: readonly Ratio[], totals: readonly bigint[], scoreUnit: number): Ratio {
  const ratios = parts.map((weight, g) =>
    ratio(weight.numerator * totals[2 * g]!, weight.denominator * totals[2 * g + 1]! * BigInt(scoreUnit)),
  );
  return ratios.length === 1 ? ratios[0]! : lowestTerms(sumOfRatios(ratios));
}

/** ∂R/∂(s₁, a₁, s₂, …) over a common denominator. */
export interface Gradient {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** ∂R/∂Ŝ_g = w_g·Â_g/(D·Â_g²) and ∂R/∂Â_g = −w_g·Ŝ_g/(D·Â_g²), where D is the score unit. */
export function gradientOf(parts: readonly Ratio[], totals: readonly bigint[], scoreUnit: number): Gradient {
  const denominators = parts.map(
    (weight, g) => weight.denominator * BigInt(scoreUnit) * totals[2 * g + 1]! ** 2n,
  );
  const denominator = denominators.reduce(leastCommonMultiple, 1n);
  const numerators = parts.flatMap((weight, g) => {
    const scale = (weight.numerator * denominator) / denominators[g]!;
    return [scale * totals[2 * g + 1]!, -scale * totals[2 * g]!];
  });
  return { numerators, denominator };
}

/**
 * The variance for a single stratum and a single part of weight 1, in doubles while every intermediate whole number up to the
 * last division is exact: n·(A²Σs² − 2SAΣsa + S²Σa²)/((n−1)·D²·A⁴), where D is the score unit.
 *
 * @returns undefined with several strata or parts, or if a number is too large
 */
export function plainVariance(
  strata: readonly MeasuredStratum[],
  parts: readonly Ratio[],
  scoreUnit: number,
): readonly [number] | undefined {
  if (strata.length > 1 || parts.length > 1) return undefined;
  const { people, sums, products } = strata[0]!.moments;
  const [score, valid] = [sums[0]!, sums[1]!];
  const ofScores = valid * valid * products[0]![0]!;
  const ofBoth = 2 * score * valid * products[0]![1]!;
  const ofValid = score * score * products[1]![1]!;
  if (Math.max(ofScores + ofValid, ofBoth) > Number.MAX_SAFE_INTEGER) return undefined;
  const squares = ofScores - ofBoth + ofValid;
  return [((people / (people - 1)) * squares) / (scoreUnit * valid * valid) ** 2];
}

/** For each stratum: n/(n−1) · Σ(z − z̄)² = k²·(n·g′(Σtt′)g − (g′Σt)²)/((n−1)·L²), with weight k and common denominator L. */
export function stratumVariances(
  strata: readonly MeasuredStratum[],
  weights: readonly bigint[],
  gradient: Gradient,
): readonly number[] {
  return strata.map(({ moments }, h) => stratumVariance(moments, gradient, weights[h]!));
}

function stratumVariance(moments: Moments, { numerators, denominator }: Gradient, weight: bigint): number {
  const people = BigInt(moments.people);
  let linear = 0n;
  let square = 0n;
  numerators.forEach((left, row) => {
    linear += left * BigInt(moments.sums[row]!);
    let inner = left * BigInt(moments.products[row]![row]!);
    for (let column = 0; column < row; column++) {
      inner += 2n * numerators[column]! * BigInt(moments.products[row]![column]!);
    }
    square += left * inner;
  });
  return ratioToNumber(
    ratio(weight * weight * (people * square - linear * linear), (people - 1n) * denominator * denominator),
  );
}
