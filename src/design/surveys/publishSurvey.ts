import assert from 'node:assert/strict';
import { auditEntry } from '../../access/audit/entry.ts';
import type { SurveyDraft } from './draft.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { DraftStore } from '../drafts/store.ts';
import { surveyErrors } from './soundness.ts';
import { surveyVersionId, type SurveyContent, type SurveyVersion } from './survey.ts';
import type { SurveyStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/**
 * Publishes a survey as an immutable version.
 *
 * @throws AssertionError when it is not sound: authors see the errors before they can publish
 */
export async function publishSurvey(
  content: SurveyContent,
  publishedOn: string,
  surveys: SurveyStore,
): Promise<SurveyVersion> {
  assert.deepEqual(surveyErrors(content), []);
  const version = { id: surveyVersionId(content), content, publishedOn };
  await surveys.add(version);
  return version;
}

/**
 * Publishes a survey that somebody chose, with an entry in the audit log.
 *
 * @returns id of the version
 * @throws AssertionError when it is not sound
 */
export async function publishAs(
  content: SurveyContent,
  by: SurveyDraft['changedBy'],
  surveys: SurveyStore,
  now: Date,
): Promise<string> {
  assert.deepEqual(surveyErrors(content), []);
  const id = surveyVersionId(content);
  const subject = { id, label: content.title.vi };
  const entry = auditEntry({ at: now, by, kind: 'survey.published', unitIds: [], subject });
  await surveys.add({ id, content, publishedOn: dayOf(now) }, entry);
  return id;
}

/**
 * Publishes a draft without errors. The draft is first marked as being published; after an interruption, the next call
 * completes it. Publishing the same content again makes no second version.
 *
 * @returns id of the version
 * @throws Problem conflict when somebody else has changed the draft meanwhile
 */
export async function publishDraft(
  draft: SurveyDraft,
  by: SurveyDraft['changedBy'],
  { surveys, surveyDrafts }: { surveys: SurveyStore; surveyDrafts: DraftStore<SurveyDraft> },
  now: Date,
): Promise<string> {
  assert.deepEqual(surveyErrors(draft.content), []);
  const isClaimed = await surveyDrafts.change(draft, { state: 'publishing', changedAt: now, changedBy: by });
  if (!isClaimed) throw draftChanged();
  const id = await publishAs(draft.content, by, surveys, now);
  await surveyDrafts.change({ ...draft, revision: draft.revision + 1 }, { state: 'published' });
  return id;
}
