import { expect, test } from '@jest/globals';
import { levelFigure } from '../../../src/statistics/estimation/levels.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { afterClosing, aMeasuredRound } from '../../processing/results/measured.ts';

test('the share of a level is of those who chose any', () => {
  const measured = aMeasuredRound([
    { unitId: 'ward-a', count: 30, answers: { q1: 5, q2: 5, q3: 5 } },
    { unitId: 'ward-a', count: 50, answers: { q1: 2, q2: 5, q3: 5 } },
    { unitId: 'ward-a', count: 20, answers: { q1: 0, q2: 5, q3: 5 } }, // no opinion
  ]);
  const cell = roundFigures(measured, afterClosing).cells.cell('ward-a');
  const figure = levelFigure(measured.plan, measured.plan.questions[0]!, [1, 2], {
    sample: { strata: [{ cell }], isProbability: false },
    context: { unitsBasis: 'asCollected', designEffect: 1 },
  });
  expect(figure).toMatchObject({ state: 'shown', value: { units: 6250, decimals: 2 }, people: 80 });
});
