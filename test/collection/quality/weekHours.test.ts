import { expect, test } from '@jest/globals';
import { weekHours } from '../../../src/collection/quality/weekHours.ts';

test('adds up counts by weekday and hour, from the first busy hour to the last', () => {
  const week = weekHours([
    { day: '2026-11-30', hours: [{ hour: 8, forms: 3 }, { hour: 20, forms: 0 }] }, // prettier-ignore
    { day: '2026-11-23', hours: [{ hour: 8, forms: 2 }] }, // a Monday, as the one before
    { day: '2026-11-29', hours: [{ hour: 10, forms: 1 }] }, // a Sunday
  ])!;
  expect(week.hours).toEqual([8, 9, 10]);
  expect(week.weekdays[0]).toEqual([5, 0, 0]);
  expect(week.weekdays[6]).toEqual([0, 0, 1]);
  expect(week.weekdays.flat().reduce((sum, forms) => sum + forms, 0)).toBe(6);
  expect(weekHours([{ day: '2026-11-30', hours: [{ hour: 8, forms: 0 }] }])).toBeUndefined();
});
