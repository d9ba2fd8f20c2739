/** Dates as people and programs write them. The time of day is ignored. */
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { DayOrder } from './mapping.ts';

const spreadsheetDayZero = '1899-12-30';

/** @returns `YYYY-MM-DD`, or undefined if it is not a date */
export function readDay(text: string, order: DayOrder): string | undefined {
  const trimmed = text.trim();
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(trimmed);
  if (yearFirst) return dayOf(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(trimmed);
  if (yearLast) {
    const [, one = '', other = '', year = ''] = yearLast;
    return order === 'dmy' ? dayOf(year, other, one) : dayOf(year, one, other);
  }
  const serial = /^([3-6]\d{4})(\.\d+)?$/.exec(trimmed)?.[1];
  return serial === undefined ? undefined : addDays(spreadsheetDayZero, Number(serial));
}

function dayOf(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(text) ? text : undefined;
}

/** The Vietnamese order, unless one of the texts is only valid in the other. */
export function guessDayOrder(texts: readonly string[]): DayOrder {
  const readable = (order: DayOrder): number =>
    texts.filter((text) => readDay(text, order) !== undefined).length;
  return readable('mdy') > readable('dmy') ? 'mdy' : 'dmy';
}
