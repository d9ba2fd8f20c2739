/** The forms of rounds. */
import type { Request } from 'express';
import { choice, line, paragraph, several, uuid, verbatim } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { periods } from './draft.ts';
import { roundTexts } from './texts.ts';

/** A round as it is written; readRound.ts has what may be wrong in it. */
export const roundForm = form(
  roundTexts,
  {
    titleVi: line(200, { optional: false }),
    titleEn: line(200),
    survey: line(200),
    method: line(200),
    further: several(30, 200),
    opens: line(200, { type: 'datetime-local' }),
    closes: line(200, { type: 'datetime-local', optional: false }),
    units: verbatim(60_000, { rows: 6, optional: false }),
    previous: line(200),
    sampleKind: choice(['selfSelected', 'probability'], { names: (t) => t.sampleKinds }),
    channels: several(30, 200),
    resultsFor: choice(['everybody', 'staff'], { names: (t) => t.resultsForWhom }),
  },
  { labels: (t) => t.fields, hints: (t) => t.hints },
);

/** The id that the server has put into a new form: sent twice, it makes one draft. */
export const newIdField = { id: uuid() };

/** Initial values of a new form. */
export const startFields = { period: choice(periods), copyOf: line(100), survey: line(100) };

/** @throws Problem malformed */
export async function readClosing(req: Request) {
  return await readBody(req, { closes: line(200), reason: paragraph(500), action: choice(['move', 'now']) });
}
