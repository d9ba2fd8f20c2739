import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

const ownerKey = /^[\w.~-]+(?:\/[\w.~-]+)*$/;

/** The key of the object that evidence belongs to. @throws Problem malformed */
export async function readOwner(req: Request): Promise<string> {
  const source = req.method === 'GET' ? query('owner') : body('owner');
  const chain = source.isString().isLength({ max: 300 }).matches(ownerKey);
  return (await readFields(req, [chain]))['owner'] as string;
}
