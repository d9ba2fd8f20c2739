/** The parts of a draft of a survey: adding, editing, moving and removing. */
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { RoutesOptions } from '../stores.ts';
import { sayTo } from '../drafts/editorRoutes.ts';
import type { SurveyDraft } from './draft.ts';
import { errorSentence, partName } from './draftPage.ts';
import { showDraft, surveyDrafts } from './draftRoutes.ts';
import { locationOfError } from './errorLocation.ts';
import { moveField, readAddition, listLocationIn, locationIn, type ItemLocation } from './input.ts';
import { errorsAcross, fieldsOf, withFields, wordIn } from './itemFields.ts';
import { itemForm, type ItemFields } from './itemForm.ts';
import { hashOf, itemPage, type ShownItem } from './itemPage.ts';
import { isUnwritten, moved, withAbout, withNew, without, type ListKind } from './items.ts';
import { aboutPresets } from './presets/presets.ts';
import { surveyErrors } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export const surveyItemRoutes: Routes<RoutesOptions> = {
  'POST /staff/surveys/drafts/:draftId/add': may('writeSurveys', addItem),
  'GET /staff/surveys/drafts/:draftId/:kind/:itemId': may('writeSurveys', openItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId': may('writeSurveys', saveItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/move': may('writeSurveys', moveItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/remove': may('writeSurveys', removeItem),
};

const itemUrl = (draft: SurveyDraft, kind: string, id: string): string =>
  `${surveyDrafts.urlOf(draft)}/${kind}/${id}`;

async function addItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await surveyDrafts.sameDraftOf(context, tools);
  const { kind, of } = await readAddition(context.req);
  const written = kind === 'about' && of !== '' ? aboutPresets.find(({ id }) => id === of) : undefined;
  const next = written
    ? { content: withAbout(draft.content, written), id: written.id }
    : withNew(draft.content, kind, of);
  const change = { content: next.content, part: `${kind}/${next.id}` };
  if (!(await surveyDrafts.change(context, tools, draft, change))) throw draftChanged();
  return seeOther(`${itemUrl(draft, kind, next.id)}?done=added#${kind}-${next.id}`);
}

async function moveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { to } = await readBody(context.req, moveField);
  const { draft, kind, itemId } = await changePart(context, tools, (content, ...part) =>
    moved(content, ...part, to),
  );
  return seeOther(`${surveyDrafts.urlOf(draft)}#${kind}-${itemId}`);
}

async function removeItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { draft } = await changePart(context, tools, without);
  return seeOther(`${surveyDrafts.urlOf(draft)}?done=removed`);
}

/** Changes a part of which there can be several. */
async function changePart(
  context: StaffContext,
  tools: RoutesOptions,
  action: (content: SurveyContent, kind: ListKind, itemId: string) => SurveyContent,
) {
  const draft = await surveyDrafts.sameDraftOf(context, tools);
  const { kind, itemId } = listLocationIn(context);
  if (!draft.content[kind].some(({ id }) => id === itemId)) throw notYours();
  const change = { content: action(draft.content, kind, itemId) };
  if (!(await surveyDrafts.change(context, tools, draft, change))) throw draftChanged();
  return { draft, kind, itemId };
}

function showItem(context: StaffContext, draft: SurveyDraft, shown: Omit<ShownItem, 'content'>): Reply {
  const { language } = context;
  const t = surveyTexts[language];
  const { content } = draft;
  const { kind, itemId, stored, errors } = shown;
  const name = kind === 'survey' ? t.general : partName(content, kind, itemId, language);
  return showDraft(context, draft, stored ? 409 : errors && 422, {
    title: t.editOf({ what: name }),
    anchor: `${kind}-${itemId}`,
    url: itemUrl(draft, kind, itemId),
    backUrl: `${surveyDrafts.urlOf(draft)}#${kind}-${itemId}`,
    isUnwritten:
      kind !== 'survey' &&
      isUnwritten(content, kind, itemId) &&
      !content.questions.some(({ scaleId }) => kind === 'scales' && scaleId === itemId),
    isQuestion: kind === 'questions',
    was: hashOf(fieldsOf(content, kind, itemId) ?? {}),
    conflict: stored && conflictWords(draft, language),
    ...itemPage({ ...shown, content }, language),
  });
}

function conflictWords({ changedBy, changedAt }: SurveyDraft, language: PageLanguage): string {
  return surveyTexts[language].conflictLead({ name: changedBy.name, at: timeText(changedAt, language) });
}

/** @throws Problem notFound when the draft does not (or no longer) have such a part */
async function itemOf(context: StaffContext, tools: RoutesOptions) {
  const draft = await surveyDrafts.draftOf(context, tools);
  const location = locationIn(context);
  const fields = fieldsOf(draft.content, location.kind, location.itemId);
  if (!fields) throw problemOf('notFound', surveyTexts, (t) => t.gone);
  return { draft, location, fields };
}

async function openItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { draft, location, fields } = await itemOf(context, tools);
  return showItem(context, draft, { ...location, fields });
}

/**
 * Tries again when another part has changed meanwhile. Statuses: 303; 409 with both versions when it is this very part;
 * 422 with errors next to their fields. A script that saves while a person writes is answered in JSON, always with 200.
 */
async function saveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const { draft, location, fields: stored } = await itemOf(context, tools);
  const { kind, itemId } = location;
  const read = await itemForm(draft.content, kind).read(context);
  const fields: ItemFields = read.typed;
  const sent = also(read, errorsAcross(draft.content, location, fields, surveyTexts[language]));
  const isAutosave = fields['wanted'] === 'autosave';
  const refuse = (why: Partial<ShownItem>, sentences: readonly string[]): Reply =>
    isAutosave
      ? sayTo(context, { sentences, values: { was: wordIn(fields, 'was') } })
      : showItem(context, draft, { ...location, fields, ...why });
  if (draft.state !== 'open') throw draftChanged();
  if (fields['was'] !== hashOf(stored)) return refuse({ stored }, [conflictWords(draft, language)]);
  if (!sent.ok) return refuse({ errors: sent.errors }, Object.values(sent.errors));
  const next = withFields(draft.content, location, fields);
  const change = { content: next.content, part: `${kind}/${itemId}` };
  if (!(await surveyDrafts.change(context, tools, draft, change))) return await saveItem(context, tools);
  const saved = { ...draft, content: next.content, revision: draft.revision + 1 };
  if (isAutosave) return sayTo(context, savedWords(saved, { kind, itemId: next.id }, language));
  if (fields['wanted'] === 'addQuestion') return await addAfter(context, tools, saved, fields);
  const { scaleId = '' } = next.content.questions.find(({ id }) => id === next.id) ?? {};
  if (kind === 'questions' && isUnwritten(next.content, 'scales', scaleId))
    return seeOther(`${itemUrl(draft, 'scales', scaleId)}?done=options#scales-${scaleId}`);
  return seeOther(`${surveyDrafts.urlOf(draft)}?done=saved#${kind}-${next.id}`);
}

/** Another question of the same factor, answered in the same way. */
async function addAfter(
  context: StaffContext,
  tools: RoutesOptions,
  draft: SurveyDraft,
  fields: ItemFields,
): Promise<Reply> {
  const { content, id } = withNew(draft.content, 'questions', wordIn(fields, 'factorId'));
  const like = draft.content.questions.find((one) => one.id === wordIn(fields, 'id'));
  const questions = content.questions.map((one) =>
    one.id === id && like ? { ...one, scaleId: like.scaleId, required: like.required } : one,
  );
  const change = { content: { ...content, questions }, part: `questions/${id}` };
  if (!(await surveyDrafts.change(context, tools, draft, change))) throw draftChanged();
  return seeOther(`${itemUrl(draft, 'questions', id)}?done=savedAndAdded#questions-${id}`);
}

/** What a page needs to go on after its part was saved: the errors left, and what identifies the part and the draft from now on. */
function savedWords(draft: SurveyDraft, { kind, itemId }: ItemLocation, language: PageLanguage) {
  const { content, revision } = draft;
  const sentences = surveyErrors(content)
    .filter((error) => {
      const location = locationOfError(content, error);
      return location.kind === kind && location.itemId === itemId;
    })
    .map((error) => errorSentence(content, error, language));
  const was = hashOf(fieldsOf(content, kind, itemId) ?? {});
  return { sentences, values: { was, revision }, url: itemUrl(draft, kind, itemId), isSaved: true } as const;
}
