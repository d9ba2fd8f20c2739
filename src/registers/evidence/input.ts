import type { Request } from 'express';
import { matching, needed } from '../../platform/web/fields.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';

const fields = { owner: needed(matching(/^(?=.{1,300}$)[\w.~-]+(?:\/[\w.~-]+)*$/)) };

/** The key of the object that evidence belongs to. @throws Problem malformed */
export async function readOwner(req: Request): Promise<string> {
  return (await (req.method === 'GET' ? readQuery : readBody)(req, fields)).owner;
}
