/** Days of the calendar as texts, `YYYY-MM-DD`, which compare as they follow each other. */

export function isCalendarDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant.getTime()) && dayText(instant) === text;
}

/** The day so many days later; earlier where the number is negative. */
export function addDays(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return dayText(instant);
}

/** The same a year earlier, of a year, a month or a day; the 29th of February may be no day then. */
export function yearBefore(text: string): string {
  return String(Number(text.slice(0, 4)) - 1) + text.slice(4);
}

function dayText(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
