/** Relative importance of factors: the part of the explained variance of an outcome that each factor accounts for. */
import assert from 'node:assert/strict';

/**
 * Sums over respondents of the products of (1, x₁ … x_p, y), rows 0 … k of the lower triangle one after another:
 * n, Σx₁, Σx₁², Σx₂, Σx₂x₁, Σx₂², …
 */
export type CrossProducts = Float64Array;

export interface RelativeImportance {
  /** R² of the regression on all factors, 0 … 1. */
  readonly explained: number;
  /** Share of R² by factor, 0 … 1; they add up to 1. */
  readonly shares: readonly number[];
  /** Mean correlation between two factors, −1 … 1; undefined with a single factor, or if one does not vary. */
  readonly meanCorrelation?: number;
}

/** 2^p regressions are computed. */
export const FACTORS_MAX = 10;

/** How many numbers hold the cross-products of one intercept, `factors` predictors and the outcome: a triangle of side p + 2. */
export function crossProductsLength(factors: number): number {
  return ((factors + 2) * (factors + 3)) / 2;
}

/** Adds one respondent. @param values x₁ … x_p, y @param from where the products begin */
export function addCrossProducts(sums: Float64Array, values: ArrayLike<number>, from = 0): void {
  sums[from]! += 1;
  let at = from + 1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    sums[at++]! += value;
    for (let column = 0; column <= row; column++) sums[at++]! += value * values[column]!;
  }
}

/**
 * Lindeman, Merenda and Gold's measure (LMG; Shapley's value over R²): the increase of R² by a factor, averaged over all
 * orders in which the factors can enter the regression, by enumeration of all 2^p subsets.
 *
 *     LMG_j = Σ_{S ∌ j} |S|!·(p−1−|S|)!/p! · (R²(S ∪ j) − R²(S)),   share_j = LMG_j/R²,   Σ LMG_j = R²
 *
 * @param sums of respondents who have an outcome and a value for each of 1 … FACTORS_MAX factors
 * @returns undefined if there are no respondents, the outcome does not vary, or no factor explains any of it
 * @see docs/methodology.md, section 12.1; Lindeman, Merenda and Gold 1980; Grömping 2007
 */
export function relativeImportance(sums: CrossProducts, factors: number): RelativeImportance | undefined {
  assert(factors >= 1 && factors <= FACTORS_MAX);
  if (!sums[0]) return undefined;
  const covariance = covariances(sums, factors + 1);
  const variance = covariance[factors]![factors]!;
  if (variance <= NEGLIGIBLE) return undefined;
  const explained = explainedBySubset(covariance, factors).map((one) => one / variance);
  const total = explained.at(-1)!;
  if (total <= NEGLIGIBLE) return undefined;
  const weights = subsetWeights(factors);
  const shares = Array.from({ length: factors }, (_, factor) => {
    let sum = 0;
    for (let subset = 0; subset < explained.length; subset++) {
      if (subset & (1 << factor)) continue;
      sum += weights[sizeOf(subset)]! * (explained[subset | (1 << factor)]! - explained[subset]!);
    }
    return sum / total;
  });
  const meanCorrelation = meanCorrelationOf(covariance, factors);
  return { explained: total, shares, ...(meanCorrelation !== undefined && { meanCorrelation }) };
}

/** Values lie between 0 and 1; a smaller variance is floating-point error. */
const NEGLIGIBLE = 1e-10;

/** Covariances of x₁ … x_p, y, with divisor n. */
function covariances(sums: CrossProducts, variables: number): number[][] {
  const people = sums[0]!;
  const rowAt = (row: number): number => 1 + (row * (row + 3)) / 2;
  const mean = (row: number): number => sums[rowAt(row)]! / people;
  return Array.from({ length: variables }, (_, row) =>
    Array.from({ length: variables }, (__, column) => {
      const [low, high] = row < column ? [row, column] : [column, row];
      return sums[rowAt(high) + 1 + low]! / people - mean(row) * mean(column);
    }),
  );
}

/**
 * The variance of y that the factors of each subset explain, by Cholesky's decomposition: c′·C⁻¹·c = Σz², Lz = c. A subset takes
 * over the rows of the subset without its last factor. A factor that the earlier ones determine adds nothing.
 *
 * @param outcome index of y, after all factors
 */
function explainedBySubset(covariance: readonly (readonly number[])[], outcome: number): Float64Array {
  const explained = new Float64Array(2 ** outcome);
  const kept: number[] = [];
  const [rows, solved] = [new Float64Array(outcome ** 2), new Float64Array(outcome)];

  function extend(subset: number, first: number): void {
    const [depth, own] = [kept.length, kept.length * outcome];
    for (let factor = first; factor < outcome; factor++) {
      let pivot = covariance[factor]![factor]!;
      let rest = covariance[factor]![outcome]!;
      for (let index = 0; index < depth; index++) {
        const other = index * outcome;
        let entry = covariance[factor]![kept[index]!]!;
        for (let at = 0; at < index; at++) entry -= rows[own + at]! * rows[other + at]!;
        entry /= rows[other + index]!;
        rows[own + index] = entry;
        pivot -= entry * entry;
        rest -= entry * solved[index]!;
      }
      const extended = subset | (1 << factor);
      explained[extended] = explained[subset]!;
      if (pivot <= NEGLIGIBLE) {
        extend(extended, factor + 1);
        continue;
      }
      rows[own + depth] = Math.sqrt(pivot);
      solved[depth] = rest / rows[own + depth]!;
      explained[extended] += solved[depth] ** 2;
      kept.push(factor);
      extend(extended, factor + 1);
      kept.pop();
    }
  }
  extend(0, 0);
  return explained;
}

/** By the size s of a subset without the factor: s!·(p−1−s)!/p! = 1/(p·C(p−1, s)). */
function subsetWeights(factors: number): number[] {
  let choices = 1;
  return Array.from({ length: factors }, (_, size) => {
    if (size > 0) choices = (choices * (factors - size)) / size;
    return 1 / (factors * choices);
  });
}

function sizeOf(subset: number): number {
  let size = 0;
  for (let rest = subset; rest > 0; rest >>= 1) size += rest & 1;
  return size;
}

function meanCorrelationOf(covariance: readonly (readonly number[])[], factors: number): number | undefined {
  let [sum, pairs] = [0, 0];
  for (let one = 0; one < factors; one++) {
    for (let other = 0; other < one; other++) {
      const scale = covariance[one]![one]! * covariance[other]![other]!;
      if (scale <= NEGLIGIBLE ** 2) return undefined;
      sum += covariance[one]![other]! / Math.sqrt(scale);
      pairs += 1;
    }
  }
  return pairs === 0 ? undefined : sum / pairs;
}
