/** Confidence intervals of a share, from its effective sample size. */

import { betaQuantile, studentQuantile } from './beta.ts';

/** From 0 to 1, low ≤ up. */
export interface Interval {
  readonly low: number;
  readonly up: number;
}

/** The standard normal quantile for a two-sided 95 % interval. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's interval: the shares p for which an observed R would lie within z standard errors of p. Near 100 %, where the
 * usual R ± z·se passes 1 and is far too short, it keeps its coverage.
 *
 *     centre = (R + z²/2n)/(1 + z²/n),   half = z·√(R(1−R)/n + z²/4n²)/(1 + z²/n)
 *
 * @param share R, 0 … 1
 * @param size n_eff, above 0, not necessarily whole; Infinity gives a point
 * @see docs/methodology.md, section 5; Wilson 1927
 */
export function wilsonInterval(share: number, size: number, z: number = Z_95): Interval {
  const spread = (z * z) / size;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / size + spread / (4 * size))) / (1 + spread);
  return {
    low: share === 0 ? 0 : Math.max(0, centre - half),
    up: share === 1 ? 1 : Math.min(1, centre + half),
  };
}

/** The sample properties that Korn and Graubard's interval needs. */
export interface SampleSize {
  /** n_eff, above 0. */
  readonly effective: number;
  /** Valid answers: at least the number of respondents, and at least 2. */
  readonly answers: number;
  /** Respondents minus strata, at least 1. */
  readonly degreesOfFreedom: number;
}

/**
 * Korn and Graubard's interval: the exact binomial interval (Clopper–Pearson) at the effective size, slightly wider if the
 * variance rests on few respondents. It is wider than Wilson's: its coverage is at least 95 %, while Wilson's is 95 % on
 * average.
 *
 *     n* = n_eff · (t_{A−1}/t_{df})²,   x = R·n*
 *     low = Beta quantile 0.025 of (x, n* − x + 1),   up = Beta quantile 0.975 of (x + 1, n* − x)
 *
 * @param share R, 0 … 1
 * @returns low is 0 at R = 0, up is 1 at R = 1; a point in a census
 * @see docs/methodology.md, section 5; Korn and Graubard 1998; `svyciprop(method = "beta")` of R's `survey`
 */
export function kornGraubardInterval(share: number, sample: SampleSize): Interval {
  if (sample.effective === Infinity) return { low: share, up: share };
  const spread = studentQuantile(0.95, sample.answers - 1) / studentQuantile(0.95, sample.degreesOfFreedom);
  const size = sample.effective * spread ** 2;
  const satisfied = share * size;
  return {
    low: share === 0 ? 0 : betaQuantile(0.025, satisfied, size - satisfied + 1),
    up: share === 1 ? 1 : betaQuantile(0.975, satisfied + 1, size - satisfied),
  };
}
