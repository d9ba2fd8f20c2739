import { describe, expect, test } from '@jest/globals';
import {
  addCrossProducts,
  crossProductsLength,
  relativeImportance,
} from '../../../src/statistics/estimation/relativeImportance.ts';
import { lmgOfFive } from '../oracles/relativeImportance.ts';

function sumsOf(rows: readonly (readonly number[])[]): Float64Array {
  const sums = new Float64Array(crossProductsLength(rows[0]!.length - 1));
  for (const row of rows) addCrossProducts(sums, row);
  return sums;
}

/** The rows that relativeImportance.R makes. */
const oracleRows = Array.from({ length: 60 }, (_, i) => {
  const over = (divisor: number): number => Math.floor(i / divisor);
  const a = ((i * 7 + over(4)) % 5) / 4;
  const b = (((i * 3 + over(7)) % 5) / 4 + 2 * a) / 3;
  const c = ((i * 11 + over(3)) % 9) / 8;
  const d = (((i * 5 + over(11)) % 7) / 6 + a + c) / 3;
  const e = ((i * i + over(5)) % 5) / 4;
  return [a, b, c, d, e, (3 * a + b + 2 * c + d + ((i * 13) % 8) / 8) / 8];
});

describe('the relative importance of factors', () => {
  test('is that of an enumeration of all 32 regressions in R', () => {
    const { explained, shares, meanCorrelation } = relativeImportance(sumsOf(oracleRows), 5)!;
    expect(Math.abs(explained - lmgOfFive.explained)).toBeLessThan(1e-9);
    expect(Math.abs(meanCorrelation! - lmgOfFive.meanCorrelation)).toBeLessThan(1e-9);
    for (const [factor, share] of shares.entries())
      expect(Math.abs(share - lmgOfFive.shares[factor]!)).toBeLessThan(1e-9);
  });

  test('is shared equally by two factors that are the same', () => {
    const found = relativeImportance(sumsOf([0, 0.25, 0.5, 1].map((x) => [x, x, x])), 2)!;
    expect(found.explained).toBeCloseTo(1, 9);
    expect(found.shares[0]).toBeCloseTo(0.5, 9);
    expect(found.meanCorrelation).toBeCloseTo(1, 9);
  });

  test('is 0 of a factor that everybody rates alike, and then factors have no mean correlation', () => {
    const found = relativeImportance(sumsOf([0, 0.5, 1].map((x) => [x, 0.75, x * x])), 2)!;
    expect(found.shares).toEqual([1, 0]);
    expect(found.meanCorrelation).toBeUndefined();
  });

  test('does not exist where everybody gave the same outcome, or no factor goes along with it', () => {
    expect(relativeImportance(sumsOf([0, 0.5, 1].map((x) => [x, 1])), 1)).toBeUndefined();
    expect(relativeImportance(sumsOf([[0, 0], [0, 1], [1, 0], [1, 1]]), 1)).toBeUndefined(); // prettier-ignore
  });
});
