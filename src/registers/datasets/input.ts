/** Input of the dataset forms. */
import type { Request } from 'express';
import { ifSent, line, matching, whole } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import type { Dataset, Cells } from './dataset.ts';

/** @throws Problem malformed */
export async function readLine(req: Request, { columns }: Pick<Dataset<object>, 'columns'>): Promise<Cells> {
  return await readBody(req, Object.fromEntries(columns.map(({ key }) => [key, line(1000)])));
}

/** The number of the last batch when the changes were shown. */
export const baseField = { base: whole() };

/** The period of a list: empty for all; missing for what the page shows first. */
export const periodField = { period: ifSent(matching(/^[\d-]{0,7}$/)) };
