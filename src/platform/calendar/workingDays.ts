/**
 * Counting in working days. A calendar covers a limited span and gives no answer outside it, since an expired list of
 * holidays would count every Tết as a working week.
 */
import { addDays } from './calendarDay.ts';

export interface WorkingCalendar {
  /** First and last day that the calendar covers. */
  readonly firstOn: string;
  readonly lastOn: string;
  /** @returns undefined for a day outside the calendar */
  isWorkingDay(day: string): boolean | undefined;
  /**
   * The last day of a term of `workingDays`. The day on which the term starts is not counted, as the Civil Code
   * requires.
   *
   * @returns undefined where the term ends outside the calendar
   */
  dueOn(fromOn: string, workingDays: number): string | undefined;
}

export interface CalendarDays {
  readonly firstOn: string;
  readonly lastOn: string;
  /** Weekdays (`YYYY-MM-DD`) that are not working days. */
  readonly daysOff: readonly string[];
  /** Saturdays or Sundays that are working days instead. */
  readonly makeUpDays: readonly string[];
}

/** Monday to Friday except `daysOff`, and the `makeUpDays`; days are `YYYY-MM-DD`, both ends included. */
export function workingCalendar({ firstOn, lastOn, ...days }: CalendarDays): WorkingCalendar {
  const [daysOff, makeUpDays] = [new Set(days.daysOff), new Set(days.makeUpDays)];

  function isWorkingDay(day: string): boolean | undefined {
    if (day < firstOn || day > lastOn) return undefined;
    return makeUpDays.has(day) || (!isWeekend(day) && !daysOff.has(day));
  }
  return {
    firstOn,
    lastOn,
    isWorkingDay,
    dueOn(fromOn, workingDays) {
      let day = fromOn;
      for (let left = workingDays; left > 0;) {
        day = addDays(day, 1);
        const works = isWorkingDay(day);
        if (works === undefined) return undefined;
        if (works) left -= 1;
      }
      return day;
    },
  };
}

/** Monday of the week that contains a day. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/**
 * The week of a series that a day counts in, by its Monday. Weeks do not cross months: where a week ends in the next month, its
 * fewer days count in the neighbouring week of their month. So days add up to weeks and weeks to months, and a series by week less
 * one by month is nobody's.
 */
export function seriesWeekOf(day: string): string {
  const monday = weekOf(day);
  const [month, monthOfMost] = [day, addDays(monday, 3)].map((one) => one.slice(0, 7));
  if (month === monthOfMost) return monday;
  return addDays(monday, month! < monthOfMost! ? -7 : 7);
}

/** @param day `YYYY-MM-DD` */
export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
