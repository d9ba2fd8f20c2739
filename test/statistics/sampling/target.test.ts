import { expect, test } from '@jest/globals';
import type { ShownFigure } from '../../../src/statistics/estimation/figure.ts';
import { againstTarget } from '../../../src/statistics/sampling/target.ts';

const figureOf = (
  hundredths: number,
  interval?: readonly [number, number],
  changes: Partial<ShownFigure> = {},
): ShownFigure => ({
  state: 'shown',
  method: 'm@1',
  scope: { kind: 'whole' },
  unitsBasis: 'asCollected',
  sample: 'probability',
  value: { units: hundredths, decimals: 2 },
  exactShare: `${hundredths}/10000`,
  people: 100,
  answers: 100,
  everyoneAsked: false,
  ...(interval ? { intervalPercent: interval } : {}),
  ...changes,
});

test.each([
  ['its interval lies above', figureOf(9500, [91, 98]), { isAtLeast: true, standing: 'reached' }],
  ['its interval begins there', figureOf(9500, [90, 98]), { isAtLeast: true, standing: 'reached' }],
  ['its interval lies below', figureOf(8000, [75, 89.9]), { isAtLeast: false, standing: 'missed' }],
  ['it is above by chance', figureOf(9100, [88, 94]), { isAtLeast: true, standing: 'notToldApart' }],
  ['it is below by chance', figureOf(8999, [85, 93]), { isAtLeast: false, standing: 'notToldApart' }],
  ['its interval ends there', figureOf(8800, [85, 90]), { isAtLeast: false, standing: 'notToldApart' }],
  ['it has no interval', figureOf(10_000), { isAtLeast: true, standing: 'noInterval' }],
  [
    'everybody was asked and it is on the target',
    figureOf(9000, undefined, { everyoneAsked: true }),
    { isAtLeast: true, standing: 'reached' },
  ],
  [
    'everybody was asked and it is below',
    figureOf(8999, undefined, { everyoneAsked: true }),
    { isAtLeast: false, standing: 'missed' },
  ],
  [
    'it has fewer decimals',
    figureOf(0, [85, 93], { value: { units: 900, decimals: 1 } }),
    { isAtLeast: true, standing: 'notToldApart' },
  ],
])('a figure against a target of 90 where %s', (_what, figure, expected) => {
  expect(againstTarget(figure, 9000)).toEqual(expected);
});
