import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { allocate, allocateByQuota, type Allocation } from '../../../src/statistics/sampling/allocation.ts';

describe('an allocation', () => {
  const units = [
    { key: 'a', population: 1000, spread: 0.5 },
    { key: 'b', population: 3000, spread: 0.1 },
    { key: 'c', population: 20, spread: 0.4 },
  ];

  test.each([
    ['proportional', [25, 75, 1]], // 101 of 4,020: 25.12, 75.37, 0.50; the one left over goes to c
    ['equal', [41, 40, 20]], // c has 20 people; 81 are left for two
    ['neyman', [63, 37, 1]], // 500 : 300 : 8 of 808: 62.5, 37.5, 1; of equal remainders the first
  ] as const)('%s', (allocation, expected) => {
    expect([...allocate(101, units, allocation).values()]).toEqual(expected);
  });

  test('adds up and asks nobody twice', () => {
    const unit = fc.record({
      population: fc.integer({ min: 0, max: 500 }),
      spread: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    const allocations: Allocation[] = ['equal', 'proportional', 'neyman'];
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...allocations),
        (list, part, how) => {
          const planned = list.map((one, index) => ({ ...one, key: `u${index}` }));
          const total = Math.floor(part * list.reduce((sum, { population }) => sum + population, 0));
          const shares = allocate(total, planned, how);
          expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(total);
          for (const { key, population } of planned) {
            expect(shares.get(key)).toBeGreaterThanOrEqual(0);
            expect(shares.get(key)).toBeLessThanOrEqual(population);
          }
        },
      ),
    );
  });

  test('by quota gives each unit the number of its kind, or all that it has', () => {
    const quotas = new Map([
      ['district', 500],
      ['ward', 200],
    ]);
    const kinds = ['district', 'ward', 'ward', 'office'];
    const list = [4000, 900, 120, 30].map((population, index) => ({
      key: `u${index}`,
      population,
      kind: kinds[index]!,
    }));
    expect([...allocateByQuota(list, quotas).values()]).toEqual([500, 200, 120, 0]);
  });

  test('of more than everyone is a bug', () => {
    expect(() => allocate(5000, units, 'equal')).toThrow('5000 of 4020 people');
  });
});
