/**
 * The Tukey–Kramer critical value for comparing many figures: how many standard errors of their difference two figures must
 * be apart, so that chance alone seldom makes any pair look different.
 */
import { normalQuantile, normalTail } from './normal.ts';

const CONFIDENCE = 0.95;

/**
 * The simultaneous critical value for all pairs.
 *
 *     c = q/√2,   q the 95 % quantile of the range of k standard normals (the studentised range with infinite degrees of freedom)
 *
 * Exact if all figures are equally precise. Otherwise the simultaneous coverage is at least as high (Hayter 1984). The value
 * stays below Bonferroni's.
 *
 * @param figures k, the number compared
 * @returns 0 if there is nothing to compare
 * @see docs/methodology.md, section 7; Tukey 1953, Kramer 1956, Hayter 1984
 */
export function simultaneousCriticalValue(figures: number): number {
  if (figures < 2) return 0;
  // The value lies between that of a single pair and Bonferroni's.
  let low = normalQuantile(1 - CONFIDENCE);
  let up = normalQuantile((1 - CONFIDENCE) / ((figures * (figures - 1)) / 2));
  while (up - low > 1e-7) {
    const middle = (low + up) / 2;
    if (rangeCumulative(middle * Math.SQRT2, figures) < CONFIDENCE) low = middle;
    else up = middle;
  }
  return (low + up) / 2;
}

/**
 * Probability that the range of k standard normals, largest less smallest, is at most q.
 *
 *     P = k · ∫ φ(z)·(Φ(z) − Φ(z−q))^(k−1) dz,   z being the largest of them
 *
 * The integrand and its derivatives vanish at both ends, so equal steps give the integral to nearly full precision.
 *
 * @param range q, above 0
 * @param normals k, at least 2
 */
function rangeCumulative(range: number, normals: number): number {
  let sum = 0;
  for (const { z, density, below } of steps)
    sum += density * (below - cumulative(z - range)) ** (normals - 1);
  return normals * sum * STEP;
}

const STEP = 0.25;
const steps = Array.from({ length: 65 }, (_, index) => {
  const z = -8 + index * STEP;
  return { z, density: Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI), below: cumulative(z) };
});

function cumulative(z: number): number {
  return z < 0 ? normalTail(-z) : 1 - normalTail(z);
}
