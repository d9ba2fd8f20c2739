/** Input of the form for a key. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { keyActs, keyDays, type KeyAct } from './apiKey.ts';

export interface KeyWish {
  readonly label: string;
  readonly acts: readonly KeyAct[];
  readonly days: number;
  readonly password: string;
}

/** @throws Problem malformed */
export async function readKeyWish(req: Request): Promise<KeyWish> {
  const fields = await readFields(req, [
    body('label').isString().isLength({ max: 100 }).trim(),
    ...keyActs.map((act) => body(act).optional().equals(act)),
    body('days').isIn(keyDays.map(String)).toInt(),
    body('password').isString().isLength({ max: 1000 }),
  ]);
  const acts = keyActs.filter((act) => fields[act] === act);
  return { ...(fields as unknown as Omit<KeyWish, 'acts'>), acts };
}

/** The key that a form is about. */
export async function readKeyId(req: Request): Promise<string> {
  const { key } = await readFields(req, [body('key').isString().isLength({ max: 100 })]);
  return String(key);
}
