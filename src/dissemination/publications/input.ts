/** Input of the pages of publications. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';

export async function readRoundOf(req: Request): Promise<string> {
  const { round } = await readFields(req, [query('round').isString().isLength({ max: 80 })]);
  return String(round);
}

export interface PublicationRequest {
  readonly round: string;
  readonly whatChanged: string;
}

/** @throws Problem malformed */
export async function readPublicationRequest(req: Request): Promise<PublicationRequest> {
  const fields = await readFields(req, [
    body('round').isString().isLength({ max: 80 }),
    body('whatChanged').default('').isString().isLength({ max: 1000 }).trim(),
  ]);
  return fields as unknown as PublicationRequest;
}

export const sortings = ['rank', 'name', 'value', 'change', 'people'] as const;
export type Sorting = (typeof sortings)[number];

/** How the table of units is sorted; an unknown value falls back to the default. */
export function readSorting(req: Request): Sorting {
  return sortings.find((known) => known === req.query['sort']) ?? 'rank';
}
