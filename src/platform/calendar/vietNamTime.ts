/** Days and hours in Viet Nam, whatever the server's time zone. */

/** Full hour that contains an instant. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);
}

/** Viet Nam keeps UTC+7 all year. */
export const vietNamOffsetMs = 7 * 3_600_000;

/** Day in Viet Nam, as `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + vietNamOffsetMs).toISOString().slice(0, 10);
}
