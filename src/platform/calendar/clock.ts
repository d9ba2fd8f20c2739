/** Times of day as staff pages print them: in Viet Nam's time, whatever the server's time zone. */
import { isCalendarDay } from './calendarDay.ts';
import type { Language } from '../text/catalogue.ts';

/** Formatted for the language: "20:05 29/11/2026", "29 Nov 2026, 20:05". */
export function timeText(instant: Date, language: Language): string {
  const [day = '', time] = instantTyped(instant).split('T');
  return language === 'en' ? `${dayText(day, language)}, ${time}` : `${time} ${dayText(day, language)}`;
}

/** Formatters by language and length of a day; to make one takes longer than to use it a hundred times. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A day (`YYYY-MM-DD`), month or year formatted for the language: "05/10/2026", "5 Oct 2026", "5 តុលា 2026". */
export function dayText(day: string, language: Language): string {
  if (language === 'vi') return day.split('-').reverse().join('/'); // Intl writes a month alone in words
  const key = `${language} ${day.length}`;
  const formatter = formatters.get(key) ?? formatterOf(language, day.split('-').length);
  formatters.set(key, formatter);
  return formatter.format(new Date(day));
}

function formatterOf(language: Language, parts: number): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts > 1 ? { month: language === 'en' ? 'short' : 'long' } : {}),
    ...(parts > 2 ? { day: 'numeric' } : {}),
  });
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
