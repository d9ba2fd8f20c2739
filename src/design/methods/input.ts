/** Input of the method pages. */
import type { Request } from 'express';
import { body, param } from 'express-validator';
import { line, matching, paragraph, whole, type TypedOf } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody, readFields } from '../../platform/web/input.ts';
import { methodFieldNames, type MethodFields } from './methodForm.ts';
import { methodTexts } from './texts.ts';

export async function readMethodKey(req: Request): Promise<string> {
  const { methodKey } = await readFields(req, [param('methodKey').isString().isLength({ max: 80 })]);
  return String(methodKey);
}

/** The method from which a new draft starts; empty if none was chosen. */
export const fromField = { from: line(80) };

/** The start of a draft: a method to copy, or one as JSON. */
export const startForm = form(methodTexts, { ...fromField, json: paragraph(60_000, { rows: 8 }) });

/** A draft as typed: the revision that the form was filled from, and a survey version, or none for the method's own frame. */
export const draftFields = {
  revision: whole(1, 1_000_000),
  survey: line(80),
};
export interface DraftRequest extends TypedOf<typeof draftFields> {
  readonly fields: MethodFields;
}

/** @throws Problem malformed */
export async function readDraft(req: Request): Promise<DraftRequest> {
  const chains = methodFieldNames.map((name) =>
    body(name).optional().isString().isLength({ max: 20_000 }).trim(),
  );
  return { ...(await readBody(req, draftFields)), fields: (await readFields(req, chains)) as MethodFields };
}

/** @param field form field in which the round was chosen */
export async function readRound(req: Request, field: string): Promise<string> {
  return Object.values(await readBody(req, { [field]: matching(/^.{1,80}$/) })).join('');
}
