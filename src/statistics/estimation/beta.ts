/**
 * The beta distribution and Student's t, as far as intervals need them. Implemented here because the libraries that provide
 * them bring hundreds of packages or are unmaintained; docs/decisions/0021-compute-figures-on-integers.md.
 */
import assert from 'node:assert/strict';

/**
 * Regularised incomplete beta function: the probability that a Beta(a, b) is at most x.
 *
 *     I_x(a, b) = x^a (1−x)^b / (a·B(a, b)) · 1/(1 + d₁/(1 + d₂/(1 + …)))
 *     d_2m = m(b−m)x / ((a+2m−1)(a+2m)),   d_2m+1 = −(a+m)(a+b+m)x / ((a+2m)(a+2m+1))
 *
 * The continued fraction converges fast for x below the mean; above it, I_x(a, b) = 1 − I_1−x(b, a).
 *
 * @param x 0 … 1; a and b above 0
 * @returns 0 … 1, to about 13 digits where a + b is below a million
 * @see NIST Digital Library of Mathematical Functions, 8.17
 */
export function betaCumulative(x: number, a: number, b: number): number {
  assert(a > 0 && b > 0, `Beta(${a}, ${b})`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCumulative(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  return front / continuedFraction(x, a, b);
}

/**
 * The beta quantile: the x that a Beta(a, b) variable stays below with a given probability. It uses bisection, which always
 * converges.
 *
 * @param probability 0 … 1
 * @returns 0 … 1
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  let [low, up] = [0, 1];
  for (let step = 0; step < 64 && up - low > 0; step++) {
    const middle = (low + up) / 2;
    if (betaCumulative(middle, a, b) < probability) low = middle;
    else up = middle;
  }
  return (low + up) / 2;
}

/**
 * The two-sided quantile of Student's t: the variable lies within ±t with a given probability.
 *
 *     t = √(ν·y/(1−y)),  y the quantile of Beta(½, ν/2)
 *
 * @param probability two-sided, such as 0.95
 * @param degreesOfFreedom ν, above 0
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const y = betaQuantile(probability, 0.5, degreesOfFreedom / 2);
  return Math.sqrt((degreesOfFreedom * y) / (1 - y));
}

/** 1 + d₁/(1 + d₂/(1 + …)), evaluated from the front as the ratio of two recurrences (Lentz) until it converges. */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let [value, up, down] = [1, 1, 0];
  for (let step = 1; step < 100_000; step++) {
    const m = Math.floor(step / 2);
    const term =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    down = 1 / (1 + term * down || tiny);
    up = 1 + term / up || tiny;
    value *= up * down;
    if (Math.abs(up * down - 1) < 1e-16) break;
  }
  return value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * ln Γ(x) by Stirling's series. Γ(x) = Γ(x+1)/x first raises x to 10 or more.
 *
 *     ln Γ(x) ≈ (x − ½) ln x − x + ½ ln 2π + 1/12x − 1/360x³ + 1/1260x⁵ − 1/1680x⁷ + 1/1188x⁹
 */
function logGamma(x: number): number {
  let shift = 0;
  let large = x;
  for (; large < 10; large++) shift += Math.log(large);
  const inverse = 1 / large;
  const square = inverse * inverse;
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (large - 0.5) * Math.log(large) - large + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
