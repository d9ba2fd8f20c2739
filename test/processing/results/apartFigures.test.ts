import { describe, expect, test } from '@jest/globals';
import { apartFigures } from '../../../src/processing/results/apartFigures.ts';
import type { MeasuredRound } from '../../../src/processing/results/results.ts';
import { addForm, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import type { SurveyVersion } from '../../../src/design/surveys/survey.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aRound, aUnit, closingAt, duringAt } from '../../support/builders.ts';
import { aPlan } from './build.ts';

const plan = aPlan([5]);
const answers = (level: number) => Object.fromEntries(plan.questions.map(({ id }) => [id, level]));
const after = new Date(closingAt.getTime() + 3_600_000);
const survey = { id: 'survey' } as SurveyVersion;

/** A city of two wards; in each so many content and discontent people, and so many content ones set apart. */
function measured(wards: Readonly<Record<string, readonly [content: number, not: number, apart: number]>>) {
  const sheet: TallySheet = new Map();
  for (const [unitId, [content, not, apart]] of Object.entries(wards)) {
    const given = { about: {}, givenOn: '2026-01-20' };
    const form = { unitId, channel: 'kiosk', standing: 'counted' as const, ...given };
    for (let one = 0; one < content; one++) addForm(plan, sheet, { ...form, answers: answers(5) });
    for (let one = 0; one < not; one++) addForm(plan, sheet, { ...form, answers: answers(1) });
    for (let one = 0; one < apart; one++)
      addForm(plan, sheet, { ...form, flags: ['tooFast', 'apart'], answers: answers(5) });
  }
  const units = [
    aUnit('city', { kind: 'district' }),
    ...Object.keys(wards).map((id) => aUnit(id, { parentId: 'city' })),
  ];
  const snapshot = { id: 'round', surveyVersionId: 'survey', method: 'test@1', tallies: [...sheet.values()] };
  const round = aRound(survey);
  return {
    round,
    survey,
    plan,
    snapshot,
    received: 0,
    late: 0,
    assisted: 0,
    tree: unitTreeOn(units, '2026-01-05'),
  } satisfies MeasuredRound;
}

const shown = (value: number) =>
  expect.objectContaining({ state: 'shown', value: expect.objectContaining({ units: value }) });

describe('a figure with and without what is set apart', () => {
  test('is 40 + 20 of 100 satisfied with, 40 of 80 without', () => {
    const round = measured({ a: [40, 40, 20], b: [60, 40, 0] });
    expect(apartFigures(round, 'a', { apart: 'apart', now: after })).toEqual({
      state: 'shown',
      all: shown(6000),
      without: shown(5000),
    });
    expect(apartFigures(round, 'b', { apart: 'apart', now: after })).toEqual({
      state: 'noneApart',
      all: shown(6000),
    });
  });

  test('is not told where the difference would be a few people, nor where a total would tell them', () => {
    const round = measured({ a: [40, 40, 20], b: [60, 40, 3] });
    for (const unitId of ['b', 'a']) {
      expect(apartFigures(round, unitId, { apart: 'apart', now: after })).toEqual({ state: 'tooFew' });
    }
  });

  test('is not told while the round is open', () => {
    const round = measured({ a: [40, 40, 20] });
    expect(apartFigures(round, 'a', { apart: 'apart', now: duringAt })).toEqual({ state: 'roundOpen' });
  });
});
