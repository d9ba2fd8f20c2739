/** Input of the dataset forms. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import type { Dataset, Cells } from './dataset.ts';

/** @throws Problem malformed */
export async function readLine(req: Request, { columns }: Pick<Dataset<object>, 'columns'>): Promise<Cells> {
  const chains = columns.map(({ key }) => body(key).isString().isLength({ max: 1000 }).trim());
  return (await readFields(req, chains)) as Cells;
}

/** The number of the last batch when the changes were shown. */
export async function readBase(req: Request): Promise<number> {
  const { base } = await readFields(req, [body('base').isInt({ min: 0, max: 1e9 }).toInt()]);
  return base as number;
}

export async function readPeriod(req: Request): Promise<string | undefined> {
  const { period } = await readFields(req, [
    query('period')
      .optional()
      .isString()
      .matches(/^[\d-]{0,7}$/),
  ]);
  return period as string | undefined;
}
