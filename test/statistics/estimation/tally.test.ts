import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { importanceSumsIn } from '../../../src/statistics/estimation/importanceNumbers.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import { importance } from '../../../src/statistics/estimation/priorities.ts';
import { addForm, type TalliedForm, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import { aMethod, smallSurvey } from '../../support/builders.ts';
import { importanceSumsOf } from '../../processing/results/build.ts';

const plan = countingPlan(aMethod({ minimumValid: 2 }), surveyShape(smallSurvey));
const anyLevel = integer({ min: 0, max: 5 });
const anyForm: Arbitrary<TalliedForm> = record({
  unitId: constantFrom('a', 'b'),
  channel: constantFrom('qr', 'kiosk'),
  serviceId: constantFrom('birth', undefined),
  standing: constantFrom('counted', 'late', 'annulled'),
  answers: record({ q1: anyLevel, q2: anyLevel, q3: anyLevel }, { requiredKeys: [] }),
  about: constantFrom({}, { age: 'young' }, { age: 'old', sex: 'female' }),
  givenOn: constantFrom('2026-01-20', '2026-01-21'),
});
const sheetOf = (forms: readonly TalliedForm[]): TallySheet => {
  const sheet: TallySheet = new Map();
  for (const form of forms) addForm(plan, sheet, form);
  return sheet;
};
const written = (sheet: TallySheet) =>
  Object.fromEntries(
    [...sheet]
      .filter(([, { numbers }]) => numbers.some(Boolean))
      .map(([key, { numbers }]) => [key, [...numbers]]),
  );

describe('tallies', () => {
  test('keep what counts, what came late and what was annulled apart', () => {
    const form = {
      unitId: 'a',
      channel: 'qr',
      serviceId: 'birth',
      answers: { q1: 5, q2: 5 },
      about: { age: 'old' },
      givenOn: '2026-01-20',
    };
    expect([...sheetOf([{ ...form, standing: 'counted' }]).keys()]).toEqual([
      'a all ',
      'a channel qr',
      'a service birth',
      'a about age:old',
      ' day 2026-01-20',
      'a importance ',
    ]);
    expect([...sheetOf([{ ...form, standing: 'late' }]).keys()]).toEqual(['a late ']);
    expect([...sheetOf([{ ...form, standing: 'annulled' }]).keys()]).toEqual(['a annulled ']);
  });

  test('are the same in any order, and as before when a form is taken out again', () => {
    assert(
      property(array(anyForm), anyForm, (forms, extra) => {
        const sheet = sheetOf(forms);
        expect(written(sheetOf(forms.toReversed()))).toEqual(written(sheet));
        addForm(plan, sheet, extra);
        addForm(plan, sheet, extra, -1);
        expect(written(sheet)).toEqual(written(sheetOf(forms)));
      }),
      { numRuns: 50 },
    );
  });

  test('give the importance that the answers give, to the second decimal', () => {
    assert(
      property(array(anyForm, { minLength: 60, maxLength: 120 }), (given) => {
        const forms = given.map((form) => ({ ...form, unitId: 'a', standing: 'counted' as const }));
        const levels = forms.map(({ answers }) => plan.questions.map(({ id }) => answers[id] ?? -1));
        const counted = levels.filter((ofForm) => ofForm.filter((one) => one > 0).length >= 2);
        const sums = importanceSumsOf(plan, counted);
        const tally = sheetOf(forms).get('a importance ');
        if (!tally) return;
        importanceSumsIn(tally.numbers).forEach((kept, question) => {
          const [one, other] = [importance(kept), importance(sums[question]!)];
          expect(one === undefined).toBe(other === undefined);
          expect(one ?? 0).toBeCloseTo(other ?? 0, 2);
        });
      }),
      { numRuns: 30 },
    );
  });
});
