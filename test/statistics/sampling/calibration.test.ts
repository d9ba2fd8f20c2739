import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rake, WEIGHT_BOUNDS, weightingEffect } from '../../../src/statistics/sampling/calibration.ts';
import { describeWith, rscriptPath } from '../../support/needs.ts';
import { hasPackage, largestDifference, printedByR } from '../../support/oracles.ts';
import { calibrationOracle } from '../oracles/calibration.ts';

const people = [40, 12, 95, 30, 25, 61, 18, 44, 70, 15, 33, 20];
const satisfied = [38, 9, 88, 21, 24, 50, 16, 30, 66, 12, 27, 15];
const cells = people.map((count, at) => ({
  keys: [['a', 'b', 'c', 'd'][at % 4]!, ['10', '11', '12'][Math.floor(at / 4)]!],
  people: count,
}));
const margins = [
  new Map([['a', 2000], ['b', 1500], ['c', 900], ['d', 1600]]), // prettier-ignore
  new Map([['10', 1800], ['11', 2200], ['12', 2000]]), // prettier-ignore
];

/** Weights, the weighted share, and the design effect, as the oracle prints them. */
function raked(bounds: { readonly low: number; readonly up: number }): number[] {
  const weights = rake(cells, margins, bounds)!;
  const weighted = (of: readonly number[]) => of.reduce((sum, one, at) => sum + one * weights[at]!, 0);
  return [...weights, weighted(satisfied) / weighted(people), weightingEffect(cells, weights)];
}

describe('calibration', () => {
  test('gives the weights, the share and the design effect that R gives, with bounds and without', () => {
    expect(largestDifference(raked({ low: 0, up: Infinity }), calibrationOracle.free)).toBeLessThan(1e-8);
    expect(largestDifference(raked({ low: 0.2, up: 1.4 }), calibrationOracle.bounded)).toBeLessThan(1e-8);
  });

  test('meets all margins within the bounds, or says that they cannot be met', () => {
    const counts = fc.array(fc.integer({ min: 10, max: 300 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(counts, counts, (answers, transactions) => {
        const some = cells.map((cell, at) => ({ ...cell, people: answers[at]! }));
        const sumBy = (at: number, values: readonly number[]) => {
          const sums = new Map<string, number>();
          some.forEach(({ keys }, cell) => sums.set(keys[at]!, (sums.get(keys[at]!) ?? 0) + values[cell]!));
          return sums;
        };
        const wanted = [0, 1].map((at) => sumBy(at, transactions));
        const weights = rake(some, wanted);
        fc.pre(weights !== undefined);
        expect(weights.every((one) => one >= WEIGHT_BOUNDS.low && one <= WEIGHT_BOUNDS.up)).toBe(true);
        const all = transactions.reduce((sum, one) => sum + one, 0);
        const everybody = answers.reduce((sum, one) => sum + one, 0);
        for (const at of [0, 1]) {
          const reached = sumBy(at, weights.map((one, cell) => (one * answers[cell]! * all) / everybody)); // prettier-ignore
          for (const [key, total] of wanted[at]!) expect(reached.get(key)! / total).toBeCloseTo(1, 8);
        }
      }),
      { numRuns: 30 },
    );
    // a service of a fifth of the transactions and a hundredth of the respondents would need a weight of twenty
    const few = [{ keys: ['a'], people: 99 }, { keys: ['b'], people: 1 }]; // prettier-ignore
    expect(rake(few, [new Map([['a', 80], ['b', 20]])])).toBeUndefined(); // prettier-ignore
  });

  test('changes nothing where respondents are spread as the transactions are', () => {
    const weights = rake(cells.slice(0, 4), [new Map([['a', 80], ['b', 24], ['c', 190], ['d', 60]])])!; // prettier-ignore
    expect(weights.every((one) => Math.abs(one - 1) < 1e-9)).toBe(true);
    expect(weightingEffect(cells.slice(0, 4), weights)).toBeCloseTo(1, 12);
  });
});

const rscript =
  hasPackage(rscriptPath, 'survey') && hasPackage(rscriptPath, 'MASS') ? rscriptPath : undefined;
describeWith('Rscript with the packages survey and MASS', rscript, 'calibration by R', () => {
  test('gives the numbers in the tree, and rake() the same as calibrate() without bounds', () => {
    const { free, bounded, rake: raking } = printedByR(rscript!, 'calibration');
    expect(largestDifference(raked({ low: 0, up: Infinity }), free!)).toBeLessThan(1e-8);
    expect(largestDifference(raked({ low: 0.2, up: 1.4 }), bounded!)).toBeLessThan(1e-8);
    expect(largestDifference(raking!, free!.slice(0, 12))).toBeLessThan(1e-8);
  });
});
