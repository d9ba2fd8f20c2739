import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

/** Largest logout token that is read, in bytes; they are a tenth of it. */
export const logoutTokenBytesMax = 16_384;

/** @returns the sealed token of the link by which an account is to be linked, or an empty text */
export async function readLink(req: Request): Promise<string> {
  const { link } = await readFields(req, [query('link').optional().isString().isLength({ max: 200 })]);
  return typeof link === 'string' ? link : '';
}

/** @throws Problem malformed */
export async function readLogoutToken(req: Request): Promise<string> {
  const fields = await readFields(req, [
    body('logout_token').isString().isLength({ min: 1, max: logoutTokenBytesMax }),
  ]);
  return String(fields['logout_token']);
}
