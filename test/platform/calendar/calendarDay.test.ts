import { describe, expect, it } from '@jest/globals';
import { addDays, isCalendarDay, yearBefore } from '../../../src/platform/calendar/calendarDay.ts';

describe('days of the calendar', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s is one', (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '',
    'today',
    '2026-01-01T00:00',
  ])('"%s" is none', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });

  it('are counted over the ends of months and years', () => {
    expect([addDays('2026-02-28', 1), addDays('2026-01-01', -1), addDays('2026-01-20', 30)]).toEqual([
      '2026-03-01',
      '2025-12-31',
      '2026-02-19',
    ]);
  });

  it('have a year before, and so have months and years', () => {
    expect(['2025-01', '2000', '2026-03-31'].map(yearBefore)).toEqual(['2024-01', '1999', '2025-03-31']);
  });
});
