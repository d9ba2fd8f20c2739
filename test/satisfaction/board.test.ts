import { describe, expect, test } from '@jest/globals';
import { firstBoard, formsOnBoard, lateForms, nextBoard, type Board } from '../../src/satisfaction/board.ts';
import { formsInCell, peopleIn } from '../../src/satisfaction/cell.ts';
import { countingPlan } from '../../src/satisfaction/countingPlan.ts';
import { surveyShape } from '../../src/satisfaction/surveyShape.ts';
import { addForm, type TalliedForm, type TallySheet } from '../../src/satisfaction/tally.ts';
import { unitCells } from '../../src/satisfaction/unitCells.ts';
import { unitTreeOn } from '../../src/units/unitTree.ts';
import { aMethod, aUnit, smallSurvey } from '../support/builders.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));
const tree = unitTreeOn(
  [aUnit('city'), aUnit('ward-a', { parentId: 'city' }), aUnit('ward-b', { parentId: 'city' })],
  '2026-01-01',
);
const all = { q1: 5, q2: 4, q3: 3 };

/** A board of so many forms in each unit, the first of which leave q3 without opinion. */
function boardOf(forms: Record<string, number>, { late = 0, withoutQ3 = 0, annulled = 0 } = {}): Board {
  const sheet: TallySheet = new Map();
  const add = (form: Pick<TalliedForm, 'unitId' | 'standing' | 'answers'>) =>
    addForm(plan, sheet, { channel: 'qr', about: {}, givenOn: '2026-01-20', ...form });
  for (const [unitId, count] of Object.entries(forms)) {
    for (let form = 0; form < count; form++) {
      add({ unitId, standing: 'counted', answers: form < withoutQ3 ? { ...all, q3: 0 } : all });
    }
  }
  for (let form = 0; form < late; form++) add({ unitId: 'ward-a', standing: 'late', answers: all });
  for (let form = 0; form < annulled; form++) add({ unitId: 'ward-a', standing: 'annulled', answers: all });
  return { id: 'round', surveyVersionId: 'v', method: 'm@1', tallies: [...sheet.values()] };
}
const people = (board: Board, unitId: string): number => peopleIn(unitCells(plan, board, tree).cell(unitId));

describe('a board', () => {
  test('counts a unit with all that is below it, and late forms apart', () => {
    const board = boardOf({ 'ward-a': 12, 'ward-b': 30 }, { late: 3 });
    expect([people(board, 'ward-a'), people(board, 'city'), lateForms(plan, board)]).toEqual([12, 42, 3]);
    expect(formsOnBoard(plan, board)).toBe(42);
  });

  test('of an open round begins with the units of ten people or more, and without channels and services', () => {
    const first = firstBoard(plan, boardOf({ 'ward-a': 9, 'ward-b': 10 }));
    expect([people(first, 'ward-a'), people(first, 'ward-b')]).toEqual([0, 10]);
    expect(first.tallies.map(({ dimension }) => dimension).sort()).toEqual(['all', 'importance']);
  });
});

describe('annulled forms of a live board', () => {
  const annulledOf = (board: Board): number =>
    formsInCell(unitCells(plan, board, tree).cell('ward-a', 'annulled'));

  test('move with the figures of their unit, and not before', () => {
    const held = boardOf({ 'ward-a': 30 }, { annulled: 12 });
    const threeLess = nextBoard(plan, held, boardOf({ 'ward-a': 27 }, { annulled: 15 }));
    expect([people(threeLess, 'ward-a'), annulledOf(threeLess)]).toEqual([30, 12]);
    const tenLess = nextBoard(plan, held, boardOf({ 'ward-a': 20 }, { annulled: 22 }));
    expect([people(tenLess, 'ward-a'), annulledOf(tenLess)]).toEqual([20, 22]);
  });
});

describe('the next state of a live board', () => {
  test('moves a unit by ten forms, and leaves one with nine new forms as it was', () => {
    const next = nextBoard(
      plan,
      boardOf({ 'ward-a': 12, 'ward-b': 30 }),
      boardOf({ 'ward-a': 22, 'ward-b': 39 }),
    );
    expect([people(next, 'ward-a'), people(next, 'ward-b'), people(next, 'city')]).toEqual([22, 30, 52]);
  });

  test('holds a unit back when a single question would move by fewer than ten people', () => {
    const held = boardOf({ 'ward-a': 12 });
    const tenMoreButNineForQ3 = boardOf({ 'ward-a': 22 }, { withoutQ3: 1 });
    expect(people(nextBoard(plan, held, tenMoreButNineForQ3), 'ward-a')).toBe(12);
    const elevenMoreAndTenForQ3 = boardOf({ 'ward-a': 23 }, { withoutQ3: 1 });
    expect(people(nextBoard(plan, held, elevenMoreAndTenForQ3), 'ward-a')).toBe(23);
  });

  test('lets a new unit in with ten forms, not with nine', () => {
    const held = boardOf({ 'ward-a': 12 });
    expect(people(nextBoard(plan, held, boardOf({ 'ward-a': 12, 'ward-b': 9 })), 'city')).toBe(12);
    expect(people(nextBoard(plan, held, boardOf({ 'ward-a': 12, 'ward-b': 10 })), 'city')).toBe(22);
  });
});
