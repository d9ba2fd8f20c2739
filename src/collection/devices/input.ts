import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

/** The access point and name of a new device; the route validates them. */
export async function readNewDevice(req: Request): Promise<{ pointId: string; label: string }> {
  const fields = await readFields(req, [
    body('point').isString().isLength({ max: 100 }),
    body('label').isString().trim().isLength({ max: 60 }),
  ]);
  return { pointId: String(fields['point']), label: String(fields['label']).normalize('NFC') };
}
