/** Calendar days as strings, `YYYY-MM-DD`, which sort chronologically. */

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && dayText(instant) === text;
}

/** Whether a text is an instant in UTC that exists, as `YYYY-MM-DDThh:mm:ssZ`, with any decimals of a second. */
export function isInstant(text: string): boolean {
  const [, day = '', time = ''] = /^(.{10})T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z$/.exec(text) ?? [];
  return isCalendarDay(day) && /^(?:[01]\d|2[0-3])(?::[0-5]\d){2}$/.test(time);
}

/** Adds a number of days; a negative number subtracts. */
export function addDays(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return dayText(instant);
}

/** The same year, month or day one year earlier. For 29 February the result may not exist. */
export function yearBefore(text: string): string {
  return String(Number(text.slice(0, 4)) - 1) + text.slice(4);
}

function dayText(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
