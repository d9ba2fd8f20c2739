/** Times of day as staff pages print them: in Viet Nam's time, whatever the server's time zone. */
import { isCalendarDay } from './calendarDay.ts';
import type { PageLanguage } from '../text/localized.ts';

/** Formatted for the language: "20:05 29/11/2026", "29 Nov 2026, 20:05". */
export function timeText(instant: Date, language: PageLanguage): string {
  const [day = '', time] = instantTyped(instant).split('T');
  return language === 'vi' ? `${time} ${dayText(day, language)}` : `${dayText(day, language)}, ${time}`;
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');

/** A day (`YYYY-MM-DD`), month or year formatted for the language: "05/10/2026", "5 Oct 2026". */
export function dayText(day: string, language: PageLanguage): string {
  if (language === 'vi') return day.split('-').reverse().join('/');
  const [year, month, date] = day.split('-');
  return [date && Number(date), month && monthNames[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** The first instant of a day. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`);
}

/**
 * Parses an entered instant, `YYYY-MM-DDTHH:MM` in Viet Nam's time, whatever the browser's time zone.
 *
 * @returns undefined when the text is not valid
 */
export function typedInstant(text: string): Date | undefined {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  return isCalendarDay(day) ? new Date(`${day}T${time}:00+07:00`) : undefined;
}

/** Formats an instant as the initial value of a form field. */
export function instantTyped(instant: Date): string {
  return new Date(instant.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 16);
}
