/** Input of the poster pages. */
import { languages } from '../../platform/text/catalogue.ts';
import { choice, line, needed } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { posterFormats } from './poster.ts';
import { posterPageTexts } from './texts.ts';

/** A single poster. */
export const posterFile = {
  format: needed(choice(posterFormats)),
  language: needed(choice(languages)),
  file: needed(choice(['pdf', 'svg'])),
};

/** Unit whose posters are requested; empty: all of the account's. */
export const postersUnit = { unit: line(100) };

export const postersForm = form(
  posterPageTexts,
  { format: choice(posterFormats, { names: (t) => t.formats }), language: choice(languages) },
  { hidden: postersUnit },
);
