/** Input of the round forms. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { emptyRound, periods, type Period, type TypedRound } from './draft.ts';

const line = (name: string) => body(name).isString().isLength({ max: 200 }).trim();

/** @throws Problem malformed */
export async function readTypedRound(req: Request): Promise<TypedRound> {
  const lines = ['titleVi', 'titleEn', 'survey', 'method', 'opens', 'closes', 'previous'];
  const lists = ['further', 'channels'].flatMap((name) => [
    body(name).optional().toArray().isArray({ max: 30 }),
    body(`${name}.*`).isString().isLength({ max: 200 }),
  ]);
  const fields = await readFields(req, [
    ...lines.map(line),
    body('sampleKind').isIn(['selfSelected', 'probability']),
    body('resultsFor').isIn(['everybody', 'staff']),
    body('units').isString().isLength({ max: 60_000 }),
    ...lists,
  ]);
  const typed = { ...emptyRound, ...fields } as TypedRound;
  return { ...typed, titleVi: typed.titleVi.normalize('NFC'), titleEn: typed.titleEn.normalize('NFC') };
}

/** Version of the draft when the form was opened. @throws Problem malformed */
export async function readRevision(req: Request): Promise<number> {
  const { revision } = await readFields(req, [body('revision').isInt({ min: 1, max: 1_000_000 }).toInt()]);
  return revision as number;
}

/** The id that the server has put into a new form: sent twice, it makes one draft. @throws Problem malformed */
export async function readNewId(req: Request): Promise<string> {
  const { id } = await readFields(req, [body('id').isUUID()]);
  return id as string;
}

/** Initial values of a new form. @throws Problem malformed */
export async function readStart(req: Request): Promise<{ period: Period; copyOf: string; survey: string }> {
  const { period, copyOf, survey } = await readFields(req, [
    query('period')
      .optional()
      .isIn([...periods]),
    query('copyOf').optional().isString().isLength({ max: 100 }),
    query('survey').optional().isString().isLength({ max: 100 }),
  ]);
  return {
    period: (period ?? 'year') as Period,
    copyOf: (copyOf ?? '') as string,
    survey: (survey ?? '') as string,
  };
}

/** @throws Problem malformed */
export async function readClosing(
  req: Request,
): Promise<{ readonly closes: string; readonly reason: string; readonly action: 'move' | 'now' }> {
  const fields = await readFields(req, [
    line('closes'),
    body('reason').isString().isLength({ max: 500 }).trim(),
    body('action').isIn(['move', 'now']),
  ]);
  return fields as unknown as { closes: string; reason: string; action: 'move' | 'now' };
}
