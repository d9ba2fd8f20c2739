import type { Request } from 'express';
import { query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

const names = ['round', 'unit', 'of', 'by', 'filter', 'rounds'] as const;
/** The request; missing parts are empty. Whether the chosen values exist is checked once the round is known. */
export type TimeRequest = Readonly<Record<(typeof names)[number], string>>;

/** @throws Problem malformed */
export async function readTimeRequest(req: Request): Promise<TimeRequest> {
  const fields = await readFields(
    req,
    names.map((name) => query(name).optional().isString().isLength({ max: 200 }).trim()),
  );
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? ''])) as TimeRequest;
}
