/** The parts of a draft of a survey: adding, editing, moving and removing. */
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { conflictOf } from '../drafts/conflict.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { RoutesOptions } from '../stores.ts';
import type { SurveyDraft } from './draft.ts';
import { errorSentence, partName } from './draftPage.ts';
import { showDraft, surveyDrafts } from './draftRoutes.ts';
import { locationOfError } from './errorLocation.ts';
import { moveField, readAddition, listLocationIn, locationIn, type ItemLocation } from './input.ts';
import { errorsAcross, fieldsOf, withFields, wordIn } from './itemFields.ts';
import { itemForm, type ItemFields } from './itemForm.ts';
import { comparedFields, itemPage, type ShownItem } from './itemPage.ts';
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

function showItem(
  context: StaffContext,
  draft: SurveyDraft,
  shown: Omit<ShownItem, 'content'>,
  status?: number,
): Reply {
  const { language } = context;
  const t = surveyTexts[language];
  const { content } = draft;
  const { kind, itemId } = shown;
  const name = kind === 'survey' ? t.general : partName(content, kind, itemId, language);
  const fields = fieldsOf(content, kind, itemId) ?? {};
  const compared = (one: ItemFields) => comparedFields({ ...shown, fields: one, content }, language);
  return showDraft(context, draft, status, {
    title: t.editOf({ what: name }),
    anchor: `${kind}-${itemId}`,
    url: itemUrl(draft, kind, itemId),
    backUrl: `${surveyDrafts.urlOf(draft)}#${kind}-${itemId}`,
    isUnwritten:
      kind !== 'survey' &&
      isUnwritten(content, kind, itemId) &&
      !content.questions.some(({ scaleId }) => kind === 'scales' && scaleId === itemId),
    isQuestion: kind === 'questions',
    part: fields,
    conflict: status === 409 && conflictOf(draft, compared(fields), compared(shown.fields), language),
    ...itemPage({ ...shown, content }, language),
  });
}

/** @throws Problem notFound when the draft does not (or no longer) have such a part */
function partOf({ content }: SurveyDraft, { kind, itemId }: ItemLocation): ItemFields {
  const fields = fieldsOf(content, kind, itemId);
  if (!fields) throw problemOf('notFound', surveyTexts, (t) => t.gone);
  return fields;
}

async function openItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await surveyDrafts.draftOf(context, tools);
  const location = locationIn(context);
  return showItem(context, draft, { ...location, fields: partOf(draft, location) });
}

/** Statuses: 303; 409 with both versions when it is this very part that somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const location = locationIn(context);
  const { kind, itemId } = location;
  return await surveyDrafts.save(context, tools, async (draft) => {
    const before = partOf(draft, location);
    const read = await itemForm(draft.content, kind).read(context);
    const fields: ItemFields = read.typed;
    const sent = also(read, errorsAcross(draft.content, location, fields, surveyTexts[language]));
    const { content, id } = sent.ok
      ? withFields(draft.content, location, fields)
      : { content: draft.content, id: itemId };
    const saved = { kind, itemId: id };
    return {
      hidden: read.typed,
      read: sent.ok ? { content } : sent,
      part: {
        before,
        after: fieldsOf(content, kind, id),
        name: `${kind}/${itemId}`,
        faults: faultsOf(content, saved, language),
        url: itemUrl(draft, kind, id),
      },
      showAgain: (status) => showItem(context, draft, { ...location, fields, errors: sent.errors }, status),
      goOn: async (now) =>
        read.typed.wanted === 'addQuestion'
          ? await addAfter(context, tools, now, fields)
          : seeOther(nextUrl(now, saved)),
    };
  });
}

/** After a question, its options if they are not written yet. */
function nextUrl(draft: SurveyDraft, { kind, itemId }: ItemLocation): string {
  const { content } = draft;
  const { scaleId = '' } = content.questions.find(({ id }) => id === itemId) ?? {};
  return kind === 'questions' && isUnwritten(content, 'scales', scaleId)
    ? `${itemUrl(draft, 'scales', scaleId)}?done=options#scales-${scaleId}`
    : `${surveyDrafts.urlOf(draft)}?done=saved#${kind}-${itemId}`;
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

/** The errors left in a part. */
function faultsOf(
  content: SurveyContent,
  { kind, itemId }: ItemLocation,
  language: PageLanguage,
): readonly string[] {
  return surveyErrors(content)
    .filter((error) => {
      const location = locationOfError(content, error);
      return location.kind === kind && location.itemId === itemId;
    })
    .map((error) => errorSentence(content, error, language));
}
