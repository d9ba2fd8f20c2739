/**
 * How far apart two of many figures have to be, in standard errors of their difference, so that chance alone seldom makes
 * any of them look different: by simulation, with the same draws every time.
 */
import { normalDraws, normalQuantile } from './normal.ts';

const DRAWS = 10_000;
/** Any number will do, so long as it never changes: a published set must come out the same again. */
const SEED = 20_220_519;
const CONFIDENCE = 0.95;

/** The critical value of all pairs at once; Bonferroni's where simulation gives a larger one. */
export function simultaneousCriticalValue(errors: readonly number[]): number {
  if (errors.length < 2) return 0;
  const bonferroni = normalQuantile((1 - CONFIDENCE) / ((errors.length * (errors.length - 1)) / 2));
  return Math.min(bonferroni, quantile(greatestDifferences(errors)));
}

/** Of each draw the largest studentised difference between two units. */
function greatestDifferences(errors: readonly number[]): Float64Array {
  const drawn = normalDraws(SEED);
  // Larger errors first, so that the draws do not depend on the order in which units were given.
  const ordered = errors.toSorted((one, other) => other - one);
  const scales = pairScales(ordered);
  const values = new Float64Array(ordered.length);
  return Float64Array.from({ length: DRAWS }, () => {
    for (let place = 0; place < values.length; place++) values[place] = ordered[place]! * drawn();
    return greatestDifference(values, scales);
  });
}

function greatestDifference(values: Float64Array, scales: Float64Array): number {
  let greatest = 0;
  let pair = 0;
  for (let one = 0; one < values.length; one++) {
    const value = values[one]!;
    for (let other = one + 1; other < values.length; other++) {
      const difference = Math.abs(value - values[other]!) * scales[pair++]!;
      if (difference > greatest) greatest = difference;
    }
  }
  return greatest;
}

/** 1/√(v_j+v_k) of each pair in turn; 0 where both are certain, since they do not vary. */
function pairScales(errors: readonly number[]): Float64Array {
  const scales = new Float64Array((errors.length * (errors.length - 1)) / 2);
  let pair = 0;
  errors.forEach((one, place) => {
    for (const other of errors.slice(place + 1)) {
      const spread = Math.hypot(one, other);
      scales[pair++] = spread === 0 ? 0 : 1 / spread;
    }
  });
  return scales;
}

/** The smallest value that at least 95 % of the draws do not exceed. */
function quantile(draws: Float64Array): number {
  const rising = draws.slice().sort();
  return rising[Math.ceil(CONFIDENCE * rising.length) - 1]!;
}
