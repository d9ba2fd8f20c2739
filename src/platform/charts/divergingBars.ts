/**
 * Shares of levels as stacked bars, one per row of a table on a page: levels below the middle to the left of a common line,
 * levels above it to the right, a middle level astride it. Positions are percent of the plot's width.
 */
import { tenth } from './drawing.ts';

export interface DivergingPart {
  readonly from: number;
  readonly width: number;
}

export interface DivergingBars {
  /** The common line. */
  readonly zeroAt: number;
  /** For each row, a part for each level. */
  readonly rows: readonly (readonly DivergingPart[])[];
}

/** @param rows for each row, the percent of each level, worst first */
export function divergingBars(rows: readonly (readonly number[])[]): DivergingBars {
  const left = Math.max(0, ...rows.map(leftOf));
  const right = Math.max(0, ...rows.map((shares) => sum(shares) - leftOf(shares)));
  const scale = 100 / (left + right || 1);
  return {
    zeroAt: tenth(left * scale),
    rows: rows.map((shares) => {
      let start = left - leftOf(shares);
      return shares.map((share) => {
        const from = tenth(start * scale);
        start += share;
        return { from, width: tenth(tenth(start * scale) - from) };
      });
    }),
  };
}

/** The percent to the left of the common line: the lower half of the levels, and half of a middle level. */
function leftOf(shares: readonly number[]): number {
  const half = Math.floor(shares.length / 2);
  const middle = shares.length % 2 === 1 ? shares[half]! / 2 : 0;
  return sum(shares.slice(0, half)) + middle;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
