/** Methods, surveys and cells for tests, filled in where a test does not care. */
import { addToCell, emptyCell, type Cell } from '../../../src/statistics/estimation/cell.ts';
import { countingPlan, type CountingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { contributionOf, levelsInOrder } from '../../../src/statistics/estimation/contribution.ts';
import { METHOD_DEFAULTS, type Method, type SurveyShape } from '../../../src/statistics/method/method.ts';
import type { Sample } from '../../../src/statistics/estimation/estimate.ts';
import { eachPosition, type ImportanceSums } from '../../../src/statistics/estimation/priorities.ts';

export type Answers = Readonly<Record<string, number>>;

export function aMethod(changes: Partial<Method> = {}): Method {
  return {
    ...METHOD_DEFAULTS,
    id: 'test',
    name: { vi: 'Thử', en: 'Test' },
    provenance: { source: { vi: 'Thử', en: 'Test' }, statements: [] },
    ...changes,
  };
}

/** Factors A, B, … of so many five-level questions each: A1, A2, B1, … */
export function aShape(questionsByFactor: readonly number[], levels = 5): SurveyShape {
  const names = questionsByFactor.map((_, index) => String.fromCodePoint(65 + index));
  return {
    factors: names.map((id) => ({ id })),
    questions: names.flatMap((factor, index) =>
      Array.from({ length: questionsByFactor[index]! }, (_, k) => ({
        id: `${factor}${k + 1}`,
        factor,
        levels,
      })),
    ),
  };
}

export function aPlan(questionsByFactor: readonly number[], changes: Partial<Method> = {}): CountingPlan {
  return countingPlan(aMethod(changes), aShape(questionsByFactor));
}

/** Counts one form into a cell. */
export function countSubmission(plan: CountingPlan, cell: Cell, answers: Answers): void {
  addToCell(cell, contributionOf(plan, levelsInOrder(plan, answers)));
}

export function cellOf(plan: CountingPlan, forms: readonly Answers[]): Cell {
  const cell = emptyCell(plan);
  for (const form of forms) countSubmission(plan, cell, form);
  return cell;
}

/** A cell of forms of which only s and a are known, in one pooled factor. */
export function cellOfPairs(plan: CountingPlan, s: readonly number[], a: readonly number[]): Cell {
  const cell = emptyCell(plan);
  s.forEach((satisfied, i) => {
    addToCell(cell, { counts: true, vector: [satisfied, a[i]!], factors: [0], levelIndexes: [] });
  });
  return cell;
}

/** What importance is taken from, of forms as levels in the order of the plan, without any rounding. */
export function importanceSumsOf(plan: CountingPlan, forms: readonly ArrayLike<number>[]): ImportanceSums[] {
  const sums = plan.questions.map(() => ({
    people: 0,
    own: 0,
    rest: 0,
    ownSquared: 0,
    restSquared: 0,
    ownTimesRest: 0,
  }));
  for (const levels of forms) {
    eachPosition(plan, levels, (question, own, rest) => {
      const sum = sums[question]!;
      sum.people += 1;
      sum.own += own;
      sum.rest += rest;
      sum.ownSquared += own * own;
      sum.restSquared += rest * rest;
      sum.ownTimesRest += own * rest;
    });
  }
  return sums;
}

export function aSample(cell: Cell): Sample {
  return { strata: [{ cell }], isProbability: false };
}
