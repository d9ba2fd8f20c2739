import { auditEntry, type Actor, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import type { Draft } from '../drafts/draft.ts';
import type { SurveyContent } from './survey.ts';

/** A survey that is being written: it may be unsound, its page always lists the errors, and nobody answers it. */
export interface SurveyDraft extends Draft {
  readonly content: SurveyContent;
  /** What the last change replaced, so that it can be undone; several changes of one part in a row are one. */
  readonly before?: { readonly content: SurveyContent; readonly part: string } | undefined;
  readonly state: 'open' | 'publishing' | 'published' | 'discarded';
}

/** Audit entry for an action on a draft. */
export function draftEntry(
  kind: AuditKind,
  { id, content }: Pick<SurveyDraft, 'id' | 'content'>,
  { by, at }: { readonly by: Actor; readonly at: Date },
): AuditEntry {
  return auditEntry({
    at,
    by,
    kind,
    unitIds: [],
    subject: { id, label: content.title.vi },
    after: { survey: JSON.stringify(content) },
  });
}

export function draftUrl({ id }: Pick<SurveyDraft, 'id'>): string {
  return `/staff/surveys/drafts/${id}`;
}
