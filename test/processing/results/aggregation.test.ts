import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { sumOfCells } from '../../../src/statistics/estimation/cell.ts';
import { estimate } from '../../../src/statistics/estimation/estimate.ts';
import { ratioToNumber } from '../../../src/statistics/estimation/ratio.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { aMethod, aPlan, aSample, aShape, cellOf, type Answers } from './build.ts';

/** Three people; factor A has two questions, factor B one. Satisfied are 4 and 5. */
const forms: readonly Answers[] = [
  { A1: 5, A2: 4, B1: 1 },
  { A1: 2, A2: 4, B1: 4 },
  { A1: 3, B1: 5 },
];

const measure = (changes: Partial<Method>) => {
  const plan = aPlan([2, 1], changes);
  const { share, variance } = estimate(plan, WHOLE, aSample(cellOf(plan, forms)));
  return [ratioToNumber(share!), variance];
};
const close = (...values: readonly number[]) => values.map((value) => expect.closeTo(value, 12) as unknown);

describe('three people under each aggregation', () => {
  test('pooled', () => {
    // s = 2, 2, 1 of a = 3, 3, 2. R = 5/8. Residuals s − R·a = 1/8, 1/8, −2/8. v = 3/2 · (6/64)/64 = 9/4096.
    expect(measure({ aggregation: 'pooled' })).toEqual(close(5 / 8, 9 / 4096));
  });

  test('mean of factors', () => {
    // A: s = 2, 1, 0 of 2, 2, 1, R = 3/5; B: 0, 1, 1 of 1, 1, 1, R = 2/3. Index (3/5 + 2/3)/2 = 19/30.
    // z = ½[(s−3a/5)/5 + (s−2/3)/3]: A: 4/25, −1/25, −3/25; B: −2/9, 1/9, 1/9; halves of their sums in 1/225:
    // (36−50)/450, (−9+25)/450, (−27+25)/450 = −14, 16, −2 of 450; squares 196 + 256 + 4 = 456. v = 3/2·456/202500.
    expect(measure({ aggregation: 'meanOfFactors' })).toEqual(close(19 / 30, (1.5 * 456) / 202_500));
  });

  test('mean of questions', () => {
    // A1: 1, 0, 0 of 3, R = 1/3; A2: 1, 1 of 2, R = 1; B1: 0, 1, 1, R = 2/3. Index (1/3 + 1 + 2/3)/3 = 2/3.
    // z = ⅓[(s−1/3)/3 + 0 + (s−2/3)/3]: A1: 2/9, −1/9, −1/9; B1: −2/9, 1/9, 1/9: they cancel. v = 0.
    expect(measure({ aggregation: 'meanOfQuestions' })).toEqual(close(2 / 3, 0));
  });

  test('weighted by factor', () => {
    // 0.2 and 0.6 are ¼ and ¾: ¼·3/5 + ¾·2/3 = 13/20. z = ¼·A + ¾·B of the above: in 1/900: 36 − 150, −9 + 75, −27 + 75
    // = −114, 66, 48; squares 12996 + 4356 + 2304 = 19656. v = 3/2·19656/810000.
    const weights = { of: 'factors', byId: { A: 0.2, B: 0.6 } } as const;
    expect(measure({ aggregation: 'weighted', weights })).toEqual(close(13 / 20, (1.5 * 19_656) / 810_000));
  });

  test('weighted by question', () => {
    // Weights 2, 1, 1 of 4: ½·1/3 + ¼·1 + ¼·2/3 = 7/12. z = ½·A1 + ¼·B1: (4 − 2)/36, (−2 + 1)/36, (−2 + 1)/36;
    // squares 6/1296. v = 3/2·6/1296 = 1/144.
    const weights = { of: 'questions', byId: { A1: 2, A2: 1, B1: 1 } } as const;
    expect(measure({ aggregation: 'weighted', weights })).toEqual(close(7 / 12, 1 / 144));
  });

  test('weighted by content, each content’s factors among themselves', () => {
    const shape = {
      ...aShape([2, 1, 1]),
      factors: [
        { id: 'A', content: 'x' },
        { id: 'B', content: 'x' },
        { id: 'C', content: 'y' },
      ],
    };
    const weights = { of: 'factors', byId: { A: 1, B: 3, C: 7 }, contents: { x: 0.4, y: 0.6 } } as const;
    const plan = countingPlan(aMethod({ aggregation: 'weighted', weights }), shape);
    const { share } = estimate(
      plan,
      WHOLE,
      aSample(
        cellOf(
          plan,
          forms.map((form) => ({ ...form, C1: 5 })),
        ),
      ),
    );
    // x = ¼·3/5 + ¾·2/3 = 13/20, y = 1: 0.4·13/20 + 0.6 = 0.86
    expect(share).toEqual({ numerator: 43n, denominator: 50n });
    const factor = estimate(plan, { kind: 'factor', id: 'A' }, aSample(cellOf(plan, forms)));
    expect(ratioToNumber(factor.share!)).toBe(3 / 5);
  });

  test('weighted by nothing still has a figure of its factor', () => {
    const plan = aPlan([2, 1], {
      aggregation: 'weighted',
      weights: { of: 'questions', byId: { A1: 0, A2: 0, B1: 3 } },
    });
    const sample = aSample(cellOf(plan, forms));
    expect(ratioToNumber(estimate(plan, WHOLE, sample).share!)).toBe(2 / 3);
    // A1 1/3 and A2 1, taken alike
    expect(ratioToNumber(estimate(plan, { kind: 'factor', id: 'A' }, sample).share!)).toBe(2 / 3);
  });

  test('in mode mean', () => {
    // (level − 1)/4: person 1: 1, ¾, 0; person 2: ¼, ¾, ¾; person 3: ½, 1. s = 7/4, 7/4, 6/4 of 3, 3, 2. R = 20/4/8 = 5/8.
    // Residuals 7/4 − 15/8 = −1/8, −1/8, 6/4 − 10/8 = 2/8. v = 3/2·(6/64)/64 = 9/4096.
    expect(measure({ mode: 'mean' })).toEqual(close(5 / 8, 9 / 4096));
    // level/5: person 1: 10/5, 2: 10/5, 3: 8/5; R = 28/5/8 = 7/10. Residuals 2 − 2.1, 2 − 2.1, 1.6 − 1.4 = −.1, −.1, .2.
    expect(measure({ mode: 'mean', meanScore: 'overTop' })).toEqual(close(0.7, (1.5 * 0.06) / 64));
  });

  test('has no index where a factor that weighs was answered by nobody', () => {
    const plan = aPlan([1, 1], { aggregation: 'meanOfFactors' });
    expect(estimate(plan, WHOLE, aSample(cellOf(plan, [{ A1: 5 }]))).noValue).toBe('partUnanswered');
  });
});

describe('the index', () => {
  const level = fc.integer({ min: 0, max: 5 });
  const anyForms = fc.array(fc.record({ A1: level, A2: level, B1: level }, { requiredKeys: [] }), {
    maxLength: 25,
  });
  const anyMethod = fc.record({
    mode: fc.constantFrom('share' as const, 'mean' as const),
    aggregation: fc.constantFrom('pooled' as const, 'meanOfQuestions' as const, 'meanOfFactors' as const),
    noOpinion: fc.constantFrom('excluded' as const, 'included' as const),
    meanScore: fc.constantFrom('fromZero' as const, 'overTop' as const),
  });

  test('lies between 0 and 1, with a variance of at least 0', () => {
    fc.assert(
      fc.property(anyForms, anyMethod, (list, method) => {
        const plan = aPlan([2, 1], method);
        const { share, variance = 0 } = estimate(plan, WHOLE, aSample(cellOf(plan, list)));
        const value = share === undefined ? 0.5 : ratioToNumber(share);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(variance).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('of units together is that of their forms, in whatever order', () => {
    fc.assert(
      fc.property(anyForms, anyForms, anyMethod, (one, other, method) => {
        const plan = aPlan([2, 1], method);
        const subtree = sumOfCells(plan, [cellOf(plan, one), cellOf(plan, other)]);
        const direct = cellOf(plan, [...other, ...one].toReversed());
        expect(estimate(plan, WHOLE, aSample(subtree))).toEqual(estimate(plan, WHOLE, aSample(direct)));
      }),
    );
  });

  test('of strata in proportion to their people is the pooled one', () => {
    fc.assert(
      fc.property(
        anyForms.filter(({ length }) => length > 3),
        (list) => {
          const plan = aPlan([2, 1]);
          const complete = list.map((form) => ({ A1: 4, ...form }));
          const halves = [complete.slice(0, 2), complete.slice(2)].map((half) => cellOf(plan, half));
          const strata = halves.map((cell) => ({ cell, population: 7 * cell.forms[0]! }));
          if (strata.some(({ population }) => population === 0)) return;
          const stratified = estimate(plan, WHOLE, { strata, isProbability: true });
          const pooled = estimate(plan, WHOLE, aSample(sumOfCells(plan, halves)));
          expect(ratioToNumber(stratified.share!)).toBeCloseTo(ratioToNumber(pooled.share!), 14);
        },
      ),
    );
  });
});

describe('sums of a thousand million forms', () => {
  test('stay whole numbers that a double holds', () => {
    // 51 questions on scales of 2 to 5 levels: the score unit is 1/12, a form's score at most 51·12 = 612, and
    // Σs² at most 10⁹·612² = 3.7·10¹⁴ < 2⁵³ = 9.0·10¹⁵.
    const shape = aShape([51]);
    const questions = shape.questions.map((question, index) => ({ ...question, levels: 2 + (index % 4) }));
    const plan = countingPlan(aMethod({ mode: 'mean' }), { ...shape, questions });
    expect(plan.scoreUnit).toBe(12);
    expect(1e9 * (51 * plan.scoreUnit) ** 2).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });
});
