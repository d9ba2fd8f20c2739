import { describe, expect, test } from '@jest/globals';
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { isValidOn, type Method } from '../../../src/statistics/method/method.ts';
import { methodErrors, missingWeights } from '../../../src/statistics/method/methodErrors.ts';
import { methodPresets } from '../../../src/statistics/method/presets/presets.ts';
import { sipas2023Factors, sipas2023Frame } from '../../../src/statistics/method/presets/sipas2023Frame.ts';
import { aMethod, aShape } from './build.ts';

describe('the presets', () => {
  test('are named apart and say what is confirmed of them, and by what', () => {
    expect(new Set(methodPresets.map(({ id }) => id)).size).toBe(methodPresets.length);
    for (const { provenance } of methodPresets) {
      expect(provenance.statements.length).toBeGreaterThan(0);
      for (const { standing, by } of provenance.statements)
        expect(standing === 'official').toBe(by !== undefined);
    }
  });

  test.each([
    ['sipas-2017', aShape([4, 5, 6, 3, 4])],
    ['one-stop-2018', aShape([9], 3)],
    ['satisfaction-3-level', aShape([3], 3)],
    ['counter-smiley', { factors: [{ id: 'f' }], questions: [{ id: 'overall', factor: 'f', levels: 5 }] }],
  ])('%s fits its survey', (id, survey) => {
    const preset = methodPresets.find((method) => method.id === id)!;
    expect(methodErrors(preset, survey)).toEqual([]);
    expect(countingPlan(preset, survey).questions.length).toBe(survey.questions.length);
  });

  test('of 2023 gives no number and names the weights that are missing', () => {
    const survey = { factors: sipas2023Factors, questions: [] };
    const missing = missingWeights(sipas2023Frame, survey);
    expect(missing).toHaveLength(16);
    expect(missing).toEqual(expect.arrayContaining(['economy', 'feedback', 'policy', 'service']));
  });

  test('of 2023 is computed once its weights are entered', () => {
    const questions = sipas2023Factors.map(({ id }) => ({ id: `${id}-1`, factor: id, levels: 5 }));
    const byId = Object.fromEntries(sipas2023Factors.map(({ id }) => [id, 1]));
    const entered: Method = {
      ...sipas2023Frame,
      weights: { of: 'factors', byId, contents: { policy: 60, service: 40 } },
    };
    expect(methodErrors(entered, { factors: sipas2023Factors, questions })).toEqual([]);
  });

  test('are valid between their days', () => {
    const method = aMethod({ validFrom: '2018-06-21', validTo: '2025-06-30' });
    const days = ['2018-06-20', '2018-06-21', '2025-06-30', '2025-07-01'];
    expect(days.map((day) => isValidOn(method, day))).toEqual([false, true, true, false]);
    expect(isValidOn(aMethod(), '1999-01-01')).toBe(true);
  });
});
