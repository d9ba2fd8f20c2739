/** Days, weeks and months as periods of a series: nothing finer than a day is published. */
import { seriesWeekOf } from '../../platform/calendar/workingDays.ts';

export const periodSizes = ['day', 'week', 'month'] as const;
export type PeriodSize = (typeof periodSizes)[number];

/** First day of the period that a day lies in; a week is named by its Monday. */
export function periodStart(day: string, size: PeriodSize): string {
  if (size === 'week') return seriesWeekOf(day);
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
