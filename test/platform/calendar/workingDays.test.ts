import { describe, expect, test } from '@jest/globals';
import { isCalendarDay } from '../../../src/platform/calendar/calendarDay.ts';
import { vietNamParts } from '../../../src/platform/calendar/vietNam.ts';
import { vietNamCalendar as calendar, weekOf } from '../../../src/platform/calendar/workingDays.ts';

describe('terms in working days', () => {
  test.each([
    ['from a Monday, the next day is the first', '2026-03-02', 2, '2026-03-04'],
    ['from a Friday, over the weekend', '2026-03-06', 2, '2026-03-10'],
    ['from a Sunday, as from the Friday before', '2026-03-08', 2, '2026-03-10'],
    // 12, 13 | Tết 16–20 off | 23–27, 2–6 (12 of 15), 9, 10, 11
    ['of 15 days over Tết 2026', '2026-02-11', 15, '2026-03-11'],
    ['that begins within Tết', '2026-02-18', 2, '2026-02-24'],
    // Thursday 1 and Friday 2 January off, 5–9, Saturday 10 worked
    ['of 6 days that ends on a make-up Saturday', '2025-12-31', 6, '2026-01-10'],
    ['of 2 days over a make-up Saturday before 30 April 2025', '2025-04-24', 2, '2025-04-26'],
    ['of 5 days over 30 April to 4 May 2025', '2025-04-28', 5, '2025-05-08'],
    ['of none', '2026-02-18', 0, '2026-02-18'],
  ])('%s', (_title, from, days, due) => {
    expect(calendar.dueOn(from, days)).toBe(due);
  });

  test('that reaches beyond the list of holidays has no end, and neither has one before it', () => {
    expect(calendar.dueOn('2027-12-28', 3)).toBe('2027-12-31');
    expect(calendar.dueOn('2027-12-28', 4)).toBeUndefined();
    expect(calendar.dueOn('2024-12-20', 2)).toBeUndefined();
    expect(calendar.isWorkingDay('2028-01-03')).toBeUndefined();
  });
});

describe('the list', () => {
  test('takes off weekdays and makes up on weekends, each once, within its span', () => {
    const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
    const off = vietNamParts.flatMap(({ daysOff }) => daysOff);
    const madeUp = vietNamParts.flatMap(({ makeUpDays = [] }) => makeUpDays);
    for (const day of [...off, ...madeUp]) {
      expect(isCalendarDay(day)).toBe(true);
      expect(calendar.isWorkingDay(day)).toBe(madeUp.includes(day));
    }
    expect(off.filter((day) => [0, 6].includes(weekday(day)))).toEqual([]);
    expect(madeUp.filter((day) => ![0, 6].includes(weekday(day)))).toEqual([]);
    expect(new Set([...off, ...madeUp]).size).toBe(off.length + madeUp.length);
  });

  test('has Tết of each of its years, and a source for each part', () => {
    for (const year of ['2025', '2026', '2027']) {
      const tet = vietNamParts.filter(({ daysOff }) => daysOff.length >= 5 && daysOff[0]!.startsWith(year));
      expect(tet).toHaveLength(1);
    }
    expect(vietNamParts.filter(({ source }) => source === '')).toEqual([]);
  });
});

test('a week is named by its Monday', () => {
  expect(weekOf('2026-01-20')).toBe('2026-01-19');
  expect(weekOf('2026-01-19')).toBe('2026-01-19');
  expect(weekOf('2026-01-25')).toBe('2026-01-19');
  expect(weekOf('2026-01-01')).toBe('2025-12-29');
});
