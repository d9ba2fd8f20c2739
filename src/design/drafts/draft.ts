import { createHash } from 'node:crypto';
import type { Problem } from '../../platform/problem.ts';
import { draftTexts } from './texts.ts';
import { changedByOthers } from '../../platform/text/problemOf.ts';

/**
 * A method, a round, a survey or a set of criteria that is being written: it may be incomplete or wrong, its page says
 * so, and nothing else uses it. Several people write, and each change replaces the revision from which it was made.
 */
export interface Draft<Content> {
  readonly id: string;
  readonly content: Content;
  /** What the last change replaced; several changes of one part in a row, by one person, are one. */
  readonly before?: { readonly content: Content; readonly part: string } | undefined;
  /** `publishing` until the published version is stored, also after an interruption. */
  readonly state: 'open' | 'publishing' | 'published' | 'discarded';
  /** Incremented by every change, so that two authors do not overwrite each other. */
  readonly revision: number;
  readonly changedAt: Date;
  readonly changedBy: Writer;
}

export interface Writer {
  readonly accountId: string;
  readonly name: string;
}

/** What a change puts into a draft. */
export interface Replacement<Content> {
  readonly content: Content;
  /** The part that is changed, so that what one person changes in it is undone at once; missing: a step of its own. */
  readonly part?: string | undefined;
}

/** The content after a change, with what is needed to undo it. */
export function replacing<Content>(
  { content: replaced, before, changedBy, revision }: Draft<Content>,
  { content, part = `revision ${revision}` }: Replacement<Content>,
  by: Writer,
) {
  const goesOn = before?.part === part && changedBy.accountId === by.accountId;
  return { content, before: goesOn ? before : { content: replaced, part }, changedBy: by };
}

/** Shows whether what a form shows has changed since its page was made; undefined: there is nothing yet. */
export function hashOf(shown: unknown = null): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
}

/** Undoing twice does it again. @throws Problem conflict when there is nothing to undo */
export function undone<Content>({ before }: Draft<Content>): Content {
  if (!before) throw draftChanged();
  return before.content;
}

/** Somebody else has changed the draft since the page was made. */
export const draftChanged = (): Problem => changedByOthers(draftTexts, (t) => t.thisDraft);
