/** When responses come in the course of a week: counts of access points, added up by weekday and hour. */
import type { PointHour } from './pointHour.ts';

export interface WeekHours {
  /** From the first with responses to the last, 0–23 in Viet Nam. */
  readonly hours: readonly number[];
  /** Monday to Sunday, each with a count for each of the hours. */
  readonly weekdays: readonly (readonly number[])[];
}

/** @returns undefined without responses */
export function weekHours(
  days: readonly {
    readonly day: string;
    readonly hours: readonly Pick<PointHour, 'hour' | 'forms'>[];
  }[],
): WeekHours | undefined {
  const busy = days.flatMap(({ day, hours }) =>
    hours.filter(({ forms }) => forms > 0).map(({ hour, forms }) => ({ at: weekdayOf(day), hour, forms })),
  );
  if (busy.length === 0) return undefined;
  const first = Math.min(...busy.map(({ hour }) => hour));
  const last = Math.max(...busy.map(({ hour }) => hour));
  const weekdays = Array.from({ length: 7 }, () => Array.from({ length: last - first + 1 }, () => 0));
  for (const { at, hour, forms } of busy) weekdays[at]![hour - first]! += forms;
  return { hours: weekdays[0]!.map((_, index) => first + index), weekdays };
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
