import { auditEntry, type Actor, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import type { UndoableDraft } from '../../design/drafts/draft.ts';
import type { CriteriaContent } from './criteria.ts';

/** A set of criteria in preparation: it may be invalid, its errors are shown on every view, and nothing is scored by it. */
export interface CriteriaDraft extends UndoableDraft<CriteriaContent> {
  readonly state: 'open' | 'publishing' | 'published' | 'discarded';
}

/** The start of a new set: last year's set or an example, moved on by a year, without what belongs to one year only. */
export function startOf(
  {
    title,
    source,
    bonusMax,
    penaltyMax,
    items,
  }: Omit<CriteriaContent, 'ownerId' | 'kind' | 'year' | 'deadlines'>,
  { ownerId, kind, year }: Pick<CriteriaContent, 'ownerId' | 'kind' | 'year'>,
): CriteriaContent {
  return {
    title,
    source,
    bonusMax,
    penaltyMax,
    items,
    ownerId,
    kind,
    year,
    deadlines: {
      self: `${year + 1}-01-15`,
      first: `${year + 1}-02-15`,
      explanation: `${year + 1}-02-28`,
      second: `${year + 1}-03-31`,
    },
  };
}

/** Audit entry of a change to a draft. */
export function draftEntry(
  kind: AuditKind,
  { id, content }: Pick<CriteriaDraft, 'id' | 'content'>,
  { at, by }: { readonly at: Date; readonly by: Actor },
): AuditEntry {
  const subject = { id, label: `${content.title.vi} ${content.year}` };
  const after = kind === 'criteria.discarded' ? {} : { criteria: JSON.stringify(content) };
  return auditEntry({ at, by, kind, unitIds: [content.ownerId], subject, after });
}
