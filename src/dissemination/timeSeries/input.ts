import type { Request } from 'express';
import { query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

const names = ['round', 'unit', 'of', 'by', 'filter', 'rounds'] as const;
/** The request; missing parts are empty. Whether the chosen values exist is checked once the round is known. */
export type TimeWish = Readonly<Record<(typeof names)[number], string>>;

/** @throws Problem malformed */
export async function readTimeWish(req: Request): Promise<TimeWish> {
  const fields = await readFields(
    req,
    names.map((name) => query(name).optional().isString().isLength({ max: 200 }).trim()),
  );
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? ''])) as TimeWish;
}
