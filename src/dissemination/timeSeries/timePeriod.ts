/** Days, weeks and months as periods of a series: nothing finer than a day is published. */
import { daysIn, type Period } from '../analysis/period.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';

export const periodSizes = ['day', 'week', 'month'] as const;
export type PeriodSize = (typeof periodSizes)[number];

/** First day of the period that a day lies in; a week begins on Monday. */
export function periodStart(day: string, size: PeriodSize): string {
  if (size === 'week') return weekOf(day);
  return size === 'month' ? `${day.slice(0, 7)}-01` : day;
}

/** How many periods lie between the first one and that of a day. */
export function slotOf(day: string, first: string, size: PeriodSize): number {
  const [from, to] = [first, day].map((one) => periodStart(one, size));
  if (size === 'month') return monthNumber(to!) - monthNumber(from!);
  return (Date.parse(to!) - Date.parse(from!)) / (size === 'week' ? 7 * dayMs : dayMs);
}

const dayMs = 24 * 60 * 60 * 1000;

function monthNumber(day: string): number {
  return 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
}

/** The weeks of a period by their Mondays, each with its days within the period. */
export function weeksIn({ from, to }: Period): Readonly<Record<string, Period>> {
  const mondays = [...new Set(daysIn({ from, to }).map(weekOf))];
  return Object.fromEntries(
    mondays.map((monday) => {
      const sunday = addDays(monday, 6);
      return [monday, { from: monday < from ? from : monday, to: sunday > to ? to : sunday }];
    }),
  );
}
