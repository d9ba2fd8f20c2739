import type { Request } from 'express';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { line } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';

/** Results by the units of a given day, as requested. */
export interface UnitsDayRequest {
  /** Undefined: as collected. */
  readonly day: string | undefined;
  /** As typed. */
  readonly typed: string;
  /** It is not a valid day. */
  readonly error: boolean;
}

export const AS_COLLECTED: UnitsDayRequest = { day: undefined, typed: '', error: false };

/** @throws Problem malformed */
export async function readUnitsDay(req: Request): Promise<UnitsDayRequest> {
  const { asOf: typed } = await readQuery(req, { asOf: line(20) });
  const isDay = isCalendarDay(typed);
  return { day: isDay ? typed : undefined, typed, error: typed !== '' && !isDay };
}
