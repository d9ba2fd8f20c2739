/** Input of the poster pages. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { languages, type Language } from '../../platform/text/catalogue.ts';
import { readFields } from '../../platform/web/input.ts';
import { posterFormats, type PosterFormat } from './poster.ts';

export interface PosterFile {
  readonly format: PosterFormat;
  readonly language: Language;
  readonly file: 'pdf' | 'svg';
}

/** @throws Problem malformed */
export async function readPosterFile(req: Request): Promise<PosterFile> {
  const fields = await readFields(req, [
    query('format').isIn([...posterFormats]),
    query('language').isIn([...languages]),
    query('file').isIn(['pdf', 'svg']),
  ]);
  return fields as unknown as PosterFile;
}

/** @throws Problem malformed */
export async function readPostersRequest(
  req: Request,
): Promise<Omit<PosterFile, 'file'> & { readonly unit: string }> {
  const fields = await readFields(req, [
    body('unit').isString().isLength({ max: 100 }),
    body('format').isIn([...posterFormats]),
    body('language').isIn([...languages]),
  ]);
  return fields as unknown as Omit<PosterFile, 'file'> & { readonly unit: string };
}

/** Unit whose posters are requested; empty: all of the account's. @throws Problem malformed */
export async function readPostersUnit(req: Request): Promise<string> {
  const { unit } = await readFields(req, [query('unit').optional().isString().isLength({ max: 100 })]);
  return typeof unit === 'string' ? unit : '';
}
