/** Input of the import pages. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { dayOrders, type ColumnUse, type DayOrder, type HeadingRows } from './mapping.ts';

export interface SentColumns {
  /** Version of the import that the page showed. */
  readonly version: string;
  readonly action: 'heading' | 'next';
  readonly rows: HeadingRows;
  readonly uses: readonly ColumnUse[];
  readonly unit: string;
  readonly service: string;
  /** Id of the saved mapping that the page started from, or empty. */
  readonly saved: string;
}

const line = (name: string, lengthMax = 200) => body(name).isString().isLength({ max: lengthMax }).trim();

/** @throws Problem malformed */
export async function readRoundId(req: Request): Promise<string> {
  return String((await readFields(req, [line('round')]))['round']);
}

/** @throws Problem malformed */
export async function readSavedId(req: Request): Promise<string | undefined> {
  const { saved } = await readFields(req, [query('saved').optional().isString().isLength({ max: 100 })]);
  return saved as string | undefined;
}

/** @throws Problem malformed */
export async function readColumns(
  req: Request,
  { count, offered }: { count: number; offered: readonly ColumnUse[] },
): Promise<SentColumns> {
  const useNames = Array.from({ length: count }, (_, column) => `use-${column}`);
  const fields = await readFields(req, [
    line('version'),
    body('action').isIn(['heading', 'next']),
    body('first').isInt({ min: 1, max: 1_000_000 }).toInt(),
    body('last').isInt({ min: 1, max: 1_000_000 }).toInt(),
    line('unit'),
    line('service'),
    line('saved'),
    ...useNames.map((name) =>
      body(name)
        .isString()
        .isIn([...offered]),
    ),
  ]);
  const { first, last, ...rest } = fields as unknown as SentColumns & HeadingRows;
  return { ...rest, rows: { first, last }, uses: useNames.map((name) => String(fields[name])) };
}

export interface SentValues {
  readonly version: string;
  readonly name: string;
  readonly dayOrder: DayOrder;
  /** Meanings in the order of the page. */
  readonly meanings: readonly string[];
}

/** @param offered options of each select @throws Problem malformed */
export async function readValues(req: Request, offered: readonly (readonly string[])[]): Promise<SentValues> {
  const names = offered.map((_, at) => `meaning-${at}`);
  const fields = await readFields(req, [
    line('version'),
    line('name', 1000),
    body('dayOrder').isIn([...dayOrders]),
    ...names.map((name, at) =>
      body(name)
        .isString()
        .isIn([...offered[at]!]),
    ),
  ]);
  const { version, name, dayOrder } = fields as unknown as SentValues;
  return {
    version,
    name: name.normalize('NFC'),
    dayOrder,
    meanings: names.map((one) => String(fields[one])),
  };
}

/** @throws Problem malformed */
export async function readVersion(req: Request): Promise<string> {
  return String((await readFields(req, [line('version')]))['version']);
}
