import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { intervals } from '../oracles/intervals.ts';
import { betaCumulative, betaQuantile, studentQuantile } from '../../../src/statistics/estimation/beta.ts';
import { kornGraubardInterval, wilsonInterval } from '../../../src/statistics/estimation/interval.ts';

describe('Wilson’s interval', () => {
  test.each(intervals)('of $x in $n', ({ x, n, wilson }) => {
    const { low, up } = wilsonInterval(x / n, n);
    expect(low * 100).toBeCloseTo(wilson[0]!, 10);
    expect(up * 100).toBeCloseTo(wilson[1]!, 10);
  });

  test('is a point when everyone was asked', () => {
    expect(wilsonInterval(0.8, Infinity)).toEqual({ low: 0.8, up: 0.8 });
  });

  test('holds its share and stays between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 1e7, noNaN: true }),
        (share, size) => {
          const { low, up } = wilsonInterval(share, size);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(share + 1e-15);
          expect(up).toBeGreaterThanOrEqual(share - 1e-15);
          expect(up).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('Korn and Graubard’s interval', () => {
  test.each(intervals)(
    'of $x in $n people asked once is Clopper and Pearson’s',
    ({ x, n, clopperPearson }) => {
      const { low, up } = kornGraubardInterval(x / n, { effective: n, answers: n, degreesOfFreedom: n - 1 });
      expect(low * 100).toBeCloseTo(clopperPearson[0]!, 4);
      expect(up * 100).toBeCloseTo(clopperPearson[1]!, 4);
    },
  );

  test('is wider by the t of the degrees of freedom that strata take', () => {
    // Ten people in two strata: t of 9 is 2.262157, of 8 2.306004. An n_eff of 10·(2.306004/2.262157)² comes down to 10.
    const effective = 10 * (2.306004 / 2.262157) ** 2;
    const { low, up } = kornGraubardInterval(0.5, { effective, answers: 10, degreesOfFreedom: 8 });
    expect(low * 100).toBeCloseTo(18.7086, 3);
    expect(up * 100).toBeCloseTo(81.2914, 3);
  });

  test('is a point when everyone was asked', () => {
    const sample = { effective: Infinity, answers: 9, degreesOfFreedom: 8 };
    expect(kornGraubardInterval(0.8, sample)).toEqual({ low: 0.8, up: 0.8 });
  });
});

describe('the beta distribution', () => {
  test('is a power where one parameter is 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        (x, a) => {
          expect(betaCumulative(x, a, 1)).toBeCloseTo(x ** a, 11);
          expect(betaCumulative(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 11);
        },
      ),
    );
  });

  test('is a sum of binomial probabilities where both are whole', () => {
    // P(Beta(3, 5) ≤ 0.4) = P(Binomial(7, 0.4) ≥ 3) = 1 − 0.6⁷ − 7·0.4·0.6⁶ − 21·0.4²·0.6⁵ = 0.580096
    expect(betaCumulative(0.4, 3, 5)).toBeCloseTo(0.580096, 12);
    expect(betaQuantile(0.580096, 3, 5)).toBeCloseTo(0.4, 12);
  });

  test('ends at 0 and 1', () => {
    expect([betaCumulative(0, 2, 3), betaCumulative(1, 2, 3)]).toEqual([0, 1]);
    expect(() => betaCumulative(0.5, 0, 1)).toThrow('Beta(0, 1)');
  });
});

test.each([
  // Two-sided 95 % points from tables.
  [1, 12.7062047],
  [2, 4.3026527],
  [9, 2.2621572],
  [30, 2.0422725],
  [1000, 1.9623391],
  [1_000_000, 1.9599664],
])('Student’s t of %d degrees of freedom is %d', (degreesOfFreedom, t) => {
  expect(studentQuantile(0.95, degreesOfFreedom)).toBeCloseTo(t, 6);
});
