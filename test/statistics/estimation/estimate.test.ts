import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { simpleSamples, stratifiedSamples } from '../oracles/ratioVariances.ts';
import { estimate, type Sample } from '../../../src/statistics/estimation/estimate.ts';
import { gradientOf, stratumVariances } from '../../../src/statistics/estimation/linearisation.ts';
import { ONE, ratioToNumber } from '../../../src/statistics/estimation/ratio.ts';
import { momentsOf, WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aPlan, aSample, cellOf, cellOfPairs } from '../../processing/results/build.ts';

const plan = aPlan([1]);

/** Within 1e-9 of the expected value, relatively. */
const nearly = (expected: number) =>
  expect.closeTo(expected, Math.ceil(9 - Math.log10(Math.abs(expected)) + 0.3)) as unknown;

describe('the variance of R’s survey package', () => {
  test.each(simpleSamples.map((one, number) => ({ ...one, number })))('of simple sample $number', (one) => {
    const cell = cellOfPairs(plan, one.s, one.a);
    const population = one.populationSize;
    const sample: Sample = {
      strata: [{ cell, ...(population !== undefined && { population }) }],
      isProbability: population !== undefined,
    };
    const result = estimate(plan, WHOLE, sample);
    expect(ratioToNumber(result.share!)).toEqual(nearly(one.ratio));
    expect(result.variance).toEqual(nearly(one.variance));
  });

  test.each(stratifiedSamples.map((one, number) => ({ ...one, number })))(
    'of stratified sample $number',
    (one) => {
      const strata = one.strata.map(({ s, a, populationSize }) => ({
        cell: cellOfPairs(plan, s, a),
        population: populationSize,
      }));
      const result = estimate(plan, WHOLE, { strata, isProbability: true });
      expect(ratioToNumber(result.share!)).toEqual(nearly(one.ratio));
      expect(result.variance).toEqual(nearly(one.varianceWithPopulationCorrection));
      expect(result.varianceUncorrected).toEqual(nearly(one.varianceWithout));
      const notDrawn = estimate(plan, WHOLE, { strata, isProbability: false });
      expect(notDrawn.variance).toEqual(nearly(one.varianceWithout));
    },
  );
});

describe('an estimate', () => {
  test('of nothing is nothing, never 0', () => {
    expect(estimate(plan, WHOLE, aSample(cellOf(plan, [])))).toMatchObject({
      people: 0,
      noValue: 'noAnswers',
    });
    expect(estimate(plan, WHOLE, { strata: [], isProbability: true })).toMatchObject({
      noValue: 'noAnswers',
      isCensus: false,
    });
  });

  test('of one person has a value and no variance', () => {
    const result = estimate(plan, WHOLE, aSample(cellOf(plan, [{ A1: 5 }])));
    expect(result).toMatchObject({ share: { numerator: 1n, denominator: 1n }, noVariance: 'onePerson' });
    expect(result.variance).toBeUndefined();
  });

  test('with a stratum of one person says so', () => {
    const strata = [
      { cell: cellOfPairs(plan, [1, 0], [1, 1]), population: 10 },
      { cell: cellOfPairs(plan, [1], [1]), population: 10 },
    ];
    expect(estimate(plan, WHOLE, { strata, isProbability: true }).noVariance).toBe('onePersonStratum');
    const withNobody = [strata[0]!, { cell: cellOf(plan, []), population: 4 }];
    expect(estimate(plan, WHOLE, { strata: withNobody, isProbability: true }).noValue).toBe(
      'stratumUnanswered',
    );
  });

  test('of all alike has the variance 0, exactly', () => {
    const cell = cellOfPairs(plan, [1, 2, 3], [3, 6, 9]);
    expect(estimate(plan, WHOLE, aSample(cell)).variance).toBe(0);
  });

  test('of everyone is the population’s own figure', () => {
    const sample = {
      strata: [{ cell: cellOfPairs(plan, [1, 0, 1], [1, 1, 1]), population: 3 }],
      isProbability: true,
    };
    expect(estimate(plan, WHOLE, sample)).toMatchObject({ variance: 0, isCensus: true });
  });

  test('of more than everyone, or of strata of nobody knows how many, is none', () => {
    const sample = {
      strata: [{ cell: cellOfPairs(plan, [1, 0, 1], [1, 1, 1]), population: 2 }],
      isProbability: true,
    };
    expect(estimate(plan, WHOLE, sample)).toMatchObject({ noValue: 'moreThanPopulation' });
    const [stratum] = sample.strata;
    const strata = [stratum!, { cell: stratum!.cell }];
    expect(estimate(plan, WHOLE, { strata, isProbability: false })).toMatchObject({
      noValue: 'populationUnknown',
    });
  });

  test('of one question comes from its counts as it would from its answers', () => {
    const two = aPlan([2]);
    const answer = fc.integer({ min: -1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(answer, answer), { minLength: 2, maxLength: 20 }), (rows) => {
        const forms = rows.map(([A1, A2]) => ({ ...(A1 >= 0 && { A1 }), ...(A2 >= 0 && { A2 }) }));
        const fromCounts = estimate(two, { kind: 'question', id: 'A1' }, aSample(cellOf(two, forms)));
        const counted = rows.filter(([A1, A2]) => A1 > 0 || A2 > 0);
        const pairs = cellOfPairs(
          plan,
          counted.map(([A1]) => (A1 >= 4 ? 1 : 0)),
          counted.map(([A1]) => (A1 >= 1 ? 1 : 0)),
        );
        const fromAnswers = estimate(plan, WHOLE, aSample(pairs));
        expect(fromCounts.variance).toBe(fromAnswers.variance);
        expect(fromCounts.share).toEqual(fromAnswers.share);
      }),
    );
  });
});

describe('the variance of a mean of factors', () => {
  test('is that of the mean of the linearised values, worked out person by person', () => {
    const byFactor = aPlan([2, 2], { aggregation: 'meanOfFactors' });
    const answer = fc.integer({ min: 0, max: 5 });
    const form = fc.record({
      A1: fc.integer({ min: 1, max: 5 }),
      A2: answer,
      B1: fc.integer({ min: 1, max: 5 }),
      B2: answer,
    });
    fc.assert(
      fc.property(fc.array(form, { minLength: 2, maxLength: 30 }), (forms) => {
        const result = estimate(byFactor, WHOLE, aSample(cellOf(byFactor, forms)));
        const pair = (one: number, other: number) =>
          [Number(one >= 4) + Number(other >= 4), Number(one > 0) + Number(other > 0)] as const;
        const people = forms.map(({ A1, A2, B1, B2 }) => [pair(A1, A2), pair(B1, B2)] as const);
        const totals = [0, 1].map((f) =>
          people.reduce<readonly [number, number]>(([S, A], one) => [S + one[f]![0], A + one[f]![1]], [0, 0]),
        );
        // R = ½ Σ_f S_f/A_f; z_i = ½ Σ_f (s_fi − R_f·a_fi)/A_f; v = n/(n−1) Σ z²
        const z = people.map((one) =>
          totals.reduce(
            (sum, total, f) => sum + (one[f]![0] - (total[0] / total[1]) * one[f]![1]) / total[1] / 2,
            0,
          ),
        );
        const n = forms.length;
        const expected = (n / (n - 1)) * z.reduce((sum, value) => sum + value * value, 0);
        expect(ratioToNumber(result.share!)).toBeCloseTo(
          (totals[0]![0] / totals[0]![1] + totals[1]![0] / totals[1]![1]) / 2,
          12,
        );
        expect(Math.abs(result.variance! - expected)).toBeLessThan(1e-12);
      }),
    );
  });
});

test('a variance in doubles is the one in whole numbers of any length', () => {
  const form = fc.record({ valid: fc.integer({ min: 1, max: 22 }), unsatisfied: fc.nat(22) });
  fc.assert(
    fc.property(fc.array(form, { minLength: 2, maxLength: 40 }), fc.constantFrom(1, 1e6), (forms, times) => {
      const valid = forms.map((one) => one.valid);
      const score = forms.map((one) => Math.max(0, one.valid - one.unsatisfied));
      const cell = cellOfPairs(plan, score, valid);
      for (const [index, number] of cell.numbers.entries()) cell.numbers[index] = number * times;
      const moments = momentsOf(plan, WHOLE, cell);
      const gradient = gradientOf([ONE], moments.sums.map(BigInt), plan.scoreUnit);
      const [exact] = stratumVariances([{ moments }], [1n], gradient);
      const { variance } = estimate(plan, WHOLE, aSample(cell));
      expect(Math.abs(variance! - exact!)).toBeLessThanOrEqual(1e-15 * exact!);
    }),
  );
});
