/** Input of the page of exports. */
import type { Request } from 'express';
import { body, query, type ValidationChain } from 'express-validator';
import { pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import { readFields } from '../../platform/web/input.ts';
import { tableFormats, type TableFormat } from '../../platform/web/sendTable.ts';
import { layouts, type Layout } from './aggregates.ts';
import { microFormats, type MicroFormat } from './microdataJob.ts';
import { scriptFormats, type ScriptFormat } from './reproduceScript.ts';
import { syntaxFormats, type SyntaxFormat } from './syntaxFiles.ts';

export const fileKinds = ['xlsx', 'csv', 'csvSemicolon', 'parquet', 'json'] as const;
export type FileKind = (typeof fileKinds)[number];

export interface ResultsRequest {
  /** `ROUND`, or `ROUND/2` for its second publication. */
  readonly of: string;
  readonly layout: Layout;
  readonly format: FileKind;
  readonly heads: PageLanguage;
}

/** @throws Problem malformed */
export async function readResultsRequest(req: Request): Promise<ResultsRequest> {
  const chains: ValidationChain[] = [
    query('of').isString().isLength({ min: 1, max: 100 }),
    query('layout').default('long').isIn(layouts),
    query('format').default('xlsx').isIn(fileKinds),
    query('heads').default('vi').isIn(pageLanguages),
  ];
  return (await readFields(req, chains)) as unknown as ResultsRequest;
}

export interface MicroRequest {
  readonly round: string;
  /** Id of a unit of the round. */
  readonly unit: string;
  readonly format: MicroFormat;
  readonly heads: PageLanguage;
}

/** @throws Problem malformed */
export async function readMicroRequest(req: Request): Promise<MicroRequest> {
  const fields = await readFields(req, [
    body('scope')
      .isString()
      .isLength({ min: 3, max: 200 })
      .matches(/^[^ ]+ [^ ]+$/),
    body('format').isIn(microFormats),
    body('heads').isIn(pageLanguages),
  ]);
  const { scope, format, heads } = fields as unknown as Record<'scope', string> & MicroRequest;
  const [round = '', unit = ''] = scope.split(' ');
  return { round, unit, format, heads };
}

/** @throws Problem malformed */
export async function readCommentsRequest(
  req: Request,
): Promise<Pick<MicroRequest, 'heads'> & { format: 'csv' | 'csvSemicolon' }> {
  const chains = [body('format').isIn(['csv', 'csvSemicolon']), body('heads').isIn(pageLanguages)];
  return (await readFields(req, chains)) as never;
}

export interface BookRequest {
  readonly round: string;
  /** Undefined: shown as a page. */
  readonly take?: TableFormat | SyntaxFormat | undefined;
}

/** @throws Problem malformed */
export async function readBookRequest(req: Request): Promise<BookRequest> {
  const chains = [
    query('round').isString().isLength({ min: 1, max: 100 }),
    query('take')
      .optional()
      .isIn([...tableFormats, ...syntaxFormats]),
  ];
  return (await readFields(req, chains)) as unknown as BookRequest;
}

export interface ScriptRequest {
  readonly round: string;
  readonly unit: string;
  readonly take: ScriptFormat;
}

/** @throws Problem malformed */
export async function readScriptRequest(req: Request): Promise<ScriptRequest> {
  const chains = [
    query('round').isString().isLength({ min: 1, max: 100 }),
    query('unit').isString().isLength({ min: 1, max: 100 }),
    query('take').isIn([...scriptFormats]),
  ];
  return (await readFields(req, chains)) as unknown as ScriptRequest;
}
