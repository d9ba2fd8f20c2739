/** What the pages of drafts send, whatever the draft becomes. */
import { choice, maybe, whole } from '../../platform/web/fields.ts';

/** The revision that the page of a draft shows. */
export const revisionField = { revision: whole(1, 1_000_000) };

/**
 * What the form of a draft sends unseen: beside the revision, which saving in the background moves on, the one with
 * which the page was opened, since all that a person changes on it is undone at once.
 */
export const draftFields = {
  ...revisionField,
  opened: maybe(whole(0, 1_000_000)),
  wanted: maybe(choice(['save', 'autosave'])),
};
