import { describe, expect, test } from '@jest/globals';
import { sampleSizes } from '../oracles/sampleSizes.ts';
import { cochranSize, yamaneSize } from '../../../src/statistics/sampling/sampleSize.ts';

describe('a sample size', () => {
  test.each(sampleSizes)(
    'for $population people and ± $marginPercent points',
    ({ population, marginPercent, yamane, cochranFinite }) => {
      expect(yamaneSize(population, marginPercent / 100)).toBe(yamane);
      expect(cochranSize({ population, marginShare: marginPercent / 100 })).toBe(cochranFinite);
    },
  );

  test('that comes out whole is not rounded up', () => {
    expect(yamaneSize(100, 0.1)).toBe(50); // 100/(1 + 1)
    expect(yamaneSize(1, 0.05)).toBe(1);
  });

  test('is larger where answers hang together, and smaller where the share is far from one half', () => {
    // n₀ = 3.8415·0.25·2/0.0025 = 768.29; 768.29/(1 + 767.29/1000) = 434.7
    expect(cochranSize({ population: 1000, marginShare: 0.05, designEffect: 2 })).toBe(435);
    // n₀ = 3.8415·0.9·0.1/0.0025 = 138.3; 138.3/(1 + 137.3/1000) = 121.6
    expect(cochranSize({ population: 1000, marginShare: 0.05, expectedShare: 0.9 })).toBe(122);
  });

  test('comes near a small population, and never goes beyond it', () => {
    expect(cochranSize({ population: 50, marginShare: 0.05 })).toBe(45); // n₀ = 384.1; 384.1/(1 + 383.1/50) = 44.3
    expect(cochranSize({ population: 3, marginShare: 0.01 })).toBe(3);
  });

  test.each([0, 1.5])('for %d people is a bug', (population) => {
    expect(() => yamaneSize(population, 0.05)).toThrow(`a population of ${population}`);
  });
});
