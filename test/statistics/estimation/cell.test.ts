import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chosenLevels as levels } from '../oracles/levels.ts';
import { belowMinimumIn, cellOver, peopleIn, sumOfCells } from '../../../src/statistics/estimation/cell.ts';
import { contributionOf } from '../../../src/statistics/estimation/contribution.ts';
import { estimate } from '../../../src/statistics/estimation/estimate.ts';
import { decimalText } from '../../../src/platform/text/numbers.ts';
import { shareAsPercent } from '../../../src/statistics/estimation/rounding.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { aPlan, aSample, cellOf, type Answers } from '../../processing/results/build.ts';

/** 40/45/10/3/2 forms on levels 5/4/3/2/1 of one question, and some with "no opinion". */
const likert = (noOpinion: number): Answers[] =>
  [...levels.countsFromBest, noOpinion].flatMap((count, index) =>
    Array.from({ length: count }, () => ({ A1: 5 - index })),
  );

const indexOf = (changes: Partial<Method>, forms: readonly Answers[]) => {
  const plan = aPlan([1], changes);
  const { share } = estimate(plan, WHOLE, aSample(cellOf(plan, forms)));
  return decimalText(shareAsPercent(share!, 2), 'en');
};

describe('five levels chosen 40/45/10/3/2 times', () => {
  test('are 85.00 as share, 83.60 as mean over five, 79.50 as mean from zero', () => {
    expect(indexOf({ mode: 'share' }, likert(0))).toBe(levels.topTwo.toFixed(2));
    expect(indexOf({ mode: 'mean', meanScore: 'overTop' }, likert(0))).toBe(levels.meanOverFive.toFixed(2));
    expect(indexOf({ mode: 'mean', meanScore: 'fromZero' }, likert(0))).toBe(levels.meanRescaled.toFixed(2));
  });

  test('and ten more without an opinion are 85.00 or 77.27', () => {
    expect(indexOf({ noOpinion: 'excluded' }, likert(10))).toBe(levels.withTenNoOpinion.excluded.toFixed(2));
    // A form of nothing but "no opinion" has no answer on a level; the minimum is on the second question's account.
    const plan = aPlan([2], { noOpinion: 'included', questions: ['A1', 'A2'] });
    const forms = likert(10).map((form) => ({ ...form, A2: 4 }));
    const { share } = estimate(plan, { kind: 'question', id: 'A1' }, aSample(cellOf(plan, forms)));
    expect(decimalText(shareAsPercent(share!, 2), 'en')).toBe(levels.withTenNoOpinion.included.toFixed(2));
  });
});

describe('a form', () => {
  test('with fewer answers on a level than the minimum is counted apart', () => {
    const plan = aPlan([3], { minimumValid: 2 });
    const cell = cellOf(plan, [{ A1: 5, A2: 1 }, { A1: 5, A2: 0, A3: 0 }, {}]);
    expect([peopleIn(cell), belowMinimumIn(cell)]).toEqual([1, 2]);
    expect([...cell.sums]).toEqual([1, 2]);
  });

  test('may name questions that the method leaves out', () => {
    const plan = aPlan([1, 1], { questions: ['B1'] });
    expect(plan.factors).toEqual(['B']);
    expect([...cellOf(plan, [{ A1: 1, B1: 5, constructor: 9 }]).sums]).toEqual([1, 1]);
  });

  test('with a level off the scale is a bug', () => {
    expect(() => contributionOf(aPlan([1]), [6])).toThrow('level 6 of question A1 is not on its scale');
  });

  test('adds the products of its factors', () => {
    const plan = aPlan([2, 1]);
    // Factor A: one of two satisfied; factor B: one of one. t = (1, 2, 1, 1).
    const cell = cellOf(plan, [{ A1: 4, A2: 3, B1: 5 }]);
    expect([...cell.sums]).toEqual([1, 2, 1, 1]);
    expect([...cell.products]).toEqual([1, 2, 1, 1, 4, 2, 2, 1, 1, 1]);
    expect([...cell.peopleByFactor]).toEqual([1, 1]);
    expect([...cell.levelCounts]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe('cells', () => {
  const plan = aPlan([2, 1], { minimumValid: 2 });
  const form = fc.record(
    { A1: fc.integer({ min: 0, max: 5 }), B1: fc.integer({ min: 0, max: 5 }) },
    { requiredKeys: [] },
  );
  const forms = fc.array(form, { maxLength: 30 });

  test('of two units add up to the cell of their forms, in whatever order they came', () => {
    fc.assert(
      fc.property(forms, forms, (one, other) => {
        const together = cellOf(plan, [...other, ...one].toReversed());
        const added = sumOfCells(plan, [cellOf(plan, one), cellOf(plan, other)]);
        expect(added.numbers).toEqual(together.numbers);
      }),
    );
  });

  test('are their numbers, and refuse those of another method', () => {
    const cell = cellOf(plan, [{ A1: 5, B1: 2 }]);
    expect(cellOver(plan, cell.numbers.slice())).toEqual(cell);
    expect(() => cellOver(aPlan([1]), cell.numbers)).toThrow(
      'these numbers belong to another method or survey',
    );
  });
});
