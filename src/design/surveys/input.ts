/** Input of the survey pages. */
import type { Request } from 'express';
import { choice, line, maybe, paragraph } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { revisionField } from '../drafts/input.ts';
import { isListKind, type ItemKind, type ListKind } from './items.ts';
import { surveyTexts } from './texts.ts';

/** `from` is `blank`, `preset:…` or the id of a version. */
export const fromField = { from: line(80) };
export const startForm = form(surveyTexts, {
  ...fromField,
  name: maybe(line(500, { label: (t) => t.startName, hint: (t) => t.startNameHint })),
  json: paragraph(200_000, { rows: 3 }),
});

const pastedMax = 300;

/** Questions to add, a line each. @see pastedQuestions.ts */
export const pasteForm = form(
  surveyTexts,
  {
    list: paragraph(60_000, {
      rows: 14,
      missing: (t) => t.paste.missing,
      wrong: (list, t) => list.split('\n').length > pastedMax && t.paste.tooMany({ most: pastedMax }),
    }),
    scaleId: line(60),
  },
  {
    hidden: { ...revisionField, wanted: maybe(choice(['look', 'add'])) },
    labels: (t) => ({ ...t.fields, list: t.paste.list }),
    hints: (t) => ({ ...t.hints, list: t.paste.hint }),
  },
);

export interface ItemLocation<Kind = ItemKind> {
  readonly kind: Kind;
  readonly itemId: string;
}

interface Address {
  readonly param: (name: string) => string;
}

/** @throws Problem malformed when it is not a kind of item */
export function locationIn({ param }: Address): ItemLocation {
  const kind = param('kind');
  if (kind !== 'survey' && !isListKind(kind)) throw malformedRequest();
  return { kind, itemId: param('itemId') };
}

/** @throws Problem malformed for parts that exist once: they cannot be moved or removed */
export function listLocationIn(address: Address): ItemLocation<ListKind> {
  const { kind, itemId } = locationIn(address);
  if (kind === 'survey') throw malformedRequest();
  return { kind, itemId };
}

export const moveField = { to: choice(['up', 'down']) };

/** `of` is the factor of a new question, or a prepared question on respondent characteristics. */
export async function readAddition(req: Request): Promise<{ readonly kind: ListKind; readonly of: string }> {
  const { add } = await readBody(req, { add: line(100) });
  const [kind = '', of = ''] = add.split(':');
  if (!isListKind(kind)) throw malformedRequest();
  return { kind, of };
}
