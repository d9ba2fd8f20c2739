import { describe, expect, test } from '@jest/globals';
import { item54Points as itemCases } from '../oracles/classes.ts';
import { compareRatios, ratio, ratioToNumber } from '../../../src/statistics/estimation/ratio.ts';
import { faultlessFiles, itemPoints } from '../../../src/statistics/estimation/realTimeIndex.ts';

describe('item 5.4 of Decision 766', () => {
  test.each(itemCases)('gives $points points for $ratePercent %', ({ ratePercent, points }) => {
    expect(ratioToNumber(itemPoints(ratio(ratePercent, 100), 6))).toBe(points);
  });

  test('gives all points from exactly 90 % on, and fewer just below', () => {
    expect(compareRatios(itemPoints(ratio(9, 10), 6), ratio(6, 1))).toBe(0);
    expect(compareRatios(itemPoints(ratio(899_999, 1_000_000), 6), ratio(6, 1))).toBe(-1);
    expect(compareRatios(itemPoints(ratio(1, 1), 5), ratio(5, 1))).toBe(0);
  });

  test('counts overdue files and complaints against the office, and not below 0', () => {
    expect(faultlessFiles({ files: 200, overdue: 20, complained: 10 })).toBe(170);
    expect(faultlessFiles({ files: 10, overdue: 9, complained: 9 })).toBe(0);
    expect(faultlessFiles({ files: 0, overdue: 0, complained: 0 })).toBe(0);
    expect(() => faultlessFiles({ files: 1, overdue: 2, complained: 0 })).toThrow('2 overdue of 1 files');
  });
});
