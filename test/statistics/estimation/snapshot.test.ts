import { describe, expect, test } from '@jest/globals';
import {
  responsesInSnapshot,
  lateForms,
  type ResultsSnapshot,
} from '../../../src/statistics/estimation/snapshot.ts';
import { peopleIn } from '../../../src/statistics/estimation/cell.ts';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { addForm, type TalliedForm, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import { unitCells } from '../../../src/processing/results/unitCells.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aMethod, aUnit, smallSurvey } from '../../support/builders.ts';

const plan = countingPlan(aMethod(), surveyShape(smallSurvey));
const tree = unitTreeOn(
  [aUnit('city'), aUnit('ward-a', { parentId: 'city' }), aUnit('ward-b', { parentId: 'city' })],
  '2026-01-01',
);
const all = { q1: 5, q2: 4, q3: 3 };

/** A board of so many forms in each unit. */
function snapshotOf(forms: Record<string, number>, { late = 0 } = {}): ResultsSnapshot {
  const sheet: TallySheet = new Map();
  const add = (form: Pick<TalliedForm, 'unitId' | 'standing' | 'answers'>) =>
    addForm(plan, sheet, { channel: 'qr', about: {}, givenOn: '2026-01-20', ...form });
  for (const [unitId, count] of Object.entries(forms)) {
    for (let form = 0; form < count; form++) {
      add({ unitId, standing: 'counted', answers: all });
    }
  }
  for (let form = 0; form < late; form++) add({ unitId: 'ward-a', standing: 'late', answers: all });
  return { id: 'round', surveyVersionId: 'v', method: 'm@1', tallies: [...sheet.values()] };
}
const people = (snapshot: ResultsSnapshot, unitId: string): number =>
  peopleIn(unitCells(plan, snapshot, tree).cell(unitId));

describe('a board', () => {
  test('counts a unit with all that is below it, and late forms apart', () => {
    const snapshot = snapshotOf({ 'ward-a': 12, 'ward-b': 30 }, { late: 3 });
    expect([people(snapshot, 'ward-a'), people(snapshot, 'city'), lateForms(plan, snapshot)]).toEqual([
      12, 42, 3,
    ]);
    expect(responsesInSnapshot(plan, snapshot)).toBe(42);
  });
});
