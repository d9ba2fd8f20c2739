/** Times of day as staff pages print them: in Viet Nam's time, wherever the server stands. */
import { isCalendarDay } from './calendarDay.ts';
import type { PageLanguage } from '../text/localized.ts';

/** In the language: "20:05 29/11/2026", "29 Nov 2026, 20:05". */
export function timeText(instant: Date, language: PageLanguage): string {
  const [day = '', time] = instantTyped(instant).split('T');
  return language === 'vi' ? `${time} ${dayText(day, language)}` : `${dayText(day, language)}, ${time}`;
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');

/** A day (`YYYY-MM-DD`), a month or a year in the language: "05/10/2026", "5 Oct 2026". */
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
 * An instant as it is typed, `YYYY-MM-DDTHH:MM` in Viet Nam's time, wherever the browser stands.
 *
 * @returns undefined when it is none
 */
export function typedInstant(text: string): Date | undefined {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  return isCalendarDay(day) ? new Date(`${day}T${time}:00+07:00`) : undefined;
}

/** As a form shows it to be typed over. */
export function instantTyped(instant: Date): string {
  return new Date(instant.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 16);
}
