import { expect, test } from '@jest/globals';
import { array, assert, double, property } from 'fast-check';
import { roundedParts } from '../../../src/statistics/estimation/roundedParts.ts';

const hundredths = (parts: readonly number[], units: number) =>
  roundedParts(parts, { units, decimals: 2 }).map((part) => part.units);

test('three thirds of 1.00 are 0.34, 0.33 and 0.33', () => {
  expect(hundredths([1 / 3, 1 / 3, 1 / 3], 100)).toEqual([34, 33, 33]);
});

test('falls are rounded to add up too', () => {
  // −3.195 −1.418 −3.246 = −7.859, printed as −7.86: down to −320 −142 −325 = −787, one back to the largest remainder.
  expect(hundredths([-3.195, -1.418, -3.246], -786)).toEqual([-319, -142, -325]);
});

test('a printed whole that rounding put a hundredth away still comes out', () => {
  expect(hundredths([0.5, 0.25], 76)).toEqual([51, 25]);
  expect(hundredths([0.5, 0.25], 74)).toEqual([50, 24]);
});

test('parts always add up to the whole, each less than two hundredths from what it was', () => {
  assert(
    property(array(double({ min: -5, max: 5, noNaN: true }), { minLength: 1 }), (parts) => {
      const whole = Math.round(parts.reduce((sum, part) => sum + part, 0) * 100);
      const rounded = hundredths(parts, whole);
      expect(rounded.reduce((sum, part) => sum + part, 0) - whole).toBe(0);
      rounded.forEach((part, index) => expect(Math.abs(part - parts[index]! * 100)).toBeLessThan(2));
    }),
  );
});

test('parts of another whole are refused', () => {
  expect(() => hundredths([1, 1], 300)).toThrow('units missing');
});
