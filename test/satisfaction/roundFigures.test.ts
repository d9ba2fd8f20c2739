import { expect, test } from '@jest/globals';
import { comparedUnits } from '../../src/satisfaction/ranking.ts';
import { rankSets } from '../../src/satisfaction/rankSets.ts';
import { roundFigures } from '../../src/satisfaction/roundFigures.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

test('the sets of many units are worked out aside, once a board, and are those that would be worked out here', async () => {
  const wards = Array.from({ length: 20 }, (_, place) => `ward-${place}`);
  const measured = aMeasuredRound(
    wards.flatMap((unitId, place) => [
      { unitId, count: 40 + place, answers: { q1: 5, q2: 4, q3: 4 } },
      { unitId, count: 10, answers: { q1: 1, q2: 2, q3: 5 } },
    ]),
  );
  const figures = roundFigures(measured, afterClosing);
  const places = [...figures.ranking(wards).values()];
  expect(places.every((row) => row.state === 'ranked' && row.set === undefined)).toBe(true);
  await figures.whenRanked(wards);
  const here = rankSets(comparedUnits(wards.map((key) => ({ key, figure: figures.whole(key) }))));
  for (const { key, ...set } of here) expect(figures.ranking(wards).get(key)).toMatchObject({ set });
  expect(roundFigures(measured, afterClosing).ranking(wards)).toBe(figures.ranking(wards));
});
