/** Input of the method pages. */
import type { Request } from 'express';
import { body, param, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { methodFieldNames, type MethodFields } from './methodForm.ts';

export async function readMethodKey(req: Request): Promise<string> {
  const { methodKey } = await readFields(req, [param('methodKey').isString().isLength({ max: 80 })]);
  return String(methodKey);
}

/** The method from which a new draft starts; empty if none was chosen. */
export async function readFrom(req: Request): Promise<string> {
  const { from = '' } = await readFields(req, [query('from').optional().isString().isLength({ max: 80 })]);
  return String(from);
}

export interface SentStart {
  readonly from: string;
  readonly json: string;
}

export async function readStart(req: Request): Promise<SentStart> {
  const fields = await readFields(req, [
    body('from').isString().isLength({ max: 80 }),
    body('json').isString().isLength({ max: 60_000 }).trim(),
  ]);
  return fields as unknown as SentStart;
}

export interface SentDraft {
  /** Version of the draft from which the form was filled. */
  readonly revision: number;
  /** Id of a survey version; empty for the method's own frame. */
  readonly survey: string;
  readonly fields: MethodFields;
}

export async function readDraft(req: Request): Promise<SentDraft> {
  const { revision, survey, ...fields } = await readFields(req, [
    body('revision').isString().isInt({ min: 1, max: 1_000_000 }),
    body('survey').isString().isLength({ max: 80 }),
    ...methodFieldNames.map((name) => body(name).optional().isString().isLength({ max: 20_000 }).trim()),
  ]);
  return { revision: Number(revision), survey: String(survey), fields: fields as MethodFields };
}

/** @param field form field in which the round was chosen */
export async function readRound(req: Request, field: string): Promise<string> {
  const fields = await readFields(req, [body(field).isString().isLength({ min: 1, max: 80 })]);
  return String(fields[field]);
}
