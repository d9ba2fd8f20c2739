import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compareRatios,
  differenceOfRatios,
  leastCommonMultiple,
  lowestTerms,
  ratio,
  ratioOfDecimal,
  ratioToNumber,
  sumOfRatios,
} from '../../../src/statistics/estimation/ratio.ts';

describe('a ratio', () => {
  test('is a double only at the end, however long its parts are', () => {
    const huge = 7n ** 500n;
    expect(ratioToNumber(ratio(3n * huge, 4n * huge))).toBe(0.75);
    expect(ratioToNumber(ratio(-1n, 3n))).toBe(-1 / 3);
    expect(ratioToNumber(ratio(0n, huge))).toBe(0);
  });

  test('of small numbers is what division gives', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (above, below) => {
        expect(ratioToNumber(ratio(above, below))).toBe(above / below || 0);
      }),
    );
  });

  test('is added, subtracted and compared without loss', () => {
    expect(lowestTerms(sumOfRatios([ratio(1, 6), ratio(1, 10), ratio(-1, 15)]))).toEqual(ratio(1, 5));
    expect(lowestTerms(differenceOfRatios(ratio(1, 2), ratio(1, 3)))).toEqual(ratio(1, 6));
    expect(sumOfRatios([])).toEqual(ratio(0, 1));
    expect(compareRatios(ratio(1, 3), ratio(2, 6))).toBe(0);
    expect(compareRatios(ratio(-1, 3), ratio(1, -4))).toBe(-1);
    expect(leastCommonMultiple(4n, 6n)).toBe(12n);
  });

  test('of a decimal is what was written, not the double beside it', () => {
    expect(ratioOfDecimal(0.35)).toEqual(ratio(7, 20));
    expect(ratioOfDecimal(-1.5)).toEqual(ratio(-3, 2));
    expect(ratioOfDecimal(1e-7)).toEqual(ratio(1n, 10n ** 7n));
    expect(ratioOfDecimal(2e21)).toEqual(ratio(2n * 10n ** 21n, 1n));
    expect(() => ratioOfDecimal(Number.NaN)).toThrow('NaN is not a finite number');
  });

  test('over nothing is a bug', () => {
    expect(() => ratio(1, 0)).toThrow('a fraction over 0');
  });
});
