/** Times of day as staff pages print them: in Viet Nam's time, wherever the server stands. */
import { isCalendarDay } from '../calendarDay.ts';
import type { PageLanguage } from '../localized.ts';

const zone = 'Asia/Ho_Chi_Minh';
const parts = {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const formats: Record<PageLanguage, Intl.DateTimeFormat> = {
  vi: new Intl.DateTimeFormat('vi-VN', parts),
  en: new Intl.DateTimeFormat('en-GB', { ...parts, month: 'short' }),
};

export function timeText(instant: Date, language: PageLanguage): string {
  return formats[language].format(instant);
}

/** A day (`YYYY-MM-DD`) as it is written in the language. */
export function dayText(day: string, language: PageLanguage): string {
  return language === 'vi' ? day.split('-').reverse().join('/') : day;
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
