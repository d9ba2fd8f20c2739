import { expect, test } from '@jest/globals';
import { unreliability } from '../../../src/statistics/estimation/reliability.ts';

test.each([
  // share, size, low, up, reason
  [0.5, 29.9, 0.49, 0.51, 'fewerThanThirtyEffective'], // size goes before width
  [0.5, 30, 0.475, 0.525, undefined], // 5 points
  [0.01, 3000, 0.008, 0.024, undefined], // narrow goes before relative width 1.6
  [0.5, 30, 0.35, 0.65, 'intervalTooWide'], // 30 points
  [0.1, 50, 0.03, 0.17, 'intervalTooWideForShare'], // 14 points: 1.4 of 10
  [0.2, 50, 0.1, 0.3, undefined], // 20 points: 1.0 of 20
])('a share of %d on %d effective, %d to %d: %s', (share, size, low, up, reason) => {
  expect(unreliability(share, size, { low, up })).toBe(reason);
});
