/** Ranks. */
import { compareRatios, type Ratio } from '../estimation/ratio.ts';

/**
 * Ranks by the exact, unrounded value, the largest first. Equal values share a rank, and the next rank is skipped (1, 2, 2,
 * 4).
 *
 *     rank_j = 1 + number of values above value_j
 *
 * @param values undefined for a unit without a figure that may be ranked
 * @returns a rank for each value, in the same order; undefined where the value is
 * @see docs/methodology.md, section 7
 */
export function ranks(values: readonly (Ratio | undefined)[]): (number | undefined)[] {
  const falling = values
    .filter((value) => value !== undefined)
    .sort((left, right) => compareRatios(right, left));
  return values.map((value) => value && 1 + falling.findIndex((other) => compareRatios(other, value) === 0));
}
