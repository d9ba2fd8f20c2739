import { describe, expect, test } from '@jest/globals';
import { equalSharesP, holmAdjusted } from '../../../src/statistics/estimation/gaps.ts';
import { gapTests, holmOfTies } from '../oracles/gaps.ts';

function largestDifference(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  return Math.max(...found.map((value, index) => Math.abs(value - expected[index]!)));
}

describe('gaps between groups', () => {
  test('have the p-values of prop.test in R', () => {
    const found = gapTests.pairs.map(([share, size, others, sizeOfOthers]) =>
      equalSharesP({ share, size }, { share: others, size: sizeOfOthers }),
    );
    expect(largestDifference(found, gapTests.p)).toBeLessThan(1e-10);
  });

  test('are corrected as p.adjust of R does, in the order given, ties included', () => {
    expect(largestDifference(holmAdjusted(gapTests.p), gapTests.holm)).toBeLessThan(1e-10);
    expect(largestDifference(holmAdjusted(holmOfTies.p), holmOfTies.holm)).toBeLessThan(1e-12);
    expect(holmAdjusted([])).toEqual([]);
  });

  test('do not exist between two groups in which everybody is satisfied', () => {
    expect(equalSharesP({ share: 1, size: 40 }, { share: 1, size: 90 })).toBe(1);
  });
});
