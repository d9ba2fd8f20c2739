/** Input of the pages of publications. */
import type { Request } from 'express';
import { line, maybe, needed, paragraph } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { publicationTexts } from './texts.ts';

export const roundField = { round: needed(line(80)) };

/** What has changed is asked where the publication corrects another one. */
export const proposalForm = form(
  publicationTexts,
  { whatChanged: maybe(paragraph(10_000, { rows: 4, most: 1000, optional: false })) },
  { hidden: { round: line(80) } },
);

export const sortings = ['rank', 'name', 'value', 'change', 'people'] as const;
export type Sorting = (typeof sortings)[number];

/** How the table of units is sorted; an unknown value falls back to the default. */
export function readSorting(req: Request): Sorting {
  return sortings.find((known) => known === req.query['sort']) ?? 'rank';
}
