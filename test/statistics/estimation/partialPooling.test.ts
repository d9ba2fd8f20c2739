import { describe, expect, test } from '@jest/globals';
import { partialPooling } from '../../../src/statistics/estimation/partialPooling.ts';
import { pooledBy } from '../oracles/partialPooling.ts';

function randomNumbers(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** The 27th smallest of 29 uniform numbers. */
function betaOf27And3(random: () => number): number {
  return Array.from({ length: 29 }, random).sort((one, other) => one - other)[26]!;
}

describe('partial pooling of small units', () => {
  test('gives what R finds by solving the same equations in another way', () => {
    const { shares, sizes } = pooledBy;
    const found = partialPooling(shares.map((share, index) => ({ share, size: sizes[index]! })));
    const { mean, concentration, units } = found;
    const differences = [
      mean - pooledBy.mean,
      (concentration - pooledBy.concentration) / concentration,
      ...units.flatMap(({ share, shrinkage, interval }, index) => [
        share - pooledBy.pooled[index]!,
        shrinkage - pooledBy.shrinkage[index]!,
        interval.low - pooledBy.low[index]!,
        interval.up - pooledBy.up[index]!,
      ]),
    ];
    expect(Math.max(...differences.map(Math.abs))).toBeLessThan(1e-6);
  });

  test('gives all units the mean where they differ less than chance alone would make them', () => {
    const { units, concentration } = partialPooling([0.9, 0.91, 0.905].map((share) => ({ share, size: 50 })));
    expect(concentration).toBe(Infinity);
    expect(units.map(({ shrinkage }) => shrinkage)).toEqual([1, 1, 1]);
    for (const { share } of units) expect(share).toBeCloseTo(0.905, 12);
  });

  test('lies between the direct figure and the mean, and nearer to the mean for fewer answers', () => {
    const { mean, units } = partialPooling([
      { share: 0.6, size: 400 },
      { share: 0.6, size: 20 },
      { share: 0.95, size: 100 },
      { share: 0.99, size: 100 },
    ]);
    const [large, small] = units.map(({ share }) => share) as [number, number];
    expect(0.6 < large && large < small && small < mean).toBe(true);
  });

  test('covers the true share of a dozen units somewhat less than 95 times in 100', () => {
    const random = randomNumbers();
    let [covered, all] = [0, 0];
    for (let round = 0; round < 25; round++) {
      const truths = Array.from({ length: 12 }, () => betaOf27And3(random));
      const units = truths.map((truth, index) => {
        const size = 20 + 15 * index;
        const satisfied = Array.from({ length: size }, () => random() < truth).filter(Boolean).length;
        return { share: satisfied / size, size };
      });
      partialPooling(units).units.forEach(({ interval }, index) => {
        all += 1;
        if (interval.low <= truths[index]! && truths[index]! <= interval.up) covered += 1;
      });
    }
    expect(covered / all).toBeGreaterThan(0.89);
    expect(covered / all).toBeLessThan(0.95);
  });
});
