import { expect, test } from '@jest/globals';
import { weekHours } from '../../../src/collection/quality/weekHours.ts';

function day(counts: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
}

test('adds up counts by weekday and hour, from the first busy hour to the last', () => {
  const week = weekHours(
    new Map([
      ['2026-11-30', day({ 8: 3 })],
      ['2026-11-23', day({ 8: 2 })], // a Monday, as the one before
      ['2026-11-29', day({ 10: 1 })], // a Sunday
    ]),
  )!;
  expect(week.hours).toEqual([8, 9, 10]);
  expect(week.weekdays[0]).toEqual([5, 0, 0]);
  expect(week.weekdays[6]).toEqual([0, 0, 1]);
  expect(week.weekdays.flat().reduce((sum, forms) => sum + forms, 0)).toBe(6);
  expect(weekHours(new Map([['2026-11-30', day({})]]))).toBeUndefined();
});
