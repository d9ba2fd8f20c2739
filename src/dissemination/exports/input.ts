/** Input of the page of exports. */
import { pageLanguages } from '../../platform/text/localized.ts';
import { choice, matching, needed, type TypedOf } from '../../platform/web/fields.ts';
import { layouts } from './aggregates.ts';
import { microFormats } from './microdataJob.ts';
import { scriptFormats } from './reproduceScript.ts';

export const fileKinds = ['xlsx', 'csv', 'csvSemicolon', 'parquet', 'json'] as const;

const heads = choice(pageLanguages);

/** `of` is `ROUND`, or `ROUND/2` for its second publication. */
export const resultsFields = {
  of: needed(matching(/^.{1,100}$/)),
  layout: choice(layouts),
  format: choice(fileKinds),
  heads,
};
export type ResultsRequest = TypedOf<typeof resultsFields>;

/** `scope` is the id of a round and that of one of its units. */
export const microFields = {
  scope: matching(/^(?=.{3,200}$)[^ ]+ [^ ]+$/),
  format: choice(microFormats),
  heads,
};

export const commentsFields = { format: choice(['csv', 'csvSemicolon']), heads };

export const bookFields = { round: needed(matching(/^.{1,100}$/)) };

export const scriptFields = {
  round: needed(matching(/^.{1,100}$/)),
  unit: needed(matching(/^.{1,100}$/)),
  take: needed(choice(scriptFormats)),
};
