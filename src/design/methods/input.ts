/** Input of the method pages. */
import type { Request } from 'express';
import { line, matching, maybe, paragraph, type Field } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { draftFields } from '../drafts/input.ts';
import { plainFields, statementField, statementParts, statementRows, type PlainField } from './methodForm.ts';
import { methodTexts } from './texts.ts';

/** The method from which a new draft starts; empty if none was chosen. */
export const fromField = { from: line(80) };

/** The start of a draft: a method to copy, or one as JSON. */
export const startForm = form(methodTexts, { ...fromField, json: paragraph(60_000, { rows: 8 }) });

type Texts = (typeof methodTexts)['vi'];

const rowsOf: Partial<Record<PlainField, number>> = {
  satisfiedLevels: 2,
  weights: 6,
  contents: 2,
  populations: 4,
  sourceVi: 2,
  sourceEn: 2,
};
/** Fields that have to be filled in; the schema of methods says so. */
const required: readonly PlainField[] = ['id', 'nameVi', 'sourceVi', 'minimumValid', 'decimals'];

function plainField(name: PlainField): Field<string, string, Texts> {
  const [rows, optional] = [rowsOf[name], !required.includes(name)];
  const date = name.startsWith('valid') && ({ type: 'date' } as const);
  return maybe(rows ? paragraph(20_000, { rows, optional }) : line(20_000, { optional, ...date }));
}

/** A draft as typed: a survey version against which it is checked, or none for the method's own frame, and the method. */
export const draftForm = form(
  methodTexts,
  {
    survey: line<Texts>(80),
    ...(Object.fromEntries(plainFields.map((name) => [name, plainField(name)])) as Record<
      PlainField,
      Field<string, string, Texts>
    >),
    ...Object.fromEntries(
      statementRows.flatMap((row) =>
        statementParts.map((part) => [
          statementField(row, part),
          maybe(line<Texts>(20_000, { label: (t) => t.statementParts[part] })),
        ]),
      ),
    ),
  },
  {
    hidden: draftFields,
    labels: (t) => ({ survey: t.survey, ...t.fields }),
    hints: (t) => t.hints,
  },
);

/** @param field form field in which the round was chosen */
export async function readRound(req: Request, field: string): Promise<string> {
  return Object.values(await readBody(req, { [field]: matching(/^.{1,80}$/) })).join('');
}
