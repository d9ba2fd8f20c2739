/**
 * How far apart two of many figures have to be, in standard errors of their difference, so that chance alone seldom makes
 * any of them look different: Tukey and Kramer's value.
 */
import { normalQuantile, normalTail } from './normal.ts';

const CONFIDENCE = 0.95;

/**
 * The critical value of all pairs at once.
 *
 *     c = q/√2,   q the 95 % quantile of the range of k standard normals (the studentised range with infinite degrees of freedom)
 *
 * Exact where all figures are equally certain; where they are not, all pairs together are right at least as often
 * (Hayter 1984), and the value stays below Bonferroni's.
 *
 * @param figures k, how many are compared
 * @returns 0 where there is nothing to compare
 * @see docs/methodology.md, section 7; Tukey 1953, Kramer 1956, Hayter 1984
 */
export function simultaneousCriticalValue(figures: number): number {
  if (figures < 2) return 0;
  // One pair by itself needs the least, and pairs that knew nothing of each other would need the most.
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
 * The integrand and all that it is made of vanish at both ends, so equal steps give the integral to the last digits.
 *
 * @param range q, above 0
 * @param normals k, at least 2
 */
export function rangeCumulative(range: number, normals: number): number {
  let sum = 0;
  for (const { z, density, below } of steps)
    sum += density * (below - cumulative(z - range)) ** (normals - 1);
  return normals * sum * STEP;
}

const STEP = 0.25;
const steps = Array.from({ length: 65 }, (_, place) => {
  const z = -8 + place * STEP;
  return { z, density: Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI), below: cumulative(z) };
});

function cumulative(z: number): number {
  return z < 0 ? normalTail(-z) : 1 - normalTail(z);
}
