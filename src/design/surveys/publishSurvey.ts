import assert from 'node:assert/strict';
import { auditEntry } from '../../access/audit/entry.ts';
import type { Writer } from '../drafts/draft.ts';
import type { SurveyDraft } from './draft.ts';
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
  by: Writer,
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
 * Publishes a draft without errors. Publishing the same content again makes no second version.
 *
 * @returns id of the version
 * @throws Problem conflict when somebody else has changed the draft meanwhile
 */
export async function publishDraft(
  draft: SurveyDraft,
  by: Writer,
  { surveys, surveyDrafts }: { surveys: SurveyStore; surveyDrafts: DraftStore<SurveyContent> },
  now: Date,
): Promise<string> {
  assert.deepEqual(surveyErrors(draft.content), []);
  const { content } = draft;
  await surveyDrafts.publish(draft, { content, by, at: now }, async () => {
    await publishAs(content, by, surveys, now);
    return true;
  });
  return surveyVersionId(content);
}
