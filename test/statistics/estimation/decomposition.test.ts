import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decomposedChange } from '../oracles/decomposition.ts';
import { decomposition } from '../../../src/statistics/estimation/decomposition.ts';
import { estimate } from '../../../src/statistics/estimation/estimate.ts';
import type { Aggregation } from '../../../src/statistics/method/method.ts';
import { mixtureOf, type Mixture } from '../../../src/statistics/estimation/mixture.ts';
import { sumOfCells } from '../../../src/statistics/estimation/cell.ts';
import { ratioToNumber } from '../../../src/statistics/estimation/ratio.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aPlan, aSample, cellOf, type Answers } from '../../processing/results/build.ts';

const mixture = (groups: readonly { answers: number; satisfied: number }[]): Mixture => {
  const total = groups.reduce((sum, { answers }) => sum + answers, 0);
  return new Map(
    groups.map(({ answers, satisfied }, index) => [
      `g${index}`,
      { weight: answers / total, share: satisfied / answers },
    ]),
  );
};

describe('a change taken apart', () => {
  test('is that of the worked case', () => {
    const { current, previous, expected } = decomposedChange;
    const result = decomposition(mixture(current), mixture(previous))!;
    expect(result.changePoints).toBeCloseTo(expected.change, 12);
    result.groups.forEach(({ judgedPoints, mixPoints }, index) => {
      expect(judgedPoints).toBeCloseTo(expected.rows[index]![0]!, 12);
      expect(mixPoints).toBeCloseTo(expected.rows[index]![1]!, 12);
    });
  });

  test('takes a group that one period lacks for a change of mix', () => {
    // Before: 100 answers, 50 % satisfied. After: the same, and as many of a new group, 90 %. ΔR = 70 − 50 = 20 points.
    // Old group: (0.5 − 0.6)·(0.5 − 1) = 5 points; new group: (0.9 − 0.6)·(0.5 − 0) = 15 points; judged differently: 0.
    const before = mixture([{ answers: 100, satisfied: 50 }]);
    const after = mixture([
      { answers: 100, satisfied: 50 },
      { answers: 100, satisfied: 90 },
    ]);
    const result = decomposition(after, before)!;
    expect(result.groups.map(({ judgedPoints }) => judgedPoints)).toEqual([0, 0]);
    expect(result.groups[0]!.mixPoints).toBeCloseTo(5, 12);
    expect(result.groups[1]!.mixPoints).toBeCloseTo(15, 12);
    expect(decomposition(before, after)!.groups.map(({ key }) => key)).toEqual(['g0', 'g1']);
  });

  test('of nothing is nothing', () => {
    expect(decomposition(new Map(), mixture([{ answers: 1, satisfied: 1 }]))).toBeUndefined();
  });
});

const answer = fc.integer({ min: 0, max: 5 });
const form: fc.Arbitrary<Answers> = fc.record({
  A1: fc.integer({ min: 1, max: 5 }),
  A2: answer,
  B1: fc.integer({ min: 1, max: 5 }),
});
const units = fc.array(fc.array(form, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

describe('an index as a mixture', () => {
  const plans = (['pooled', 'meanOfFactors', 'weighted'] as const).map((aggregation: Aggregation) =>
    aPlan([2, 1], { aggregation, weights: { of: 'factors', byId: { A: 0.3, B: 0.7 } } }),
  );

  test('of units, factors or questions is the index, under every aggregation', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...plans), (forms, plan) => {
        const cells = forms.map((list, index) => ({ key: `u${index}`, cell: cellOf(plan, list) }));
        const all = aSample(
          sumOfCells(
            plan,
            cells.map(({ cell }) => cell),
          ),
        );
        const share = ratioToNumber(estimate(plan, WHOLE, all).share!);
        for (const by of ['cell', 'factor', 'question'] as const) {
          const parts = [...mixtureOf(plan, cells, by).values()];
          expect(parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(1, 12);
          expect(parts.reduce((sum, part) => sum + part.weight * part.share, 0)).toBeCloseTo(share, 12);
        }
      }),
    );
  });

  test('weighs cells as the strata of a stratified index do', () => {
    const plan = plans[1]!;
    const forms = [
      [
        { A1: 5, B1: 1 },
        { A1: 4, B1: 5 },
      ],
      [
        { A1: 1, B1: 1 },
        { A1: 5, A2: 1, B1: 5 },
        { A1: 2, B1: 2 },
      ],
    ];
    const populations = [10, 90];
    const strata = forms.map((list, h) => ({ cell: cellOf(plan, list), population: populations[h]! }));
    const share = ratioToNumber(estimate(plan, WHOLE, { strata, isProbability: true }).share!);
    const cells = strata.map(({ cell, population }, h) => ({
      key: `h${h}`,
      cell,
      weight: population / forms[h]!.length,
    }));
    const parts = [...mixtureOf(plan, cells, 'cell').values()];
    expect(parts.reduce((sum, part) => sum + part.weight * part.share, 0)).toBeCloseTo(share, 12);
  });

  test('adds up to the change within 1e-12, taken apart by anything', () => {
    fc.assert(
      fc.property(
        units,
        units,
        fc.constantFrom(...plans),
        fc.constantFrom('cell', 'factor', 'question'),
        (after, before, plan, by) => {
          const [later, earlier] = [after, before].map((forms) =>
            mixtureOf(
              plan,
              forms.map((list, index) => ({ key: `u${index}`, cell: cellOf(plan, list) })),
              by,
            ),
          );
          const result = decomposition(later!, earlier!)!;
          const sum = result.groups.reduce(
            (points, group) => points + group.judgedPoints + group.mixPoints,
            0,
          );
          expect(Math.abs(sum - result.changePoints)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  test('has no parts where a factor that weighs was not answered', () => {
    const plan = plans[1]!;
    expect(mixtureOf(plan, [{ key: 'u', cell: cellOf(plan, [{ A1: 5 }]) }], 'factor').size).toBe(0);
  });
});
