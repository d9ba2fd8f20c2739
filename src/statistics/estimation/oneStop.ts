/** Points and classes of the one-stop evaluation (Decree 61/2018/NĐ-CP, Circular 01/2018/TT-VPCP). */
import { compareRatios, productOfRatios, ratio, type Ratio } from './ratio.ts';

export type OneStopClass = 'excellent' | 'good' | 'fair' | 'average' | 'weak';

/** Nine indicators of at most two points. */
const ONE_STOP_MAXIMUM = 18;

/** Lower bounds in points, inclusive. No legal text confirms that 15 is excellent. */
export const ONE_STOP_EDGES: readonly (readonly [OneStopClass, number])[] = [
  ['excellent', 15],
  ['good', 12],
  ['fair', 9],
  ['average', 6],
  ['weak', 0],
];

/**
 * The points of nine indicators with levels 1, 2, 3 for 0, 1, 2 points each: 18 times their mean scored from zero.
 *
 * @param share index of the method `one-stop-2018`, 0 … 1
 * @returns 0 … 18, exact
 * @see docs/methodology.md, section 1.3
 */
export function oneStopPoints(share: Ratio): Ratio {
  return productOfRatios(share, ratio(ONE_STOP_MAXIMUM, 1));
}

/** The class for a number of points. The comparison is exact, which matters at the class boundaries. */
export function oneStopClass(points: Ratio): OneStopClass {
  const found = ONE_STOP_EDGES.find(([, edge]) => compareRatios(points, ratio(edge, 1)) >= 0);
  return found ? found[0] : 'weak';
}
