import { expect, test } from '@jest/globals';
import { dayText, timeText } from '../../../src/platform/calendar/clock.ts';

test('a day, a month and a year are written as each language does, and nobody can take the month for the day', () => {
  expect([dayText('2026-10-05', 'vi'), dayText('2026-10', 'vi'), dayText('2026', 'vi')]).toEqual([
    '05/10/2026',
    '10/2026',
    '2026',
  ]);
  expect([dayText('2026-10-05', 'en'), dayText('2026-10', 'en'), dayText('2026', 'en')]).toEqual([
    '5 Oct 2026',
    'Oct 2026',
    '2026',
  ]);
});

test('a time is that of Viet Nam, beside its day', () => {
  const instant = new Date('2026-01-20T17:05:00Z'); // five past midnight in Viet Nam
  expect(timeText(instant, 'vi')).toBe('00:05 21/01/2026');
  expect(timeText(instant, 'en')).toBe('21 Jan 2026, 00:05');
});
