/** Input of the form for a key. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { keyPermissions, keyDays, type KeyPermission } from './apiKey.ts';

export interface KeyRequest {
  readonly label: string;
  readonly permissions: readonly KeyPermission[];
  readonly days: number;
  readonly password: string;
}

/** @throws Problem malformed */
export async function readKeyRequest(req: Request): Promise<KeyRequest> {
  const fields = await readFields(req, [
    body('label').isString().isLength({ max: 100 }).trim(),
    ...keyPermissions.map((permission) => body(permission).optional().equals(permission)),
    body('days').isIn(keyDays.map(String)).toInt(),
    body('password').isString().isLength({ max: 1000 }),
  ]);
  const permissions = keyPermissions.filter((permission) => fields[permission] === permission);
  return { ...(fields as unknown as Omit<KeyRequest, 'permissions'>), permissions };
}

/** The key that a form is about. */
export async function readKeyId(req: Request): Promise<string> {
  const { key } = await readFields(req, [body('key').isString().isLength({ max: 100 })]);
  return String(key);
}
