import { describe, expect, test } from '@jest/globals';
import { resultsOf } from '../../../src/processing/results/results.ts';
import { resultsJson } from '../../../src/dissemination/results/resultsJson.ts';
import { resultsPage } from '../../../src/dissemination/results/resultsPage.ts';
import { afterClosing, aMeasuredRound, nothingBeside } from './measured.ts';

describe('annulled forms beside the figures of a unit', () => {
  const answers = { q1: 5, q2: 4, q3: 3 };
  const measured = aMeasuredRound([
    { unitId: 'ward-a', count: 30, answers },
    { unitId: 'ward-a', count: 9, answers, standing: 'annulled' },
    { unitId: 'ward-b', count: 30, answers },
    { unitId: 'ward-b', count: 12, answers, standing: 'annulled' },
    { unitId: 'ward-c', count: 30, answers },
  ]);

  function shown(unitId: string, language: 'vi' | 'en') {
    const results = resultsOf(afterClosing, measured, unitId);
    const given = {
      language,
      now: afterClosing,
      measured,
      results,
      beside: nothingBeside,
      others: [],
      series: [],
      spreads: [],
    };
    return {
      notes: resultsPage(given).notes.join(' '),
      json: resultsJson(afterClosing, measured, results, nothingBeside, []),
    };
  }

  test.each([
    ['ward-b', 12, '12 phiếu đã bị hủy', '12 responses were annulled'],
    ['city', 21, '21 phiếu đã bị hủy', '21 responses were annulled'],
    ['ward-a', 'few', 'Dưới 10 phiếu đã bị hủy', 'Fewer than 10 responses were annulled'],
  ])('%s: %s', (unitId, formsAnnulled, vi, en) => {
    expect(shown(unitId, 'vi')).toMatchObject({
      notes: expect.stringContaining(vi),
      json: { formsAnnulled },
    });
    expect(shown(unitId, 'en').notes).toContain(en);
  });

  test('nothing is said where there are none', () => {
    expect(shown('ward-c', 'vi').notes).not.toContain('hủy');
    expect(shown('ward-c', 'vi').json).toMatchObject({ formsAnnulled: 0 });
  });
});
