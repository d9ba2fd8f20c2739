import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { normalQuantile, normalTail } from '../../../src/statistics/estimation/normal.ts';
import { simultaneousCriticalValue } from '../../../src/statistics/estimation/criticalValues.ts';
import { rankSets, standardErrors, type ComparedUnit } from '../../../src/statistics/ranking/rankSets.ts';

const units = fc
  .array(
    fc.record({ share: fc.integer({ min: 0, max: 100 }), effectiveSize: fc.integer({ min: 30, max: 3000 }) }),
    {
      minLength: 1,
      maxLength: 9,
    },
  )
  .map((list): ComparedUnit[] =>
    list.map((unit, index) => ({ ...unit, share: unit.share / 100, key: `u${index}` })),
  );

describe('the critical value', () => {
  test.each([
    // qtukey(0.95, k, Inf) of R: the 95 % point of the studentised range with infinitely many degrees of freedom.
    [2, 2.771808],
    [3, 3.314493],
    [5, 3.857656],
    [10, 4.474124],
    [12, 4.621655],
    [20, 5.011689],
    [143, 6.299934],
  ])('of %d figures is that of the studentised range over √2', (figures, range) => {
    expect(Math.abs(simultaneousCriticalValue(figures) * Math.SQRT2 - range)).toBeLessThan(5e-5);
  });

  test('of two figures is that of one comparison, and of one there is nothing to compare', () => {
    expect(simultaneousCriticalValue(2)).toBeCloseTo(1.959963984540054, 6);
    expect([simultaneousCriticalValue(1), simultaneousCriticalValue(0)]).toEqual([0, 0]);
  });

  test('is below Bonferroni’s from three figures on', () => {
    for (const figures of [3, 12, 143])
      expect(simultaneousCriticalValue(figures)).toBeLessThan(
        normalQuantile(0.05 / ((figures * (figures - 1)) / 2)),
      );
  });
});

describe('the set of places', () => {
  test('of three units, one apart and two together', () => {
    // n_eff 400: v = p̃(1−p̃)/403.84; p̃ of 0.95 is 0.9457, of 0.80 and 0.79 0.7971 and 0.7872. Standard errors 0.01127,
    // 0.02001, 0.02037. With c ≈ 2.34 the bounds are 0.054 and 0.067: 15 points are apart, 1 point is not.
    const list = [
      { key: 'x', share: 0.79, effectiveSize: 400 },
      { key: 'y', share: 0.95, effectiveSize: 400 },
      { key: 'z', share: 0.8, effectiveSize: 400 },
    ];
    expect(standardErrors(list).map((error) => error.toFixed(5))).toEqual(['0.02037', '0.01127', '0.02001']);
    expect(rankSets(list)).toEqual([
      { key: 'x', low: 2, up: 3, alike: ['z'] },
      { key: 'y', low: 1, up: 1, alike: [] },
      { key: 'z', low: 2, up: 3, alike: ['x'] },
    ]);
  });

  test('of a unit at 100 % is not certain', () => {
    const [all, most] = rankSets([
      { key: 'all', share: 1, effectiveSize: 30 },
      { key: 'most', share: 0.97, effectiveSize: 30 },
    ]);
    expect([all?.low, all?.up, most?.low, most?.up]).toEqual([1, 2, 1, 2]);
  });

  test('of units that asked everyone is their place', () => {
    const list = [0.9, 0.91, 0.9].map((share, index) => ({
      key: `u${index}`,
      share,
      effectiveSize: Infinity,
    }));
    expect(rankSets(list).map(({ low, up }) => [low, up])).toEqual([
      [2, 3],
      [1, 1],
      [2, 3],
    ]);
  });

  test('of one unit is one place, and of none there is none', () => {
    expect(rankSets([{ key: 'a', share: 0.5, effectiveSize: 30 }])).toEqual([
      { key: 'a', low: 1, up: 1, alike: [] },
    ]);
    expect(rankSets([])).toEqual([]);
  });

  test('holds the place itself', () => {
    fc.assert(
      fc.property(units, (list) => {
        rankSets(list).forEach(({ low, up }, unit) => {
          const rank = 1 + list.filter(({ share }) => share > list[unit]!.share).length;
          expect(low).toBeLessThanOrEqual(rank);
          expect(up).toBeGreaterThanOrEqual(rank);
        });
      }),
      { numRuns: 12 },
    );
  });

  test('does not depend on the order in which units come', () => {
    fc.assert(
      fc.property(units, (list) => {
        const byKey = (sets: ReturnType<typeof rankSets>) =>
          new Map(sets.map(({ key, low, up }) => [key, [low, up]] as const));
        const [forwards, backwards] = [byKey(rankSets(list)), byKey(rankSets(list.toReversed()))];
        for (const [key, set] of forwards) expect(backwards.get(key)).toEqual(set);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the normal distribution', () => {
  test.each([
    [0.05, 1.959963984540054],
    [0.01, 2.5758293035489004],
    [0.001, 3.2905267314919255],
    [1e-6, 4.891638475699],
  ])('leaves %d outside of %d', (outside, z) => {
    expect(normalQuantile(outside)).toBeCloseTo(z, 9);
  });

  test('has one tail, whichever way it is summed', () => {
    expect(normalTail(3 - 1e-9) / normalTail(3)).toBeCloseTo(1, 7);
    expect(normalTail(0)).toBe(0.5);
  });
});
