/**
 * Days on which offices are closed besides Saturdays and Sundays, and weekend days that are worked in exchange. The law
 * names the holidays (Labour Code 45/2019/QH14, articles 111 and 112); the days around them are announced year by year,
 * so every entry names its source and whether it was checked against it.
 */
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { isWeekend, workingCalendar, type WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import type { Localized } from '../../platform/text/localized.ts';

export const holidayKinds = ['off', 'makeUp'] as const;
/** `off`: weekdays in the period are not worked; `makeUp`: its Saturdays and Sundays are worked. */
type HolidayKind = (typeof holidayKinds)[number];

export interface Holiday {
  readonly kind: HolidayKind;
  readonly name: Localized;
  /** First and last day; periods of a year do not overlap, so the first day identifies the holiday. */
  readonly firstOn: string;
  readonly lastOn: string;
  readonly source: string;
  /** Whether the days were checked against the source. */
  readonly isConfirmed: boolean;
}

export interface HolidayYear {
  /** `YYYY` */
  readonly year: string;
  /** In the order of their days. */
  readonly holidays: readonly Holiday[];
  /** Number of changes; 0: as the program came. */
  readonly version: number;
}

/** @param years consecutive, oldest first, at least one */
export function calendarOf(years: readonly HolidayYear[]): WorkingCalendar {
  const holidays = years.flatMap((one) => one.holidays);
  const daysOf = (kind: HolidayKind) => holidays.filter((one) => one.kind === kind).flatMap(countedDays);
  return workingCalendar({
    daysOff: daysOf('off'),
    makeUpDays: daysOf('makeUp'),
    firstOn: `${years[0]!.year}-01-01`,
    lastOn: `${years.at(-1)!.year}-12-31`,
  });
}

/** The days that a holiday changes: weekdays off, or weekend days worked. */
export function countedDays({ kind, firstOn, lastOn }: Holiday): readonly string[] {
  return daysFrom(firstOn, lastOn).filter((day) => isWeekend(day) === (kind === 'makeUp'));
}

export function daysFrom(firstOn: string, lastOn: string): readonly string[] {
  const days: string[] = [];
  for (let day = firstOn; day <= lastOn; day = addDays(day, 1)) days.push(day);
  return days;
}

const holidayDaysMax = 16;

type HolidayError = 'notInYear' | 'endsBefore' | 'tooLong' | 'noWeekday' | 'noWeekend' | 'overlaps';
export type HolidayErrors = Partial<Record<'firstOn' | 'lastOn', HolidayError>>;

/** @param others of the same year, without the one that is changed */
export function holidayErrors(holiday: Holiday, year: string, others: readonly Holiday[]): HolidayErrors {
  const { kind, firstOn, lastOn } = holiday;
  const isInYear = (day: string): boolean => isCalendarDay(day) && day.startsWith(`${year}-`);
  if (!isInYear(firstOn)) return { firstOn: 'notInYear' };
  if (!isInYear(lastOn)) return { lastOn: 'notInYear' };
  if (lastOn < firstOn) return { lastOn: 'endsBefore' };
  if (lastOn > addDays(firstOn, holidayDaysMax - 1)) return { lastOn: 'tooLong' };
  if (countedDays(holiday).length === 0) return { firstOn: kind === 'off' ? 'noWeekday' : 'noWeekend' };
  const overlaps = others.some((other) => firstOn <= other.lastOn && other.firstOn <= lastOn);
  return overlaps ? { firstOn: 'overlaps' } : {};
}
