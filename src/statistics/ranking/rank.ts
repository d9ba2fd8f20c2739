/** Places in a ranking. */
import { compareRatios, type Ratio } from '../estimation/ratio.ts';

/**
 * Places by the exact, unrounded value, the largest first; equal values share a place and the next is left free
 * (1, 2, 2, 4).
 *
 *     place_j = 1 + number of values above value_j
 *
 * @param values undefined where a unit has no figure that may be ranked
 * @returns a place for each value, in the same order; undefined for those without one
 * @see docs/methodology.md, section 7
 */
export function places(values: readonly (Ratio | undefined)[]): (number | undefined)[] {
  const falling = values
    .filter((value) => value !== undefined)
    .sort((left, right) => compareRatios(right, left));
  return values.map((value) => value && 1 + falling.findIndex((other) => compareRatios(other, value) === 0));
}
