/** Periods within a round. */
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { Round } from '../../design/rounds/round.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { seriesWeekOf } from '../../platform/calendar/workingDays.ts';

/** First and last day, `YYYY-MM-DD`, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The days on which a round was open. */
export function roundPeriod({ opensAt, closesAt }: Pick<Round, 'opensAt' | 'closesAt'>): Period {
  return { from: dayOf(opensAt), to: dayOf(new Date(closesAt.getTime() - 1)) };
}

export function daysIn({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The months of a period, `YYYY-MM`, each with its days within the period. */
export function monthsIn(period: Period): ReadonlyMap<string, Period> {
  const months = new Map<string, Period>();
  for (const day of daysIn(period)) {
    const month = day.slice(0, 7);
    months.set(month, { from: months.get(month)?.from ?? day, to: day });
  }
  return months;
}

type PeriodError = 'notADay' | 'outside' | 'upsideDown';

export type TypedPeriod =
  | { readonly period: Period | undefined; readonly error?: undefined }
  | { readonly error: PeriodError; readonly at: keyof Period };

/** Reads typed days or months; an empty end means that of the round. */
export function typedPeriod(typed: Period, round: Period): TypedPeriod {
  if (typed.from === '' && typed.to === '') return { period: undefined };
  const ends = { ...round };
  for (const at of ['from', 'to'] as const) {
    if (typed[at] === '') continue;
    const days = typedDays(typed[at]);
    if (!days) return { error: 'notADay', at };
    if (days.to < round.from || days.from > round.to) return { error: 'outside', at };
    ends[at] = at === 'from' ? latest(days.from, round.from) : earliest(days.to, round.to);
  }
  return ends.from > ends.to ? { error: 'upsideDown', at: 'to' } : { period: ends };
}

function typedDays(text: string): Period | undefined {
  if (isCalendarDay(text)) return { from: text, to: text };
  const first = `${text}-01`;
  if (!isCalendarDay(first)) return undefined;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return { from: first, to: addDays(next, -1) };
}

const latest = (one: string, other: string): string => (one > other ? one : other);
const earliest = (one: string, other: string): string => (one < other ? one : other);

/** The weeks of a period by their Mondays, each with its days within the period. */
export function weeksIn(period: Period): Readonly<Record<string, Period>> {
  const weeks: Record<string, Period> = {};
  for (const day of daysIn(period)) {
    const week = seriesWeekOf(day);
    weeks[week] = { from: weeks[week]?.from ?? day, to: day };
  }
  return weeks;
}
