/** Input of the dataset forms. */
import type { Request } from 'express';
import { query } from 'express-validator';
import { line, whole } from '../../platform/web/fields.ts';
import { readBody, readFields } from '../../platform/web/input.ts';
import type { Dataset, Cells } from './dataset.ts';

/** @throws Problem malformed */
export async function readLine(req: Request, { columns }: Pick<Dataset<object>, 'columns'>): Promise<Cells> {
  return await readBody(req, Object.fromEntries(columns.map(({ key }) => [key, line(1000)])));
}

/** The number of the last batch when the changes were shown. */
export const baseField = { base: whole() };

export async function readPeriod(req: Request): Promise<string | undefined> {
  const { period } = await readFields(req, [
    query('period')
      .optional()
      .isString()
      .matches(/^[\d-]{0,7}$/),
  ]);
  return period as string | undefined;
}
