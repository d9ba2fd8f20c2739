import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { holidayKinds, type TypedHoliday } from './holiday.ts';

/** A change of one holiday, and the version of its year when the page was opened. */
export interface SentHoliday {
  readonly action: 'save' | 'remove';
  /** First day of the holiday that is changed; empty: a new one. */
  readonly holiday: string;
  readonly version: number;
  readonly typed: TypedHoliday;
}

const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();

/** @throws Problem malformed */
export async function readHoliday(req: Request): Promise<SentHoliday> {
  const { action, holiday, version, isConfirmed, ...typed } = await readFields(req, [
    body('action').isIn(['save', 'remove']),
    line('holiday', 10),
    body('version').isInt({ min: 0, max: 1e9 }).toInt(),
    body('kind').isIn(holidayKinds),
    line('name', 200),
    line('nameEn', 200),
    line('firstOn', 20),
    line('lastOn', 20),
    line('source', 300),
    body('isConfirmed').optional().equals('yes'),
  ]);
  return {
    action: action as SentHoliday['action'],
    holiday: holiday as string,
    version: version as number,
    typed: { ...(typed as unknown as TypedHoliday), isConfirmed: isConfirmed === 'yes' },
  };
}
