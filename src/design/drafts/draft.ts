import { changedByOthers, type Problem } from '../../platform/problem.ts';

/**
 * What drafts of methods, rounds and surveys have in common: several people write, and each change replaces the version
 * from which it was made.
 */
export interface Draft {
  readonly id: string;
  readonly state: 'open' | 'publishing' | 'scheduled' | 'published' | 'discarded';
  /** Version number, incremented by every change, so that two authors do not overwrite each other. */
  readonly revision: number;
  readonly changedAt: Date;
  readonly changedBy: { readonly accountId: string; readonly name: string };
}

/** A draft whose last change can be undone. */
export interface UndoableDraft<Content> extends Draft {
  readonly content: Content;
  /** What the last change replaced; several changes of one part in a row, by one person, are one. */
  readonly before?: { readonly content: Content; readonly part: string } | undefined;
}

/** The content after a change, with what is needed to undo it. @param part that is changed; missing: a step of its own */
export function replacing<Content>(
  { content: replaced, before, changedBy, revision }: UndoableDraft<Content>,
  { content, part = `revision ${revision}` }: { readonly content: Content; readonly part?: string },
  by: Draft['changedBy'],
) {
  const goesOn = before?.part === part && changedBy.accountId === by.accountId;
  return { content, before: goesOn ? before : { content: replaced, part }, changedBy: by };
}

/** Undoing twice does it again. @throws Problem conflict when there is nothing to undo */
export function undone<Content>({ before }: UndoableDraft<Content>): Content {
  if (!before) throw draftChanged();
  return before.content;
}

/** Somebody else has changed the draft since the page was made. */
export const draftChanged = (): Problem => changedByOthers({ vi: 'Bản nháp này', en: 'this draft' });
