/** Input from a tablet. Only its own program sends it, so a wrong shape is rejected as a whole. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { refusalReasons, type DeviceReport } from '../devices/device.ts';
import { isNumberRanges } from '../devices/numberRanges.ts';
import { readFields } from '../../platform/web/input.ts';
import type { SealedAnswer } from './acceptSealed.ts';

const number = (name: string, min: number) => body(name).isInt({ min, max: Number.MAX_SAFE_INTEGER });

/** The secret of a paired tablet; undefined if the request has none. */
export function readCredential(req: Request): string | undefined {
  return /^Kiosk ([\w-]{43})$/.exec(req.get('authorization') ?? '')?.[1];
}

export async function readPairing(
  req: Request,
): Promise<{ code: string; credential: string; firstNumber: number }> {
  const fields = await readFields(req, [
    body('code').isString().isLength({ max: 40 }),
    body('credential')
      .isString()
      .matches(/^[\w-]{43}$/),
    number('firstNumber', 1),
  ]);
  return fields as { code: string; credential: string; firstNumber: number };
}

export async function readSealedAnswer(req: Request): Promise<SealedAnswer> {
  const fields = await readFields(req, [
    number('number', 1),
    body('keyId').isString().isLength({ max: 40 }),
    body('sealed')
      .isString()
      .matches(/^[\w-]+$/),
    body('fresh').optional().isBoolean({ strict: true }),
  ]);
  const { sealed, ...rest } = fields as { number: number; keyId: string; sealed: string; fresh?: boolean };
  return { ...rest, sealed: Buffer.from(sealed, 'base64url') };
}

const setAsideMax = 1000;

/** The tablet's report; the skew of its clock is computed here. */
export async function readReport(req: Request, now: Date): Promise<DeviceReport> {
  const fields = await readFields(req, [
    number('lastNumber', 0),
    body('queued').custom(isNumberRanges),
    body('oldestQueuedHour').optional().isISO8601().toDate(),
    body('setAside').isArray({ max: setAsideMax }),
    number('setAside.*.number', 1),
    body('setAside.*.reason').isIn([...refusalReasons]),
    body('clockMs').isInt(),
    body('persisted').isBoolean(),
    body('programVersion').isString().isLength({ max: 40 }),
    body('battery').optional().isObject(),
    body('battery.percent').optional().isInt({ min: 0, max: 100 }),
    body('battery.charging').optional().isBoolean(),
    body('witness.state').isIn(['nothingYet', 'extends', 'broken']),
    body('witness.checkpointNumber').optional().isInt({ min: 1 }),
  ]);
  const { clockMs, ...rest } = fields as unknown as Omit<DeviceReport, 'at' | 'clockSkewMs'> & {
    clockMs: number;
  };
  return { ...rest, at: now, clockSkewMs: clockMs - now.getTime() };
}
