import type { Request } from 'express';
import { body, query } from 'express-validator';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import { analysisAddress } from './savedView.ts';

/** The typed fields of a view. */
export interface SentView {
  readonly name: string;
  readonly isShared: boolean;
}

export async function readView(req: Request): Promise<SentView> {
  const { name, shared } = await readFields(req, [
    body('name').isString().isLength({ max: 1000 }).trim(),
    body('shared').optional().isString().equals('yes'),
  ]);
  return { name: String(name).normalize('NFC'), isShared: shared === 'yes' };
}

/** @throws Problem malformed: our pages only send their own addresses */
export async function readAddress(req: Request): Promise<string> {
  const from = req.method === 'GET' ? query : body;
  const fields = await readFields(req, [from('address').isString()]);
  const address = analysisAddress(String(fields['address']));
  if (address === undefined) throw malformedRequest();
  return address;
}
