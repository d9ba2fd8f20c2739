import { expect, test } from '@jest/globals';
import { shareTrend } from '../../../src/statistics/estimation/shareTrend.ts';

const periods = [[15, 60], [22, 70], [9, 45], [31, 80]].map(([part, whole], at) => ({ at, part: part!, whole: whole! })); // prettier-ignore

test('the trend of a share is that of R: prop.trend.test, and lm with weights', () => {
  const { slope, p } = shareTrend(periods)!;
  expect(Math.abs(p - 0.150544518532421)).toBeLessThan(1e-9);
  expect(Math.abs(slope - 0.035661133371494)).toBeLessThan(1e-12);
});

test('a single period has none, and a share that never changes no p-value below 1', () => {
  expect(shareTrend(periods.slice(0, 1))).toBeUndefined();
  expect(shareTrend(periods.map((one) => ({ ...one, part: one.whole })))).toEqual({ slope: 0, p: 1 });
});
