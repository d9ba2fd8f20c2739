import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { retentionKinds, type RetentionKind } from './retention.ts';

/** Retention days as typed, and their version when the page was opened. */
export interface SentRetention {
  readonly typed: Readonly<Record<RetentionKind, string>>;
  readonly version: number;
}

/** @throws Problem malformed */
export async function readRetention(req: Request): Promise<SentRetention> {
  const { version, ...typed } = await readFields(req, [
    body('version').isInt({ min: 0, max: 1e9 }).toInt(),
    ...retentionKinds.map((kind) => body(kind).isString().isLength({ max: 20 }).trim()),
  ]);
  return { typed: typed as SentRetention['typed'], version: version as number };
}
