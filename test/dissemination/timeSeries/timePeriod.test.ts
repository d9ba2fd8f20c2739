import { expect, test } from '@jest/globals';
import { weeksIn } from '../../../src/dissemination/analysis/period.ts';
import { periodStart, slotOf } from '../../../src/dissemination/timeSeries/timePeriod.ts';

test('a week begins on Monday, also over the turn of a year', () => {
  expect(periodStart('2026-01-01', 'week')).toBe('2025-12-29'); // a Thursday
  expect(periodStart('2026-01-04', 'week')).toBe('2025-12-29'); // the Sunday after
  expect(periodStart('2026-01-05', 'week')).toBe('2026-01-05');
  expect(periodStart('2026-02-28', 'month')).toBe('2026-02-01');
  expect(periodStart('2026-02-28', 'day')).toBe('2026-02-28');
});

test('weeks are cut off where the round begins and ends', () => {
  expect(weeksIn({ from: '2026-01-01', to: '2026-01-13' })).toEqual({
    '2025-12-29': { from: '2026-01-01', to: '2026-01-04' },
    '2026-01-05': { from: '2026-01-05', to: '2026-01-11' },
    '2026-01-12': { from: '2026-01-12', to: '2026-01-13' },
  });
});

test('periods are counted from the first, those without forms too', () => {
  expect(slotOf('2026-03-02', '2026-02-27', 'day')).toBe(3);
  expect(slotOf('2026-01-13', '2026-01-01', 'week')).toBe(2);
  expect(slotOf('2026-01-04', '2026-01-01', 'week')).toBe(0);
  expect(slotOf('2026-02-01', '2024-12-31', 'month')).toBe(14);
});

test('a week lies within one month: its fewer days count in the neighbouring week of their month', () => {
  expect(weeksIn({ from: '2026-01-19', to: '2026-02-15' })).toEqual({
    '2026-01-19': { from: '2026-01-19', to: '2026-01-25' },
    '2026-01-26': { from: '2026-01-26', to: '2026-01-31' },
    '2026-02-02': { from: '2026-02-01', to: '2026-02-08' },
    '2026-02-09': { from: '2026-02-09', to: '2026-02-15' },
  });
  expect(periodStart('2026-03-31', 'week')).toBe('2026-03-23'); // a Tuesday before a Wednesday in April
});
