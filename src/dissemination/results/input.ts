import type { Request } from 'express';
import { query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readFields } from '../../platform/web/input.ts';

/** By the units of which day results are asked for. */
export interface UnitsDayWish {
  /** Undefined: as collected. */
  readonly day: string | undefined;
  /** As typed. */
  readonly typed: string;
  /** It is no day. */
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
