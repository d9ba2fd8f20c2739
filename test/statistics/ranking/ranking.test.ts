import { expect, test } from '@jest/globals';
import { figure, type Figure, type FigureContext } from '../../../src/statistics/estimation/figure.ts';
import { ranking } from '../../../src/statistics/ranking/ranking.ts';
import { WHOLE } from '../../../src/statistics/estimation/scope.ts';
import { aPlan, aSample, cellOfPairs } from '../../processing/results/build.ts';

const plan = aPlan([1]);

function figureOf(
  satisfied: number,
  people: number,
  purpose: FigureContext['purpose'] = 'publication',
): Figure {
  const pairs = Array.from({ length: people }, (_, i) => (i < satisfied ? 1 : 0));
  const sample = aSample(
    cellOfPairs(
      plan,
      pairs,
      pairs.map(() => 1),
    ),
  );
  return figure(plan, WHOLE, sample, { unitsBasis: 'asCollected', purpose, designEffect: 1 });
}

test('a ranking has places, sets, and reasons for those without', () => {
  const rows = ranking([
    { key: 'good', figure: figureOf(380, 400) },
    { key: 'few', figure: figureOf(8, 9) },
    { key: 'fair', figure: figureOf(320, 400) },
    { key: 'unsure', figure: figureOf(15, 20) },
    { key: 'equal to fair', figure: figureOf(160, 200) },
    { key: 'empty', figure: figureOf(0, 0) },
  ]);
  expect(rows).toEqual([
    { state: 'ranked', key: 'good', rank: 1, of: 3, set: { low: 1, up: 1, alike: [] } },
    { state: 'notRanked', key: 'few', reason: 'hidden' },
    { state: 'ranked', key: 'fair', rank: 2, of: 3, set: { low: 2, up: 3, alike: ['equal to fair'] } },
    { state: 'notRanked', key: 'unsure', reason: 'unreliable' },
    { state: 'ranked', key: 'equal to fair', rank: 2, of: 3, set: { low: 2, up: 3, alike: ['fair'] } },
    { state: 'notRanked', key: 'empty', reason: 'noAnswers' },
  ]);
});

test('an open round ranks no unit whose figure would not be published', () => {
  expect(ranking([{ key: 'unsure', figure: figureOf(15, 20, 'monitoring') }])).toEqual([
    { state: 'notRanked', key: 'unsure', reason: 'unreliable' },
  ]);
});

test('a unit without an interval is not ranked', () => {
  const shown = figureOf(380, 400);
  if (shown.state !== 'shown') throw new Error('not shown');
  const { intervalPercent: _, effectiveSize: __, ...rest } = shown;
  expect(ranking([{ key: 'a', figure: { ...rest, noInterval: 'onePersonStratum' } }])).toEqual([
    { state: 'notRanked', key: 'a', reason: 'noInterval' },
  ]);
});
