import { expect, test } from '@jest/globals';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { suppressCrosstabs } from '../../../src/statistics/disclosure/suppressCrosstabs.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { WHOLE, type Scope } from '../../../src/statistics/estimation/scope.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';

/** q1 and q2 are of one factor, q3 of another. */
const plan = countingPlan(aMethod(), surveyShape(smallSurvey));
const question = (id: string): Scope => ({ kind: 'question', id });

/** Respondents by row and column, half of whose answers are satisfied; of all scopes but some as many. */
function cellsOf(counts: Readonly<Record<string, Readonly<Record<string, number>>>>, few = {}) {
  return (scope: Scope, { first, second }: { first?: string | undefined; second?: string | undefined }) => {
    const given: typeof counts = { ...counts, ...(few as Record<string, typeof counts>)[JSON.stringify(scope)] }; // prettier-ignore
    const respondents = Object.entries(given)
      .filter(([row]) => first === undefined || first === row)
      .flatMap(([, cells]) => Object.entries(cells))
      .filter(([column]) => second === undefined || second === column)
      .reduce((sum, [, count]) => sum + count, 0);
    return { respondents, score: respondents, scoreMax: 2 * respondents, known: 0 };
  };
}

test('no question is suppressed alone within its factor, since the factor less the others is it', () => {
  const rows = { a: { x: 40, y: 50 }, b: { x: 60, y: 70 }, c: { x: 80, y: 90 } };
  const few = { [JSON.stringify(question('q2'))]: { ...rows, a: { x: 3, y: 50 } } };
  const table = suppressCrosstabs({
    plan,
    keys: [['a', 'b', 'c'], ['x', 'y']], // prettier-ignore
    cell: cellsOf(rows, few),
  });
  const isSuppressed = (scope: Scope) => table(scope)({ first: 'a', second: 'x' });
  expect([question('q2'), question('q1'), question('q3'), WHOLE].map(isSuppressed)).toEqual([true, true, false, false]); // prettier-ignore
  expect(table(question('q1'))({ first: 'c', second: 'x' })).toBe(false);
});

test('a short period is suppressed with another of the same longer one, whose total is shown', () => {
  const rows = {
    a: { w1: 40, w2: 50, w3: 5, w4: 60, w5: 10 },
    b: { w1: 80, w2: 90, w3: 70, w4: 60, w5: 10 },
  };
  const table = suppressCrosstabs({
    plan,
    keys: [['a', 'b'], ['w1', 'w2', 'w3', 'w4', 'w5']], // prettier-ignore
    cell: cellsOf(rows),
    longer: { axis: 1, of: (week) => (week < 'w3' ? 'm1' : week < 'w5' ? 'm2' : 'm3'), isSuppressed: (_, { second }) => second === 'm3' }, // prettier-ignore
  })(WHOLE);
  const suppressed = ['w1', 'w2', 'w3', 'w4', 'w5'].filter((second) => table({ first: 'a', second }));
  expect(suppressed).toEqual(['w3', 'w4', 'w5']); // w5 with its month
  expect(table({ first: 'a' })).toBe(false);
});

test('a group that another table shows protects no other', () => {
  const rows = { a: { x: 5 }, b: { x: 20 }, c: { x: 30 }, d: { x: 40 } };
  const table = suppressCrosstabs({
    plan,
    keys: [['a', 'b', 'c', 'd']],
    cell: cellsOf(rows),
    unpublished: (_, { first }, count) => (first === 'b' ? 0 : count),
  })(WHOLE);
  expect(['a', 'b', 'c', 'd'].filter((first) => table({ first }))).toEqual(['a', 'c']);
});

test('a row of ten or more who all answered alike protects no other', () => {
  const rows = { a: { x: 5, y: 40 }, b: { x: 20, y: 30 }, c: { x: 30, y: 40 } };
  const cells = cellsOf(rows);
  const keys = [['a', 'b', 'c'], ['x', 'y']]; // prettier-ignore
  const suppressedIn = (cell: typeof cells): string[] => {
    const table = suppressCrosstabs({ plan, keys, cell })(WHOLE);
    return ['a', 'b', 'c'].filter((first) => table({ first, second: 'x' }));
  };
  expect(suppressedIn(cells)).toEqual(['a', 'b']);
  const alike: typeof cells = (scope, at) => {
    const cell = cells(scope, at);
    return at.first === 'b' ? { ...cell, score: cell.scoreMax } : cell;
  };
  expect(suppressedIn(alike)).toEqual(['a', 'b', 'c']);
});

test('a cell is small if all but a few of it are of units that answered alike', () => {
  const rows = { a: { x: 22, y: 40 }, b: { x: 20, y: 30 }, c: { x: 30, y: 40 } };
  const cells = cellsOf(rows);
  const table = suppressCrosstabs({
    plan,
    keys: [['a', 'b', 'c'], ['x', 'y']], // prettier-ignore
    cell: (scope, at) => ({
      ...cells(scope, at),
      known: at.first !== 'b' && at.first !== 'c' && at.second !== 'y' ? 17 : 0,
    }),
  })(WHOLE);
  expect(['a', 'b', 'c'].filter((first) => table({ first, second: 'x' }))).toEqual(['a', 'b']);
});
