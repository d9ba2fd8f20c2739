/**
 * Exact fractions of whole numbers: an index before it is rounded, compared or drawn. A binary fraction cannot represent
 * 91.28 %, and a rank must not depend on floating-point error.
 */
import assert from 'node:assert/strict';

/** A fraction. The denominator is above 0, and the numerator carries the sign. It need not be in lowest terms. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Ratio = { numerator: 0n, denominator: 1n };
export const ONE: Ratio = { numerator: 1n, denominator: 1n };

/** @throws AssertionError when the denominator is 0, or either is not a whole number */
export function ratio(numerator: bigint | number, denominator: bigint | number): Ratio {
  const below = BigInt(denominator);
  assert(below !== 0n, 'a fraction over 0');
  return below > 0n
    ? { numerator: BigInt(numerator), denominator: below }
    : { numerator: -BigInt(numerator), denominator: -below };
}

/** Over the least common denominator; 0 for no terms. */
export function sumOfRatios(terms: readonly Ratio[]): Ratio {
  const denominator = terms.reduce((common, term) => leastCommonMultiple(common, term.denominator), 1n);
  const numerator = terms.reduce((sum, term) => sum + term.numerator * (denominator / term.denominator), 0n);
  return { numerator, denominator };
}

/** left · right, exact; not in lowest terms. */
export function productOfRatios(left: Ratio, right: Ratio): Ratio {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/** left − right, exact; not in lowest terms. */
export function differenceOfRatios(left: Ratio, right: Ratio): Ratio {
  return {
    numerator: left.numerator * right.denominator - right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** Negative if left is smaller, 0 if equal, positive if larger; exact. */
export function compareRatios(left: Ratio, right: Ratio): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** The same fraction, reduced; 0 becomes 0/1. */
export function lowestTerms({ numerator, denominator }: Ratio): Ratio {
  const common = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** Always positive: signs are ignored, and the divisor of 0 and 0 is 1. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** @param left above 0 @param right above 0 */
export function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}

/**
 * The double nearest to a fraction, however long its terms. Number(a)/Number(b) would give Infinity/Infinity for products of
 * twenty denominators. Equal fractions give the same double, whatever their terms.
 */
export function ratioToNumber({ numerator, denominator }: Ratio): number {
  // Doubles hold both exactly, so their quotient is the nearest double.
  if (isSafe(numerator) && isSafe(denominator)) return Number(numerator) / Number(denominator);
  if (numerator < 0n) return -ratioToNumber({ numerator: -numerator, denominator });
  const shift = 64 - (bitLength(numerator) - bitLength(denominator));
  const above = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const below = shift >= 0 ? denominator : denominator << BigInt(-shift);
  // At least 60 bits, with a sticky last bit for what was cut off: enough for correct rounding to 53 bits.
  const cut = above % below === 0n ? 0n : 1n;
  return Number((above / below) | cut) * 2 ** -shift;
}

const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

function isSafe(value: bigint): boolean {
  return value <= SAFE_MAX && value >= -SAFE_MAX;
}

/** Accurate to three bits. */
function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/**
 * The fraction that a decimal number denotes: 0.35 is 35/100, not the nearest binary fraction.
 *
 * @throws AssertionError when the number is not finite
 */
export function ratioOfDecimal(value: number): Ratio {
  assert(Number.isFinite(value), `${value} is not a finite number`);
  const [digits = '0', exponent = '0'] = value.toString().split('e');
  const [whole = '0', fraction = ''] = digits.split('.');
  const power = Number(exponent) - fraction.length;
  const units = BigInt(whole + fraction);
  return power >= 0
    ? ratio(units * 10n ** BigInt(power), 1n)
    : lowestTerms(ratio(units, 10n ** BigInt(-power)));
}
