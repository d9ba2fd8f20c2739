import type { Request } from 'express';
import { query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readFields } from '../../platform/web/input.ts';

/** Results by the units of a given day, as requested. */
export interface UnitsDayWish {
  /** Undefined: as collected. */
  readonly day: string | undefined;
  /** As typed. */
  readonly typed: string;
  /** It is not a valid day. */
  readonly fault: boolean;
}

export const AS_COLLECTED: UnitsDayWish = { day: undefined, typed: '', fault: false };

/** @throws Problem malformed */
export async function readUnitsDay(req: Request): Promise<UnitsDayWish> {
  const { asOf: typed = '' } = (await readFields(req, [
    query('asOf').optional().isString().isLength({ max: 20 }).trim(),
  ])) as { asOf?: string };
  const isDay = isCalendarDay(typed);
  return { day: isDay ? typed : undefined, typed, fault: typed !== '' && !isDay };
}
