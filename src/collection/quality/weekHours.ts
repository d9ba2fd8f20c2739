/** When responses come in the course of a week: counts of days, added up by weekday and hour. */

/** For each day with forms, one count for each hour from 0 to 23 in Viet Nam. */
export type FormsByDay = ReadonlyMap<string, readonly number[]>;

export interface WeekHours {
  /** From the first with responses to the last, 0–23 in Viet Nam. */
  readonly hours: readonly number[];
  /** Monday to Sunday, each with a count for each of the hours. */
  readonly weekdays: readonly (readonly number[])[];
}

/** @returns undefined without responses */
export function weekHours(days: FormsByDay): WeekHours | undefined {
  const weekdays = Array.from({ length: 7 }, () => Array.from<number>({ length: 24 }).fill(0));
  for (const [day, counts] of days) {
    const weekday = weekdays[weekdayOf(day)]!;
    for (const [hour, forms] of counts.entries()) weekday[hour]! += forms;
  }
  const isBusy = (hour: number): boolean => weekdays.some((counts) => counts[hour]! > 0);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const [first, last] = [hours.find(isBusy), hours.findLast(isBusy)];
  if (first === undefined || last === undefined) return undefined;
  return {
    hours: hours.slice(first, last + 1),
    weekdays: weekdays.map((counts) => counts.slice(first, last + 1)),
  };
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
