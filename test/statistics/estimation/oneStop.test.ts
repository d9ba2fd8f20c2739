import { describe, expect, test } from '@jest/globals';
import { oneStopClasses } from '../oracles/classes.ts';
import {
  oneStopClass,
  oneStopPoints,
  type OneStopClass,
} from '../../../src/statistics/estimation/oneStop.ts';
import { ratio, ratioOfDecimal } from '../../../src/statistics/estimation/ratio.ts';

describe('the one-stop evaluation', () => {
  const names: Record<OneStopClass, string> = {
    excellent: 'Xuất sắc',
    good: 'Tốt',
    fair: 'Khá',
    average: 'Trung bình',
    weak: 'Yếu',
  };

  test.each(oneStopClasses)('$points points are $klass', ({ points, klass }) => {
    expect(names[oneStopClass(ratioOfDecimal(points))]).toBe(klass);
  });

  test('takes 15/18 for 15 points, whatever a double makes of it', () => {
    expect(oneStopClass(oneStopPoints(ratio(5, 6)))).toBe('excellent');
    expect(oneStopClass(oneStopPoints(ratio(5n * 10n ** 20n - 1n, 6n * 10n ** 20n)))).toBe('good');
  });
});
