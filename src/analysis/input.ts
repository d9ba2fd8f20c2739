/** What the page of crosstabs is asked for; what of it exists is seen when the round is known. */
import type { Request } from 'express';
import { query } from 'express-validator';
import { readFields } from '../web/input.ts';

const names = ['round', 'unit', 'of', 'rows', 'columns', 'filter1', 'filter2'] as const;
export type AnalysisWish = Readonly<Record<(typeof names)[number], string>>;

/** @returns an empty text for what is not asked for. @throws Problem malformed */
export async function readAnalysisWish(req: Request): Promise<AnalysisWish> {
  const chains = names.map((name) => query(name).optional().isString().isLength({ max: 200 }));
  const fields = await readFields(req, chains);
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? ''])) as AnalysisWish;
}
