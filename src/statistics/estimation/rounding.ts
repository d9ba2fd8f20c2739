/** Rounding happens once, on output. Published numbers are whole numbers of hundredths, and are subtracted as such. */
import assert from 'node:assert/strict';
import type { Ratio } from './ratio.ts';

/** An exact decimal number: `units` of 10^-decimals. 91.28 is { units: 9128, decimals: 2 }. */
export interface Decimal {
  readonly units: number;
  readonly decimals: number;
}

/**
 * A fraction in percent, rounded half up (half away from zero below 0).
 *
 *     units = ⌊(|numerator| · 100 · 10^decimals) / denominator + ½⌋, with the sign of the fraction
 *
 * @param decimals 0 … 6
 * @throws AssertionError when the denominator is 0 or `decimals` is out of range: a bug in the caller
 * @see docs/methodology.md, section 3
 */
export function percentRounded(
  numerator: bigint | number,
  denominator: bigint | number,
  decimals: number,
): Decimal {
  return rounded(BigInt(numerator) * 100n, BigInt(denominator), decimals);
}

/** A share (0–1) as a percent (0–100), rounded half up. */
export function shareAsPercent(share: Ratio, decimals: number): Decimal {
  return percentRounded(share.numerator, share.denominator, decimals);
}

const POWERS_OF_TEN = [1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n];

/** The value of a fraction, rounded half up (half away from zero below 0). */
export function rounded(numerator: bigint, denominator: bigint, decimals: number): Decimal {
  assert(denominator !== 0n, 'a fraction over 0');
  assert(Number.isInteger(decimals) && decimals >= 0 && decimals <= 6, `${decimals} decimals`);
  const negative = numerator < 0n !== denominator < 0n;
  const above = absolute(numerator) * POWERS_OF_TEN[decimals]!;
  const below = absolute(denominator);
  const size = Number((2n * above + below) / (2n * below));
  assert(Number.isSafeInteger(size), 'too large for a percent');
  return { units: negative && size !== 0 ? -size : size, decimals };
}

/**
 * The difference that a reader gets by subtracting published figures: 91.28 − 99.14 = −7.86. Both are first brought to the
 * finer precision.
 */
export function differenceOfDecimals(later: Decimal, earlier: Decimal): Decimal {
  const decimals = Math.max(later.decimals, earlier.decimals);
  return { units: unitsAt(later, decimals) - unitsAt(earlier, decimals), decimals };
}

/** The double nearest to the decimal, for charts and JSON. Never round it again. */
export function decimalToNumber({ units, decimals }: Decimal): number {
  return units / 10 ** decimals;
}

function unitsAt({ units, decimals }: Decimal, wanted: number): number {
  return units * 10 ** (wanted - decimals);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
