import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

export interface AnnulmentRequest {
  readonly receipt: string;
  readonly point: string;
  readonly fromDay: string;
  readonly toDay: string;
  /** Empty: any flags or none. */
  readonly flag: string;
  readonly reason: string;
  readonly note: string;
}

/** @throws Problem malformed */
export async function readAnnulmentRequest(req: Request): Promise<AnnulmentRequest> {
  const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();
  const fields = await readFields(req, [
    line('receipt', 40),
    line('point', 20),
    line('fromDay', 10),
    line('toDay', 10),
    body('flag').default('').isString().isLength({ max: 20 }),
    line('reason', 20),
    line('note', 500),
  ]);
  return fields as unknown as AnnulmentRequest;
}
