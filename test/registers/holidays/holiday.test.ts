import { describe, expect, test } from '@jest/globals';
import { isCalendarDay } from '../../../src/platform/calendar/calendarDay.ts';
import { announcedYears } from '../../../src/registers/holidays/announced.ts';
import { holidaysByLaw, type PublicHoliday } from '../../../src/registers/holidays/byLaw.ts';
import { publicHolidays } from '../../../src/registers/holidays/fillYears.ts';
import {
  calendarOf,
  countedDays,
  holidayErrors,
  type Holiday,
} from '../../../src/registers/holidays/holiday.ts';

const calendar = calendarOf(announcedYears);

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

  test('that reaches beyond the years with holidays has no end, and neither has one before them', () => {
    expect(calendar.dueOn('2026-12-28', 3)).toBe('2026-12-31');
    expect(calendar.dueOn('2026-12-28', 4)).toBeUndefined();
    expect(calendar.dueOn('2024-12-20', 2)).toBeUndefined();
    expect(calendar.isWorkingDay('2027-01-04')).toBeUndefined();
  });
});

test('the announced years are sound: days of their year, in order, without overlaps, each with a source', () => {
  for (const { year, holidays } of announcedYears) {
    for (const one of holidays) {
      const others = holidays.filter((other) => other !== one);
      expect(holidayErrors(one, year, others)).toEqual({});
      expect([one.name.vi, one.source]).not.toContain('');
      for (const day of countedDays(one)) expect(calendar.isWorkingDay(day)).toBe(one.kind === 'makeUp');
    }
    const days = holidays.map(({ firstOn }) => firstOn);
    expect(days).toEqual(days.toSorted());
    expect(days.every(isCalendarDay)).toBe(true);
  }
});

describe('a holiday', () => {
  const typed: Holiday = {
    kind: 'off',
    name: { vi: 'Quốc khánh' },
    firstOn: '2027-09-02',
    lastOn: '2027-09-03',
    source: 'Thông báo 1',
    isConfirmed: true,
  };
  const other: Holiday = { ...typed, name: { vi: 'khác' }, firstOn: '2027-08-30', lastOn: '2027-08-31' };

  test.each<[string, Partial<Holiday>, object]>([
    ['lies in its year', { firstOn: '2026-09-02' }, { firstOn: 'notInYear' }],
    ['is on days that exist', { firstOn: '2027-02-30' }, { firstOn: 'notInYear' }],
    ['ends in its year', { lastOn: '2028-01-01' }, { lastOn: 'notInYear' }],
    ['does not end before it begins', { lastOn: '2027-09-01' }, { lastOn: 'endsBefore' }],
    ['is not longer than two weeks and two days', { lastOn: '2027-09-18' }, { lastOn: 'tooLong' }],
    ['takes off a weekday', { firstOn: '2027-09-04', lastOn: '2027-09-04' }, { firstOn: 'noWeekday' }],
    ['makes up on a weekend', { kind: 'makeUp' }, { firstOn: 'noWeekend' }],
    ['does not overlap with another', { firstOn: '2027-08-31' }, { firstOn: 'overlaps' }],
  ])('%s', (_title, change, errors) => {
    expect(holidayErrors({ ...typed, ...change }, '2027', [other])).toEqual(errors);
  });
});

describe('holidays by law', () => {
  const holiday = (firstOn: string, lastOn = firstOn): PublicHoliday => ({
    name: { vi: firstOn, en: firstOn },
    firstOn,
    lastOn,
  });
  const periods = (year: string, ...all: PublicHoliday[]) =>
    holidaysByLaw(year, all).map(({ firstOn, lastOn }) => `${firstOn.slice(5)} ${lastOn.slice(5)}`);

  // The announced holidays of those years.
  test.each([
    ['2021', '09-02 09-03'],
    ['2022', '09-01 09-02'],
    ['2023', '09-01 09-04'],
    ['2024', '09-02 09-03'],
    ['2025', '09-01 09-02'],
  ])('have two days at National Day, and those on a weekend given back: %s', (year, expected) => {
    expect(periods(year, holiday(`${year}-09-02`))[0]).toBe(expected);
  });

  test('that follow each other are one, with all its weekend days given back', () => {
    const spring = [holiday('2023-04-29'), holiday('2023-04-30'), holiday('2023-05-01')];
    expect(periods('2023', ...spring)[0]).toBe('04-29 05-03'); // as announced in 2023
  });

  test('of 2027 are computed with the lunar calendar, unconfirmed, in both languages', async () => {
    const all = holidaysByLaw('2027', await publicHolidays('2027'));
    expect(all.map(({ firstOn, lastOn }) => `${firstOn} ${lastOn}`)).toEqual([
      '2027-01-01 2027-01-01',
      '2027-02-05 2027-02-11',
      '2027-04-16 2027-04-16',
      '2027-04-30 2027-05-03',
      '2027-09-02 2027-09-03',
      '2027-11-24 2027-11-24',
    ]);
    expect(all[2]!.name).toEqual({ vi: 'Giỗ tổ Hùng Vương', en: 'Hung Kings Commemorations' });
    expect(all.filter(({ isConfirmed }) => isConfirmed)).toEqual([]);
  });
});
