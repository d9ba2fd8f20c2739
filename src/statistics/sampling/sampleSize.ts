/** How many people to survey. */
import assert from 'node:assert/strict';
import { ratio, ratioOfDecimal, productOfRatios, sumOfRatios } from '../estimation/ratio.ts';
import { Z_95 } from '../estimation/interval.ts';

/**
 * Yamane's size: n = N/(1 + N·e²), rounded up; the formula used by Vietnamese offices. It is exact, so a whole n is not
 * rounded up.
 *
 * @param population N, a whole number from 1
 * @param marginShare e, above 0 and below 1: 0.05 is ± 5 points
 * @see docs/methodology.md, section 8; Yamane 1967
 */
export function yamaneSize(population: number, marginShare: number): number {
  assertSize(population, marginShare);
  const margin = ratioOfDecimal(marginShare);
  const below = sumOfRatios([
    ratio(1, 1),
    productOfRatios(ratio(population, 1), productOfRatios(margin, margin)),
  ]);
  const above = BigInt(population) * below.denominator;
  return Number((above + below.numerator - 1n) / below.numerator);
}

export interface CochranInput {
  /** N, a whole number from 1. */
  readonly population: number;
  /** e, above 0 and below 1. */
  readonly marginShare: number;
  /** p, the expected share; 0.5 gives the largest sample. */
  readonly expectedShare?: number;
  /** deff, above 0. */
  readonly designEffect?: number;
}

/**
 * Cochran's size for 95 % confidence in a finite population.
 *
 *     n₀ = z²·p(1−p)·deff/e²,   n = n₀/(1 + (n₀−1)/N), rounded up
 *
 * @returns required answers, at most N
 * @see docs/methodology.md, section 8; Cochran 1977
 */
export function cochranSize({
  population,
  marginShare,
  expectedShare = 0.5,
  designEffect = 1,
}: CochranInput): number {
  assertSize(population, marginShare);
  assert(expectedShare > 0 && expectedShare < 1, `an expected share of ${expectedShare}`);
  assert(designEffect > 0, `a design effect of ${designEffect}`);
  const infinite = (Z_95 ** 2 * expectedShare * (1 - expectedShare) * designEffect) / marginShare ** 2;
  return Math.min(population, roundedUp(infinite / (1 + (infinite - 1) / population)));
}

/** Rounds up, but ignores floating-point error above a whole number. */
function roundedUp(size: number): number {
  return Math.ceil(size - 1e-9);
}

function assertSize(population: number, marginShare: number): void {
  assert(Number.isInteger(population) && population >= 1, `a population of ${population}`);
  assert(marginShare > 0 && marginShare < 1, `a margin of ${marginShare}`);
}
