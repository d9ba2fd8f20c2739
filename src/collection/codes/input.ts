/** Input of the page that makes a batch. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

export interface SentBatch {
  readonly label: string;
  /** As typed. */
  readonly count: string;
  readonly round: string;
  readonly unit: string;
  readonly service: string;
}

/** @throws Problem malformed */
export async function readBatch(req: Request): Promise<SentBatch> {
  const line = (name: string) => body(name).isString().isLength({ max: 200 }).trim();
  const fields = await readFields(req, ['label', 'count', 'round', 'unit', 'service'].map(line));
  return fields as unknown as SentBatch;
}
