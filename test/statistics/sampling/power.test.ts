import { describe, expect, test } from '@jest/globals';
import { detectableDifference, powerOf } from '../../../src/statistics/sampling/power.ts';
import { describeWith, rscriptPath } from '../../support/needs.ts';
import { largestDifference, printedByR } from '../../support/oracles.ts';
import { powerOracle } from '../oracles/power.ts';

const pairs = [[0.88, 0.95, 120], [0.91, 0.93, 400], [0.5, 0.55, 383], [0.97, 0.9, 60], [0.8, 0.8, 50]] as const; // prettier-ignore
const unequal = [[0.88, 90, 0.95, 300], [0.93, 1500, 0.9, 45]] as const; // prettier-ignore
const shares = [[0.5, 383], [0.9, 120], [0.95, 60]] as const; // prettier-ignore

const found = {
  power: pairs.map(([before, after, size]) => powerOf({ share: before, size }, { share: after, size })),
  unequal: unequal.map(([p0, n0, p1, n1]) => powerOf({ share: p0, size: n0 }, { share: p1, size: n1 })),
  difference: shares.map(([share, size]) => detectableDifference(share, { before: size, after: size })!),
};

describe('the power of a comparison', () => {
  test.each(['power', 'unequal', 'difference'] as const)('is that of R: %s', (name) => {
    expect(largestDifference(found[name], powerOracle[name])).toBeLessThan(1e-9);
  });

  test('grows with either sample, and with the difference', () => {
    const power = (after: number, size: number) => powerOf({ share: 0.9, size: 200 }, { share: after, size });
    expect(power(0.95, 300)).toBeGreaterThan(power(0.95, 150));
    expect(power(0.97, 150)).toBeGreaterThan(power(0.95, 150));
    expect(powerOf({ share: 1, size: 30 }, { share: 1, size: 30 })).toBe(0);
  });

  test('is too small in a tiny sample for any difference', () => {
    expect(detectableDifference(0.5, { before: 3, after: 3 })).toBeUndefined();
  });
});

describeWith('Rscript', rscriptPath, 'power by R', () => {
  test('has the numbers in the tree', () => {
    const printed = printedByR(rscriptPath!, 'power');
    for (const name of ['power', 'unequal', 'difference'] as const)
      expect(largestDifference(found[name], printed[name]!)).toBeLessThan(1e-9);
  });
});
