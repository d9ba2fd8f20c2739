/** Input of the page of exports. */
import { pageLanguages } from '../../platform/text/localized.ts';
import { choice, matching, needed } from '../../platform/web/fields.ts';
import { form, type TypedIn } from '../../platform/web/form.ts';
import { layouts } from './aggregates.ts';
import { microFormats } from './microdataJob.ts';
import { scriptFormats } from './reproduceScript.ts';
import { exportTexts } from './texts.ts';

type ExportTexts = (typeof exportTexts)['vi'];

export const fileKinds = ['xlsx', 'csv', 'csvSemicolon', 'parquet', 'json'] as const;

/** The language of the headings. @param id where the page has several of these fields */
const heads = (id: string) => choice(pageLanguages, { id, names: (t: ExportTexts) => t.languages });

/** `of` is `ROUND`, or `ROUND/2` for its second publication. */
export const resultsForm = form(exportTexts, {
  of: needed(matching(/^.{1,100}$/)),
  layout: choice(layouts, { names: (t) => t.layouts }),
  format: choice(fileKinds, { names: (t) => t.formats }),
  heads: heads('heads'),
});
export type ResultsRequest = TypedIn<typeof resultsForm>;

/** `scope` is the id of a round and that of one of its units. */
export const microForm = form(exportTexts, {
  scope: matching(/^(?=.{3,200}$)[^ ]+ [^ ]+$/),
  format: choice(microFormats, { id: 'microFormat', names: (t) => t.formats }),
  heads: heads('microHeads'),
});

export const commentsForm = form(exportTexts, {
  format: choice(['csv', 'csvSemicolon'], { id: 'commentFormat', names: (t) => t.formats }),
  heads: heads('commentHeads'),
});

export const bookFields = { round: needed(matching(/^.{1,100}$/)) };

export const scriptFields = {
  round: needed(matching(/^.{1,100}$/)),
  unit: needed(matching(/^.{1,100}$/)),
  take: needed(choice(scriptFormats)),
};
