import { describe, expect, test } from '@jest/globals';
import { crosstabs } from '../../../src/processing/columns/crosstab.ts';
import type { CountedGroup } from '../../../src/processing/columns/columnQuery.ts';
import { emptyCell } from '../../../src/statistics/estimation/cell.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { WHOLE, type Scope } from '../../../src/statistics/estimation/scope.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { countSubmission } from '../results/build.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));

interface Group {
  readonly keys: readonly string[];
  readonly people: number;
  readonly answers?: Readonly<Record<string, number>>;
}

function counted(groups: readonly Group[]): CountedGroup[] {
  return groups.map(({ keys, people, answers = { q1: 5, q2: 2 } }) => {
    const cell = emptyCell(plan);
    for (let form = 0; form < people; form++) countSubmission(plan, cell, answers);
    return { keys, numbers: cell.numbers };
  });
}

const crosstabOf = (axes: number, groups: readonly Group[], scope: Scope = WHOLE) =>
  crosstabs(
    Array.from({ length: axes }, (_, axis) => [...new Set(groups.map(({ keys }) => keys[axis]!))]),
    counted(groups),
    { plan, isProbability: false, purpose: 'monitoring', designEffect: () => 1 },
  )(scope);

describe('a crosstab', () => {
  const table = crosstabOf(2, [
    { keys: ['a', 'x'], people: 20, answers: { q1: 5, q2: 5 } },
    { keys: ['a', 'y'], people: 30, answers: { q1: 1, q2: 5 } },
    { keys: ['b', 'x'], people: 50, answers: { q1: 5, q2: 1 } },
    { keys: ['b', 'y'], people: 60, answers: { q1: 5, q2: 5 } },
  ]);

  test('has a figure for each cell and each total', () => {
    const valueOf = (first?: string, second?: string) => {
      const figure = table.figure({ first, second });
      return figure.state === 'shown' ? [figure.value.units / 100, figure.people] : figure.state;
    };
    // a: 20 of 20 + 30 of 30 answers to q2 and 20 of 50 to q1, in one factor each: 70 of 100
    expect(valueOf('a', 'x')).toEqual([100, 20]);
    expect(valueOf('a', 'y')).toEqual([50, 30]);
    expect(valueOf('a')).toEqual([70, 50]);
    expect(valueOf(undefined, 'x')).toEqual([64.29, 70]); // 20·2 + 50 of 140 answers
    expect(valueOf()).toEqual([75, 160]); // 20·2 + 30 + 50 + 60·2 of 320 answers
  });

  test('suppresses the rows and columns of its small cells', () => {
    const small = crosstabOf(2, [
      { keys: ['a', 'x'], people: 3 },
      { keys: ['a', 'y'], people: 30 },
      { keys: ['b', 'x'], people: 50 },
      { keys: ['b', 'y'], people: 60 },
      { keys: ['c', 'x'], people: 70 },
      { keys: ['c', 'y'], people: 80 },
    ]);
    const suppressed = ['a', 'b', 'c'].map((first) =>
      ['x', 'y'].map((second) => small.figure({ first, second }).state === 'hidden'),
    );
    expect(suppressed).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  test('suppresses a question where few answered it, though many gave the form', () => {
    const few = crosstabOf(
      1,
      [
        { keys: ['a'], people: 40, answers: { q1: 5 } },
        { keys: ['a'], people: 4, answers: { q1: 5, q3: 5 } },
        { keys: ['b'], people: 60, answers: { q1: 5, q3: 1 } },
        { keys: ['c'], people: 80, answers: { q1: 5, q3: 1 } },
      ],
      { kind: 'question', id: 'q3' },
    );
    expect(few.figure({ first: 'a' }).state).toBe('hidden');
    expect(few.figure({ first: 'b' }).state).toBe('hidden'); // alone, a would be what the total has more
    expect(few.figure({ first: 'c' }).state).toBe('shown');
    expect(few.people({ first: 'a' })).toBe(44);
  });
});
