/**
 * Counting in working days. A calendar knows the days of a span only: beyond it there is no answer, since a list of
 * holidays that has ended would call every Tết a working week.
 */
import { addDays } from './calendarDay.ts';
import type { Sentence } from '../problem.ts';
import { vietNamParts, vietNamSpan } from './vietNam.ts';

export interface CalendarPart {
  readonly name: Sentence;
  /** Days (`YYYY-MM-DD`) that would be working days and are not. */
  readonly daysOff: readonly string[];
  /** Saturdays or Sundays that are worked instead. */
  readonly makeUpDays?: readonly string[];
  readonly source: string;
  /** Whether the days were held against the source. */
  readonly isConfirmed: boolean;
}

export interface WorkingCalendar {
  /** First and last day that the calendar knows. */
  readonly firstOn: string;
  readonly lastOn: string;
  /** @returns undefined for a day that the calendar does not know */
  isWorkingDay(day: string): boolean | undefined;
  /**
   * The last day of a term of so many working days. The day from which it runs is not counted, as the Civil Code has it.
   *
   * @returns undefined where the calendar does not reach
   */
  dueOn(fromOn: string, workingDays: number): string | undefined;
}

export function workingCalendar(
  parts: readonly CalendarPart[],
  { firstOn, lastOn }: { readonly firstOn: string; readonly lastOn: string },
): WorkingCalendar {
  const daysOff = new Set(parts.flatMap((part) => part.daysOff));
  const makeUpDays = new Set(parts.flatMap((part) => part.makeUpDays ?? []));

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

export const vietNamCalendar = workingCalendar(vietNamParts, vietNamSpan);

/** Monday of the week that a day lies in. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
