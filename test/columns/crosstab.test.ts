import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { crosstab, hiddenPlaces, type CrosstabPlace } from '../../src/columns/crosstab.ts';
import type { CountedGroup } from '../../src/columns/columnQuery.ts';
import { emptyCell } from '../../src/satisfaction/cell.ts';
import { countingPlan } from '../../src/satisfaction/countingPlan.ts';
import { MINIMUM_RANGE } from '../../src/satisfaction/hiding.ts';
import { WHOLE, type Scope } from '../../src/satisfaction/scope.ts';
import { surveyShape } from '../../src/satisfaction/surveyShape.ts';
import { narrowestRange, type SeenVersion } from '../satisfaction/attacker.ts';
import { countSubmission } from '../satisfaction/build.ts';
import { aMethod, smallSurvey } from '../support/builders.ts';

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

const crosstabOf = (
  axes: number,
  groups: readonly Group[],
  scope: Scope = WHOLE,
  hiddenElsewhere: CrosstabPlace[] = [],
) =>
  crosstab(
    Array.from({ length: axes }, (_, axis) => [...new Set(groups.map(({ keys }) => keys[axis]!))]),
    counted(groups),
    {
      plan,
      scope,
      isProbability: false,
      purpose: 'monitoring',
      designEffect: 1,
      hiddenElsewhere,
    },
  );

const made = (...given: Parameters<typeof crosstabOf>) => crosstabOf(...given)!;

/** Rows and columns of people, by the names r0 … and c0 … */
function tableOf(rows: readonly (readonly number[])[]) {
  const keys = [rows.map((_, row) => `r${row}`), rows[0]!.map((_, column) => `c${column}`)] as const;
  const people = ({ first, second }: CrosstabPlace): number =>
    rows.reduce(
      (sum, line, row) =>
        first !== undefined && first !== `r${row}`
          ? sum
          : line.reduce(
              (all, count, column) => all + (second === undefined || second === `c${column}` ? count : 0),
              sum,
            ),
      0,
    );
  return { keys, people };
}

const keyOf = ({ first, second }: CrosstabPlace) => JSON.stringify([first ?? null, second ?? null]);

const lineOf = (total: CrosstabPlace, parts: readonly CrosstabPlace[]) => ({
  total: keyOf(total),
  parts: parts.map(keyOf),
});

/** All that is to be seen of the crosstab and of the tables of one axis each; undefined where there is no crosstab. */
function seen({ keys: [first, second], people }: ReturnType<typeof tableOf>): SeenVersion | undefined {
  const hidden = hiddenPlaces([first, second], people, new Set());
  const alone = [
    hiddenPlaces([first], people, new Set()),
    hiddenPlaces([second], ({ first: key }) => people({ second: key }), new Set()),
  ];
  if (!hidden) return undefined;
  const [ones, twos] = [first.map((key) => ({ first: key })), second.map((key) => ({ second: key }))];
  // A margin that one of the tables shows is known.
  const isKnown = (place: CrosstabPlace) =>
    !hidden.has(keyOf(place)) ||
    (place.second === undefined && alone[0]?.has(keyOf(place)) === false) ||
    (place.first === undefined && alone[1]?.has(keyOf({ first: place.second })) === false);
  const places = [{}, ...ones, ...twos, ...ones.flatMap((one) => twos.map((two) => ({ ...one, ...two })))];
  return {
    people: new Map(places.map((place) => [keyOf(place), people(place)])),
    relations: [
      lineOf({}, ones),
      lineOf({}, twos),
      ...ones.map((one) => lineOf(one, twos.map((two) => ({ ...one, ...two })))), // prettier-ignore
      ...twos.map((two) => lineOf(two, ones.map((one) => ({ ...one, ...two })))), // prettier-ignore
    ],
    hidden: new Set(places.filter((place) => !isKnown(place)).map(keyOf)),
  };
}

describe('what a crosstab hides', () => {
  test('leaves an attacker with a linear program a range of at least five, who reads the tables of one axis too', () => {
    const count = fc.constantFrom<number[]>(0, 0, 1, 2, 5, 9, 10, 11, 14, 20, 40, 90);
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(count, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    let attacked = 0;
    fc.assert(
      fc.property(rows, (given) => {
        const version = seen(tableOf(given));
        if (!version || version.hidden.size === 0) return;
        attacked += 1;
        expect(narrowestRange([version])).toBeGreaterThanOrEqual(MINIMUM_RANGE - 1e-6);
      }),
      { numRuns: 120 },
    );
    expect(attacked).toBeGreaterThan(40);
  });

  test('is everything where margins that are shown elsewhere, and a group of nobody, would give a small group away', () => {
    //  0 | 40
    // 14 |  2: the first column says that the 14 are in the second row, whose total is 16.
    const groups = [
      { keys: ['a', 'y'], people: 40 },
      { keys: ['b', 'x'], people: 14 },
      { keys: ['b', 'y'], people: 2 },
    ];
    expect(crosstabOf(2, groups)).toBeUndefined();
  });

  test('is a square around a small cell, and the margins stay', () => {
    // 5 | 60 | 70
    // 40 | 50 | 80
    const groups = [
      { keys: ['a', 'x'], people: 5 },
      { keys: ['a', 'y'], people: 60 },
      { keys: ['a', 'z'], people: 70 },
      { keys: ['b', 'x'], people: 40 },
      { keys: ['b', 'y'], people: 50 },
      { keys: ['b', 'z'], people: 80 },
    ];
    const table = made(2, groups);
    const states = groups.map(({ keys: [first, second] }) => table.figure({ first, second }).state);
    expect(states).toEqual(['hidden', 'hidden', 'shown', 'hidden', 'hidden', 'shown']);
    expect(table.figure({ first: 'a', second: 'x' })).toMatchObject({ reason: 'fewPeople' });
    expect(table.figure({ first: 'b', second: 'y' })).toMatchObject({ reason: 'fewPeople' });
    expect(table.figure({ first: 'a' })).toMatchObject({ state: 'shown', people: 135 });
    expect(table.figure({ second: 'x' })).toMatchObject({ state: 'shown', people: 45 });
    expect(table.figure({})).toMatchObject({ state: 'shown', people: 305 });
  });

  test('is what another page hides, and its company', () => {
    const groups = [
      { keys: ['a'], people: 30 },
      { keys: ['b'], people: 40 },
      { keys: ['c'], people: 50 },
    ];
    const states = (hiddenElsewhere: CrosstabPlace[]) => {
      const table = made(1, groups, WHOLE, hiddenElsewhere);
      return ['a', 'b', 'c'].map((first) => table.figure({ first }).state);
    };
    expect(states([])).toEqual(['shown', 'shown', 'shown']);
    expect(states([{ first: 'c' }])).toEqual(['hidden', 'shown', 'hidden']);
  });

  test('of a question is what few answered, and what is hidden of the forms', () => {
    const table = made(
      1,
      [
        { keys: ['a'], people: 30 },
        { keys: ['b'], people: 6, answers: { q1: 5, q3: 4 } },
        { keys: ['c'], people: 40, answers: { q1: 5, q3: 4 } },
        { keys: ['d'], people: 50, answers: { q1: 5, q3: 4 } },
      ],
      { kind: 'question', id: 'q3' },
    );
    // Of the forms b is hidden, and a as the next smallest; of the question nobody answered in a, so c is hidden as well, and
    // that it was nobody is not told.
    expect(['a', 'b', 'c', 'd'].map((first) => table.figure({ first }).state)).toEqual([
      'hidden',
      'hidden',
      'hidden',
      'shown',
    ]);
  });

  test('is never a group of nobody; of no forms there is no figure', () => {
    expect(made(0, []).figure({})).toMatchObject({ state: 'none', reason: 'noAnswers' });
    expect(made(1, [{ keys: ['a'], people: 20 }]).figure({ first: 'b' }).state).toBe('none');
  });
});

describe('figures of a crosstab', () => {
  test('are those of the forms: two answers each, one of them satisfied', () => {
    const table = made(2, [
      { keys: ['a', 'x'], people: 20 },
      { keys: ['a', 'y'], people: 30, answers: { q1: 5, q2: 5 } },
    ]);
    // Row a: 20 · 1 + 30 · 2 = 80 of 100 answers.
    expect(table.figure({ first: 'a' })).toMatchObject({ exactShare: '80/100', people: 50 });
    expect(table.figure({ first: 'a', second: 'x' })).toMatchObject({ exactShare: '20/40', people: 20 });
    expect(table.figure({ second: 'y' })).toMatchObject({ exactShare: '60/60', people: 30 });
    expect(table.keys).toEqual([['a'], ['x', 'y']]);
  });
});
