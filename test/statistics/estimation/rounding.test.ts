import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { roundedPercents } from '../oracles/rounding.ts';
import { nationalIndex, reportedFigures, reportedSums } from '../oracles/reported.ts';
import {
  differenceOfDecimals,
  decimalToNumber,
  percentRounded,
} from '../../../src/statistics/estimation/rounding.ts';
import { decimalText } from '../../../src/platform/text/numbers.ts';

describe('a rounded percent', () => {
  test.each(roundedPercents)(
    'of $numerator / $denominator is $text',
    ({ numerator, denominator, decimals, text }) => {
      expect(decimalText(percentRounded(numerator, denominator, decimals), 'en')).toBe(text);
    },
  );

  test('is half away from zero below zero', () => {
    expect(percentRounded(-1, 800, 2).units).toBe(-13); // −0.125
    expect(percentRounded(1, -800, 2).units).toBe(-13);
    expect(Object.is(percentRounded(-1, 1_000_000, 2).units, 0)).toBe(true); // never −0
  });

  test('is never further than half a unit from the fraction, and a tie goes up', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 9n),
        fc.bigInt(1n, 10n ** 12n),
        fc.integer({ min: 0, max: 4 }),
        (a, b, d) => {
          const twice = 2n * (BigInt(percentRounded(a, b, d).units) * b - a * 100n * 10n ** BigInt(d));
          expect(twice > -b && twice <= b).toBe(true);
        },
      ),
    );
  });

  test('refuses a fraction over nothing', () => {
    expect(() => percentRounded(0, 0, 2)).toThrow('a fraction over 0');
  });
});

describe('a change between published figures', () => {
  const decimal = (value: number) => ({ units: Math.round(value * 100), decimals: 2 });
  const change = (later: number, earlier: number) =>
    decimalToNumber(differenceOfDecimals(decimal(later), decimal(earlier)));

  test.each(reportedFigures)('of "$what" is what readers subtract', (one) => {
    expect(change(one.value, one.previous)).toBe(one.change);
  });

  test('of the national index is 1.28', () => {
    expect(change(nationalIndex.values[1]!, nationalIndex.values[0]!)).toBe(nationalIndex.change);
  });

  test.each(reportedSums)('and the parts of "$what" add up', ({ parts, value }) => {
    expect(parts.reduce((sum, part) => sum + decimal(part).units, 0)).toBe(decimal(value).units);
  });

  test('takes the finer of two precisions', () => {
    expect(differenceOfDecimals({ units: 913, decimals: 1 }, { units: 9128, decimals: 2 })).toEqual({
      units: 2,
      decimals: 2,
    });
  });
});
