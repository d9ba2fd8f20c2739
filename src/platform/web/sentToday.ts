/**
 * How many submissions a browser has sent on a day: a cookie with only that number, so that it is the same for all
 * browsers with the same number, and expires at the end of the day. The server stores nothing of it. A user who clears
 * it starts again, and one who raises it flags only their own submissions, so it needs no signature.
 */
import type { IncomingMessage } from 'node:http';
import { addDays } from '../calendar/calendarDay.ts';
import { startOfDay } from '../calendar/clock.ts';
import { readCookie, type Cookie } from './cookies.ts';
import { dayOf } from '../calendar/vietNamTime.ts';

const name = 'sent';
const countMax = 1000;

/** @returns 0 … 9999; 0 if the cookie is missing, malformed or of another day */
export function sentToday(req: Pick<IncomingMessage, 'headers'>, now: Date): number {
  const [, day, count] = /^(\d{4}-\d\d-\d\d)\.(\d{1,4})$/.exec(readCookie(req, name) ?? '') ?? [];
  return day === dayOf(now) ? Number(count) : 0;
}

/** The cookie after one more. @param before how many were sent before this one */
export function sentCookie(before: number, now: Date): Cookie {
  const day = dayOf(now);
  const count = Math.min(countMax, before + 1);
  const maxAgeMs = startOfDay(addDays(day, 1)).getTime() - now.getTime();
  return { name, value: `${day}.${count}`, path: '/s', maxAgeMs };
}
