import { describe, expect, test } from '@jest/globals';
import { aMeasuredRound, afterClosing, nothingBeside, type GivenForms } from './measured.ts';
import { lineCells } from '../../../src/processing/results/lineCells.ts';
import { lineWords } from '../../../src/processing/results/lineWords.ts';
import type { Method } from '../../../src/statistics/method/method.ts';
import { resultsOf, type MeasuredRound } from '../../../src/processing/results/results.ts';
import { resultsJson } from '../../../src/dissemination/results/resultsJson.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { whyOf } from '../../../src/processing/results/why.ts';

const [good, bad] = [
  { q1: 5, q2: 4, q3: 5 },
  { q1: 1, q2: 2, q3: 3 },
];

/** 30 of 40 people are satisfied with everything in ward-a, 15 of 60 in ward-b; the others with nothing. */
function weighed(
  changes: Partial<Method>,
  populations: Readonly<Record<string, number>>,
  isProbability = false,
  more: readonly GivenForms[] = [],
): MeasuredRound {
  const measured = aMeasuredRound([
    { unitId: 'ward-a', count: 30, answers: good },
    { unitId: 'ward-a', count: 10, answers: bad },
    { unitId: 'ward-b', count: 15, answers: good },
    { unitId: 'ward-b', count: 45, answers: bad },
    ...more,
  ]);
  const plan = { ...measured.plan, method: { ...measured.plan.method, ...changes } };
  const sampleKind = isProbability ? 'probability' : 'selfSelected';
  return { ...measured, plan, populations, round: { ...measured.round, sampleKind } };
}

describe('units that are weighed by their people or transactions', () => {
  const populations = { 'ward-a': 3000, 'ward-b': 1000 };

  // R = 3/4·0.75 + 1/4·0.25 = 0.625; all forms alike give 45/100.
  // Everybody gave three answers that are all satisfied or all not, so each ward is a binomial:
  // v = Σ W²·p(1−p)/(n−1), with the population corrected (1 − n/N) in each ward.
  const wards = [
    { weight: 3 / 4, p: 0.75, n: 40, N: 3000 },
    { weight: 1 / 4, p: 0.25, n: 60, N: 1000 },
  ];
  const byHand = (corrected: boolean) =>
    wards.reduce(
      (sum, { weight, p, n, N }) =>
        sum + ((weight ** 2 * p * (1 - p)) / (n - 1)) * (corrected ? 1 - n / N : 1),
      0,
    );

  test.each([
    ['byPopulation', false],
    ['byCaseload', false],
    ['byPopulation', true],
  ] as const)(
    '%s give the city their weights, and its variance ward by ward (drawn: %s)',
    (acrossUnits, drawn) => {
      const city = roundFigures(weighed({ acrossUnits }, populations, drawn), afterClosing).whole('city');
      if (city.state !== 'shown') throw new Error(`not shown: ${city.state}`);
      expect(city.value).toEqual({ units: 6250, decimals: 2 });
      expect(city.variance! / byHand(drawn)).toBeCloseTo(1, 9);
      expect(city.people).toBe(100);
    },
  );

  test('leave each unit by itself as it is', () => {
    const [pooled, byPopulation] = (['pooled', 'byPopulation'] as const).map((acrossUnits) =>
      roundFigures(weighed({ acrossUnits }, populations), afterClosing).whole('ward-a'),
    );
    expect(byPopulation).toEqual(pooled);
  });

  test.each([
    ['one of them is not known', { 'ward-a': 3000 }, false, 'populationUnknown'],
    ['more were drawn than there are', { 'ward-a': 30, 'ward-b': 1000 }, true, 'moreThanPopulation'],
  ])('give no number where %s', (_what, given, drawn, reason) => {
    const measured = weighed({ acrossUnits: 'byPopulation' }, given, drawn);
    expect(roundFigures(measured, afterClosing).whole('city')).toMatchObject({ state: 'none', reason });
  });

  test('say on the page, in its tables and as JSON which unit makes the figure unreliable', () => {
    const measured = weighed({ acrossUnits: 'byPopulation' }, { ...populations, 'ward-c': 200 }, false, [
      { unitId: 'ward-c', count: 4, answers: good },
    ]);
    const results = resultsOf(afterClosing, measured, 'city');
    expect(results.whole.figure).toMatchObject({ state: 'unreliable', reason: 'stratumTooSmall' });
    const json = resultsJson(afterClosing, measured, results, nothingBeside, []) as {
      satisfactionIndex: object;
    };
    expect(json.satisfactionIndex).toMatchObject({ figure: { stratum: { vi: 'phường ward-c' } } });
    expect(lineWords(results.whole, 'vi').value).toBe(`có tầng mẫu dưới 5 người trả lời: phường ward-c`);
    expect(lineCells(results.whole, 'en').reason).toBe(
      `fewer than 5 people answered in a stratum: ward-c ward`,
    );
  });

  test('are not split by who answered or by day, nor is their change taken apart', () => {
    const measured = weighed({ acrossUnits: 'byPopulation' }, populations);
    const { byAbout, byDay } = resultsOf(afterClosing, measured, 'city');
    expect([byAbout, byDay]).toEqual([[], []]);
    const earlier = weighed({ acrossUnits: 'byPopulation' }, { 'ward-a': 1000, 'ward-b': 3000 });
    const why = whyOf(afterClosing, { current: measured, previous: earlier }, 'city');
    expect([why.whole.change?.points.units, why.explanations]).toEqual([2500, []]); // 62.50 − 37.50
  });
});
