import { describe, expect, test } from '@jest/globals';
import { importance, priorities } from '../../../src/statistics/estimation/priorities.ts';
import { UNANSWERED } from '../../../src/statistics/estimation/countingPlan.ts';
import { aPlan, importanceSumsOf } from '../../processing/results/build.ts';

const plan = aPlan([3]);
const importanceOf = (forms: readonly (readonly number[])[]) => importanceSumsOf(plan, forms).map(importance);
const tenTimes = (forms: readonly (readonly number[])[]) => Array.from({ length: 10 }, () => forms).flat();

describe('the importance of a question', () => {
  test('is its correlation with the person’s other answers', () => {
    // Levels (1,1,3), (3,3,1), (5,5,5), each ten times; heights 0, ½, 1.
    // Question 1: own 0, ½, 1; rest ¼, ¼, 1. Deviations −½, 0, ½ and −¼, −¼, ½: Σxy = 3/8, Σx² = ½, Σy² = 3/8;
    // r = 0.375/√0.1875 = 0.8660. Question 3: own ½, 0, 1; rest 0, ½, 1: deviations 0, −½, ½ and −½, 0, ½: ¼/½ = ½.
    const [first, second, third] = importanceOf(
      tenTimes([
        [1, 1, 3],
        [3, 3, 1],
        [5, 5, 5],
      ]),
    );
    expect(first).toBeCloseTo(Math.sqrt(0.75), 12);
    expect(second).toBeCloseTo(Math.sqrt(0.75), 12);
    expect(third).toBeCloseTo(0.5, 12);
  });

  test('leaves out what is no level, and people with one answer only', () => {
    const few = [
      [1, UNANSWERED, 1],
      [5, 0, 5],
      [3, UNANSWERED, UNANSWERED],
    ];
    expect(importanceOf([...tenTimes(few), ...tenTimes(few)])).toEqual([
      expect.closeTo(1, 12),
      undefined,
      expect.closeTo(1, 12),
    ]);
  });

  test('is not known from few people, nor where all answered alike', () => {
    expect(
      importanceOf([
        [1, 1, 1],
        [5, 5, 5],
      ]),
    ).toEqual([undefined, undefined, undefined]);
    expect(importanceOf(Array.from({ length: 40 }, () => [4, 2, 5]))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the quadrants', () => {
  test('divide at the means of both', () => {
    const questions = [
      { id: 'important and weak', share: 0.7, importance: 0.8 },
      { id: 'important and strong', share: 0.95, importance: 0.8 },
      { id: 'other and weak', share: 0.7, importance: 0.2 },
      { id: 'other and strong', share: 0.95, importance: 0.2 },
    ];
    expect([...priorities(questions).values()]).toEqual(['mendFirst', 'keepUp', 'mendLater', 'enough']);
  });

  test('call nothing weak where all are judged alike', () => {
    const alike = Array.from({ length: 22 }, (_, k) => ({ id: `q${k}`, share: 0.9, importance: 0.7 }));
    expect(new Set(priorities(alike).values())).toEqual(new Set(['keepUp']));
    expect(priorities([]).size).toBe(0);
  });
});
