import { auditEntry, type Actor, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import type { UndoableDraft } from '../drafts/draft.ts';
import type { SurveyContent } from './survey.ts';

/** A survey that is being written: it may be unsound, its page always lists the errors, and nobody answers it. */
export interface SurveyDraft extends UndoableDraft<SurveyContent> {
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
