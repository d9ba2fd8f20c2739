/** Input of the service pages. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import type { SentNaming } from './naming.ts';

const line = (name: string) => body(name).isString().isLength({ max: 300 }).trim();

export interface SentService extends SentNaming {
  readonly on: string;
}

/** @throws Problem malformed */
export async function readService(req: Request): Promise<SentService> {
  const fields = await readFields(req, ['name', 'nameEn', 'field', 'fieldEn', 'code', 'on'].map(line));
  return fields as unknown as SentService;
}

/** @throws Problem malformed */
export async function readServiceEnd(req: Request): Promise<string> {
  return String((await readFields(req, [line('on')]))['on']);
}

export interface SentServices {
  readonly on: string;
  /** As typed or pasted, or as in a file. */
  readonly rows: string;
  readonly wanted: 'preview' | 'keep';
}

/** @throws Problem malformed */
export async function readServicesSent(req: Request): Promise<SentServices> {
  const fields = await readFields(req, [
    line('on'),
    body('rows').isString().isLength({ max: 600_000 }),
    body('wanted').isIn(['preview', 'keep']),
  ]);
  return fields as unknown as SentServices;
}
