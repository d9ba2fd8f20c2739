import { expect, test } from '@jest/globals';
import { comparedUnits } from '../../../src/statistics/ranking/ranking.ts';
import { rankSets } from '../../../src/statistics/ranking/rankSets.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

test('a ranking of many units is made once a board, with the places that each may hold', () => {
  const wards = Array.from({ length: 20 }, (_, index) => `ward-${index}`);
  const measured = aMeasuredRound(
    wards.flatMap((unitId, index) => [
      { unitId, count: 40 + index, answers: { q1: 5, q2: 4, q3: 4 } },
      { unitId, count: 10, answers: { q1: 1, q2: 2, q3: 5 } },
    ]),
  );
  const figures = roundFigures(measured, afterClosing);
  const sets = rankSets(comparedUnits(wards.map((key) => ({ key, figure: figures.whole(key) }))));
  expect(sets).toHaveLength(20);
  for (const { key, ...set } of sets)
    expect(figures.ranking(wards).get(key)).toMatchObject({ state: 'ranked', set });
  expect(roundFigures(measured, afterClosing).ranking(wards)).toBe(figures.ranking(wards));
});
