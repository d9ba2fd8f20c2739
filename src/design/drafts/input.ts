/** What the pages of drafts send, whatever the draft becomes. */
import { choice, matching, maybe, whole } from '../../platform/web/fields.ts';

/** The revision that the page of a draft shows. */
export const revisionField = { revision: whole(1, 1_000_000) };

/**
 * What the form of a draft, or of a part of it, sends unseen: the hash of what it showed, which saving in the background
 * moves on, and the revision with which the page was opened, since all that a person changes on it is undone at once.
 */
export const draftFields = {
  was: matching(/^[\w-]{1,40}$/),
  opened: maybe(whole(0, 1_000_000)),
  wanted: maybe(choice(['save', 'autosave'])),
};
