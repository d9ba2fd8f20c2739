/** The scheduled times at which the live states of open rounds are taken. */
import { vietNamOffsetMs } from '../../platform/calendar/vietNamTime.ts';
import type { LiveState } from '../../statistics/estimation/snapshot.ts';

const slotMs = 6 * 60 * 60 * 1000;

/** The latest scheduled time: 0, 6, 12 or 18 o'clock in Viet Nam. */
export function slotOf(now: Date): Date {
  return new Date(now.getTime() - ((now.getTime() + vietNamOffsetMs) % slotMs));
}

export function slotAfter({ slotAt }: Pick<LiveState, 'slotAt'>): Date {
  return new Date(slotAt.getTime() + slotMs);
}
